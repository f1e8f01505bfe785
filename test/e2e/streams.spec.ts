import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { InvitedStream, PictureStream } from '../../shared/streams.ts';
import { pressKillKey, recordings } from './support/gates.ts';
import { judgeAll } from './support/looks.ts';
import { openDesk, ready, turnMicrophoneOn, type Desk } from './support/overlay.ts';
import { playOnSpeaker } from './support/sound.ts';
import { tone } from './support/tone.ts';

/** Camera, screen and what other programs play: off until invited, shown while they are there, ended by much. */

let desk: Desk;
test.afterEach(async () => desk.close());

const invite = async (...streams: readonly InvitedStream[]): Promise<void> => {
  for (const stream of streams) {
    await desk.overlay.getByTestId(`${stream}-toggle`).click();
    await expect.poll(() => stateOf(stream), { timeout: 15_000 }).toBe('on');
  }
};
const stateOf = async (stream: InvitedStream): Promise<string> =>
  (await desk.snapshot()).invited[stream].state;
const allStates = async (): Promise<string[]> =>
  Object.values((await desk.snapshot()).invited).map(({ state }) => state);

/** Mean colour of the newest picture in main, 0 to 255; null while there is none. */
const colourOf = (stream: PictureStream): Promise<number[] | null> =>
  desk.overlay.evaluate(async (name) => {
    const jpeg = await window.beside.request('picture.get', { stream: name });
    if (jpeg === null) return null;
    const picture = await createImageBitmap(new Blob([jpeg]));
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0, 1, 1);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, stream);

/** A camera that sees one colour; Chromium's own stand-in for a device, microphone included. */
function cameraFile(folder: string): string {
  const [width, height] = [320, 180];
  // Y, U and V of a strong red.
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.alloc(width * height, 76),
    Buffer.alloc((width * height) / 4, 85),
    Buffer.alloc((width * height) / 4, 255),
  ]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const file = path.join(folder, 'camera.y4m');
  fs.writeFileSync(file, Buffer.concat([header, frame, frame, frame, frame]));
  return file;
}

test('a camera is seen only while it is invited, and what Beside sees is shown', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-camera-'));
  desk = await openDesk({
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile(folder)}`],
  });
  await ready(desk);
  expect(await allStates()).toEqual(['off', 'off', 'off']);
  // Nothing but the person's switch opens it, not even from within the window that could hold it.
  const refused: unknown = await desk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/capture/'))
      ?.executeJavaScript(
        'navigator.mediaDevices.getUserMedia({ video: true }).then(() => "given", (e) => e.name)',
      ),
  );
  expect(refused).toBe('NotAllowedError');
  await invite('camera');
  await expect(desk.overlay.getByTestId('camera-picture')).toHaveAttribute('data-drawn', 'true');
  const [red = 0, green = 255, blue = 255] = (await colourOf('camera')) ?? [];
  expect(red).toBeGreaterThan(180);
  expect(Math.max(green, blue)).toBeLessThan(90);
  await judgeAll(desk.overlay, 'camera');
  await desk.overlay.getByTestId('camera-toggle').click();
  await expect.poll(() => stateOf('camera')).toBe('off');
  expect(await colourOf('camera')).toBeNull();
  await expect(desk.overlay.getByTestId('camera-picture')).toHaveCount(0);
  fs.rmSync(folder, { recursive: true });
});

test('without a camera it says so, and what to do', async () => {
  desk = await openDesk();
  await ready(desk);
  await desk.overlay.getByTestId('camera-toggle').click();
  await expect(desk.overlay.getByTestId('camera-trouble')).toContainText(
    'Connect one, then turn it on again.',
  );
  await judgeAll(desk.overlay, 'no-camera');
});

test('the screen and what other programs play come in while they are invited', async () => {
  desk = await openDesk();
  await ready(desk);
  await invite('screen', 'system-sound');
  await expect(desk.overlay.getByTestId('screen-picture')).toHaveAttribute('data-drawn', 'true');
  expect(await colourOf('screen')).not.toBeNull();
  const playing = playOnSpeaker(tone(440, 2));
  // A tone of −12 dBFS at its peak, untouched: nothing took it for an echo.
  await expect
    .poll(async () => (await desk.snapshot()).systemSoundDbfs ?? -120, { intervals: [100] })
    .toBeGreaterThan(-20);
  await judgeAll(desk.overlay, 'screen-and-sound');
  await playing.ended;
  await desk.overlay.getByTestId('system-sound-toggle').click();
  await expect.poll(async () => (await desk.snapshot()).systemSoundDbfs).toBeNull();
});

test('one that is invited before the window that holds it has loaded comes when it has', async () => {
  desk = await openDesk();
  await desk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/capture/'))
      ?.forcefullyCrashRenderer(),
  );
  await desk.overlay.evaluate(() => window.beside.request('stream.set', { stream: 'screen', on: true }));
  await expect.poll(() => stateOf('screen'), { timeout: 15_000 }).toBe('on');
});

test('the kill key ends them all', async () => {
  desk = await openDesk();
  await ready(desk);
  await turnMicrophoneOn(desk);
  await invite('screen', 'system-sound');
  expect(recordings()).toBeGreaterThan(0);
  pressKillKey();
  await expect.poll(allStates).toEqual(['off', 'off', 'off']);
  await expect.poll(recordings).toBe(0);
  expect(await colourOf('screen')).toBeNull();
});

test('a pause and a locked screen end the invitation; after them only the microphone comes back', async () => {
  desk = await openDesk();
  await ready(desk);
  await turnMicrophoneOn(desk);
  await invite('screen');
  await desk.overlay.getByTestId('pause').click();
  await desk.overlay.getByTestId('pause-15-minutes').click();
  await expect.poll(() => stateOf('screen')).toBe('off');
  await desk.overlay.getByTestId('mic-toggle').click();
  await expect.poll(async () => (await desk.snapshot()).microphone.state).toBe('on');
  expect(await stateOf('screen')).toBe('off');
  await invite('screen');
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect.poll(() => stateOf('screen')).toBe('off');
  await expect.poll(async () => (await desk.snapshot()).microphone.state).toBe('recovering');
  await expect.poll(recordings).toBe(0);
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'));
  await expect.poll(async () => (await desk.snapshot()).microphone.state).toBe('on');
  // As long as it took the screen to open before.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await stateOf('screen')).toBe('off');
});

test('a capture window that dies takes the screen with it, and says so', async () => {
  desk = await openDesk();
  await ready(desk);
  await invite('screen');
  await desk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/capture/'))
      ?.forcefullyCrashRenderer(),
  );
  await expect(desk.overlay.getByTestId('screen-trouble')).toContainText('was interrupted');
  await desk.overlay.getByTestId('shrink').click();
  await expect(desk.overlay.getByTestId('bar-trouble')).toBeVisible();
  await desk.overlay.getByTestId('bar-trouble').click();
  await desk.overlay.getByTestId('screen-dismiss').click();
  await expect(desk.overlay.getByTestId('screen-trouble')).toHaveCount(0);
  expect(await colourOf('screen')).toBeNull();
});
