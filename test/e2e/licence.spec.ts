import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { judge, judgeAll, tabTo } from './support/looks.ts';
import { openDesk, ready, type Desk } from './support/overlay.ts';

/** How Beside behaves of its own accord: set by the keyboard alone, obeyed, and explained. */

let desk: Desk;
let profile: string;

test.beforeEach(() => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-licence-'));
});
test.afterEach(async () => {
  await desk.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

const reminder = (name: string, dueMs: number): object => ({
  id: `cue-${name}`,
  name,
  what: 'reminder',
  words: { shown: `Reminder: ${name}.`, spoken: `Reminder: ${name}.` },
  timing: { kind: 'at', dueMs },
  setAtMs: Date.now() - 86_400_000,
});
/** As it is typed into a time field. */
const keys = (ms: number): string =>
  new Date(ms)
    .toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit', hour12: true })
    .replace(/[^\dAPM]/g, '');

test('quiet hours are set by keyboard, what is due in them is shown and not spoken, and "why?" says so', async () => {
  const cues = [reminder('stretch', Date.now() + 22_000), reminder('eat', Date.now() + 3_000_000)];
  fs.writeFileSync(path.join(profile, 'cues.json'), JSON.stringify({ version: 1, cues }));
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
  const { overlay } = desk;
  await tabTo(overlay, 'more');
  await overlay.keyboard.press('Enter');
  await overlay.keyboard.type('Man');
  await overlay.keyboard.press('Enter');
  await expect(overlay.getByTestId('manners-panel')).toBeVisible();
  await tabTo(overlay, 'quiet-hours');
  await overlay.keyboard.press('Space');
  await tabTo(overlay, 'quiet-from');
  await overlay.keyboard.type('0700AM');
  await expect(overlay.getByTestId('quiet-none')).toContainText('so there are none');
  await overlay.getByTestId('quiet-from').press('ArrowLeft');
  await overlay.keyboard.press('ArrowLeft');
  await overlay.keyboard.type(keys(Date.now() - 120_000));
  await tabTo(overlay, 'quiet-to');
  await overlay.keyboard.type(keys(Date.now() + 3_600_000));
  await expect.poll(async () => (await desk.snapshot()).quiet?.why).toBe('quiet-hours');
  await judgeAll(overlay, 'manners');
  await overlay.keyboard.press('Escape');
  await expect(overlay.getByTestId('more')).toBeFocused();

  const due = overlay.getByTestId('line-beside');
  await expect(due).toContainText('Reminder: stretch.', { timeout: 40_000 });
  await expect(due).toContainText('Quiet hours: shown, not spoken');
  expect((await desk.snapshot()).lines.at(-1)).toMatchObject({ state: 'shown', heardChars: 0 });
  await judge(overlay, 'not-said');

  await tabTo(overlay, 'why-line');
  await overlay.keyboard.press('Enter');
  const why = overlay.getByTestId('why-line-popup');
  await expect(why.getByTestId('why-step').filter({ hasText: 'It was quiet hours' })).toBeVisible();
  await judgeAll(overlay, 'why');
  await overlay.keyboard.press('Escape');
  await expect(overlay.getByTestId('why-line')).toBeFocused();

  await overlay.getByTestId('why-silence').click();
  await expect(overlay.getByTestId('why-stretch').filter({ hasText: 'It was quiet hours' })).toBeVisible();
  await judge(overlay, 'why-silence');
  await overlay.keyboard.press('Escape');
  await overlay.getByTestId('shrink').click();
  await expect(overlay.getByTestId('bar-due')).toContainText('Reminder: stretch.');
  await judge(overlay, 'not-said-bar');
});

test('"not now" is a button, says until when, outlives a restart, and is ended by another', async () => {
  const cues = [reminder('eat', Date.now() + 3_000_000)];
  fs.writeFileSync(path.join(profile, 'cues.json'), JSON.stringify({ version: 1, cues }));
  desk = await openDesk({ userDataFolder: profile });
  await expect(desk.overlay.getByTestId('not-now')).toBeVisible();
  await judge(desk.overlay, 'cues');
  await desk.overlay.getByTestId('not-now').click();
  await expect(desk.overlay.getByTestId('quiet')).toContainText('as you asked');
  await judge(desk.overlay, 'not-now');
  await desk.close();
  desk = await openDesk({ userDataFolder: profile });
  await expect(desk.overlay.getByTestId('quiet')).toContainText('as you asked');
  await desk.overlay.getByTestId('speak-again').click();
  await expect(desk.overlay.getByTestId('quiet')).toHaveCount(0);
});
