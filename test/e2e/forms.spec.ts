import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { judgeAll } from './support/looks.ts';
import { openDesk, ready, turnMicrophoneOn, type Desk } from './support/overlay.ts';

/** Card and bar, where they stand, and that they take nothing from anybody. */

let desk: Desk;
let profile: string;
test.beforeEach(() => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-forms-'));
});
test.afterEach(async () => {
  await desk.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const bounds = (): Promise<Bounds | null> =>
  desk.app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes('/overlay/'))
        ?.getBounds() ?? null,
  );
const moveTo = (to: Bounds): Promise<void> =>
  desk.app.evaluate(({ BrowserWindow }, place) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('/overlay/'))
      ?.setBounds(place);
  }, to);
const settled = async (wanted: Bounds): Promise<void> => expect.poll(bounds).toEqual(wanted);

test('the card shrinks to a bar at its nearer edge, grows back to where it was, and each is kept over a restart', async () => {
  desk = await openDesk({ userDataFolder: profile });
  const card = { x: 200, y: 220, width: 400, height: 600 };
  await moveTo(card);
  await settled(card);
  await desk.overlay.getByTestId('shrink').click();
  // Its middle was in the lower half of the screen.
  const bar = { x: 200, y: 756, width: 400, height: 64 };
  await settled(bar);
  await expect
    .poll(() => fs.readFileSync(path.join(profile, 'settings.json'), 'utf8'))
    .toMatch(/"form":\s*"bar"/);
  await desk.close();
  desk = await openDesk({ userDataFolder: profile });
  await settled(bar);
  await desk.overlay.getByTestId('expand').click();
  await settled(card);
});

test('the bar tells who has the floor and what is being said, and is accessible', async () => {
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
  await desk.overlay.getByTestId('shrink').click();
  await expect(desk.overlay.getByTestId('bar')).toBeVisible();
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Off');
  await judgeAll(desk.overlay, 'bar-off');
  await turnMicrophoneOn(desk);
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Listening');
  await judgeAll(desk.overlay, 'bar-listening');
  await desk.overlay.evaluate(() => window.beside.request('line.submit', { text: 'Tell me a story' }));
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Speaking');
  await expect(desk.overlay.getByTestId('bar-line')).toContainText("I can't");
  await judgeAll(desk.overlay, 'bar-speaking');
  await desk.overlay.keyboard.press('Escape');
  // That one may be over by now.
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Listening');
  await desk.overlay.evaluate(() => window.beside.request('line.submit', { text: 'Tell me a story' }));
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Speaking');
  await expect.poll(async () => (await desk.snapshot()).lines.at(-1)?.heardChars ?? 0).toBeGreaterThan(3);
  await desk.overlay.keyboard.press('Escape');
  await expect.poll(async () => (await desk.snapshot()).lines.at(-1)?.state).toBe('cut-off');
});

test('trouble is seen in the bar too, and leads to its words', async () => {
  desk = await openDesk({ userDataFolder: profile });
  await desk.overlay.getByTestId('shrink').click();
  await desk.overlay.getByTestId('mic-toggle').click();
  await expect.poll(async () => (await desk.snapshot()).microphone.state).toBe('on');
  // As the system says it of a permission that was withdrawn.
  await desk.app.evaluate(({ webContents }) => {
    const capture = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/capture/'));
    return capture?.executeJavaScript(
      'window.beside.report("capture.microphone", { state: "failed", fault: "permission-denied" })',
    );
  });
  await expect(desk.overlay.getByTestId('bar-trouble')).toBeVisible();
  await judgeAll(desk.overlay, 'bar-trouble');
  await desk.overlay.getByTestId('bar-trouble').click();
  await expect(desk.overlay.getByTestId('mic-warning')).toContainText('privacy settings');
  await judgeAll(desk.overlay, 'permission-denied');
});

test('it comes up, speaks and is due without ever taking the keyboard from who types elsewhere', async () => {
  const before = focusedWindow();
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
  expect(focusedWindow()).toBe(before);
  await desk.overlay.evaluate(() =>
    window.beside.request('line.submit', { text: 'Set a timer for two seconds' }),
  );
  await expect
    .poll(async () => (await desk.snapshot()).lines.filter(({ via }) => via === 'cue').length, {
      timeout: 20_000,
    })
    .toBe(1);
  expect(focusedWindow()).toBe(before);
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('/overlay/'))
      ?.show(),
  );
  // So it would have been seen.
  await expect.poll(focusedWindow).not.toBe(before);
});

/** The window that gets the keys, as the display knows it. */
function focusedWindow(): string {
  try {
    return execFileSync('xdotool', ['getwindowfocus'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'none';
  }
}
