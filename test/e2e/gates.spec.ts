import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pressKillKey, recordings } from './support/gates.ts';
import { openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';
import { speakToBeside } from './support/sound.ts';
import { synthesise } from './support/synthesiser.ts';

/** What closes the microphone: the pause, the kill key with every window hung or dead, and a locked screen. */

let desk: Desk;
let profile: string;

test.beforeEach(async () => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-gates-'));
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
  await turnMicrophoneOn(desk);
});
test.afterEach(async () => {
  await desk.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

const microphone = async (): Promise<string> => (await desk.snapshot()).microphone.state;

test('a pause closes the microphone, gives the device back, and ends with the switch', async () => {
  expect(recordings()).toBeGreaterThan(0);
  await desk.overlay.getByTestId('pause').click();
  await desk.overlay.getByTestId('pause-15-minutes').click();
  await expect.poll(microphone).toBe('paused');
  await expect.poll(recordings).toBe(0);
  await expect(desk.overlay.getByTestId('mic-toggle')).toContainText('paused');
  await speakToBeside(await synthesise('What time is it?')).ended;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect((await desk.snapshot()).lines).toEqual([]);
  await desk.overlay.getByTestId('mic-toggle').click();
  await expect.poll(microphone).toBe('on');
});

test('a pause holds over a restart', async () => {
  await desk.overlay.getByTestId('pause').click();
  await desk.overlay.getByTestId('pause-1-hour').click();
  await expect.poll(microphone).toBe('paused');
  await expect
    .poll(() => fs.readFileSync(path.join(profile, 'settings.json'), 'utf8'))
    .toMatch(/"pausedUntilMs":\s*\d+/);
  await desk.close();
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
  expect(await microphone()).toBe('paused');
  expect(recordings()).toBe(0);
});

test('the kill key ends the microphone and the voice', async () => {
  await typeLine(desk, 'Tell me a story');
  await expect.poll(async () => (await desk.snapshot()).floor, { intervals: [20] }).toBe('speaking');
  await new Promise((resolve) => setTimeout(resolve, 500));
  pressKillKey();
  await expect.poll(recordings, { intervals: [20] }).toBe(0);
  await expect.poll(microphone).toBe('off');
  await expect.poll(async () => (await desk.snapshot()).lines.at(-1)?.state).toBe('cut-off');
  await expect(desk.overlay.getByTestId('notice')).toContainText('Everything is off');
});

test('the kill key works while the overlay hangs', async () => {
  const hung = desk.overlay.evaluate(() => {
    const endMs = Date.now() + 4000;
    while (Date.now() < endMs);
  });
  pressKillKey();
  await expect.poll(recordings, { timeout: 3000, intervals: [20] }).toBe(0);
  await hung;
  expect(await microphone()).toBe('off');
});

test('the kill key works when the overlay is dead', async () => {
  await desk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/overlay/'))
      ?.forcefullyCrashRenderer(),
  );
  pressKillKey();
  await expect.poll(recordings, { timeout: 3000, intervals: [20] }).toBe(0);
});

test('the kill key ends a capture window that hangs with the device in its hands', async () => {
  await desk.app.evaluate(({ webContents }) => {
    const capture = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/capture/'));
    // Nobody waits for its end: that is the point of it.
    void capture
      ?.executeJavaScript('const end = Date.now() + 20000; while (Date.now() < end);')
      .catch(() => undefined);
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(recordings()).toBeGreaterThan(0);
  pressKillKey();
  await expect.poll(recordings, { timeout: 5000, intervals: [20] }).toBe(0);
  // It is started anew, and listens when it is told to.
  await desk.overlay.getByTestId('mic-toggle').click();
  await expect.poll(microphone, { timeout: 15_000 }).toBe('on');
});

test('everything off is on the overlay too', async () => {
  await desk.overlay.getByTestId('pause').click();
  await desk.overlay.getByTestId('kill').click();
  await expect.poll(microphone).toBe('off');
  await expect.poll(recordings).toBe(0);
});
