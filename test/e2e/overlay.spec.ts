import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { judge as judgePage, judgeAll } from './support/looks.ts';
import { answerHeard, openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';

/** The overlay as a person meets it. Pictures of every state land in `test-results/screens`. */

let desk: Desk;

test.afterEach(async () => desk.close());

const judge = (name: string): Promise<void> => judgePage(desk.overlay, name);

test('without packs the overlay offers them, and is accessible', async () => {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-empty-'));
  desk = await openDesk({ packsFolder: empty });
  await expect(desk.overlay.getByTestId('packs-card')).toBeVisible();
  await expect(desk.overlay.getByTestId('packs-download')).toContainText(/MB/);
  await judge('no-packs');
  fs.rmSync(empty, { recursive: true, force: true });
});

test('empty, speaking and answered states are accessible in light and dark', async () => {
  desk = await openDesk();
  await ready(desk);
  await judge('empty-light');
  await typeLine(desk, 'What is 17 times 23?');
  await expect.poll(async () => (await desk.snapshot()).floor).toBe('speaking');
  await judge('speaking-light');
  await answerHeard(desk);
  await judge('answered-light');
  await desk.overlay.emulateMedia({ colorScheme: 'dark' });
  // Colours fade over.
  await desk.overlay.waitForTimeout(400);
  await judge('answered-dark');
});

test('listening is shown by word and icon, with the microphone open', async () => {
  desk = await openDesk();
  await ready(desk);
  await turnMicrophoneOn(desk);
  await expect(desk.overlay.getByTestId('floor')).toContainText('Listening');
  await judge('listening-light');
});

test('reminders, the pause menu and a pause are accessible in light, dark and high contrast', async () => {
  desk = await openDesk();
  await ready(desk);
  await turnMicrophoneOn(desk);
  await typeLine(desk, 'Remind me in ten minutes to stretch');
  await answerHeard(desk);
  await expect(desk.overlay.getByTestId('cue')).toContainText('stretch');
  await judgeAll(desk.overlay, 'reminder');
  await desk.overlay.getByTestId('pause').press('Enter');
  await expect(desk.overlay.getByTestId('pause-1-hour')).toBeVisible();
  await judgeAll(desk.overlay, 'pause-menu');
  await desk.overlay.getByTestId('pause-1-hour').press('Enter');
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Paused');
  await judgeAll(desk.overlay, 'paused');
});

test('moments that came too late are said, in words and with an icon', async () => {
  desk = await openDesk();
  // A machine that is busy with the start may have missed some already.
  const missed = async (): Promise<number> => (await desk.snapshot()).lateCells?.missed ?? 0;
  const before = await missed();
  await desk.app.evaluate(() => {
    const endMs = Date.now() + 900;
    while (Date.now() < endMs);
  });
  await expect.poll(missed).toBeGreaterThanOrEqual(before + 3);
  await expect(desk.overlay.getByTestId('late-cells')).toHaveText(
    /^Running late: \d+ of the last \d+ moments missed\.$/,
  );
  await judge('late');
});
