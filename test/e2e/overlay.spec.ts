import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { answerHeard, openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';

/** The overlay as a person meets it. Pictures of every state land in `test-results/screens`. */

const screens = path.resolve(import.meta.dirname, '../../test-results/screens');
let desk: Desk;

test.beforeAll(() => fs.mkdirSync(screens, { recursive: true }));
test.afterEach(async () => desk.close());

/** No violation that axe can find; and a picture to look at. */
async function judge(name: string): Promise<void> {
  await desk.overlay.screenshot({ path: path.join(screens, `${name}.png`) });
  expect(await violations(desk.overlay)).toEqual([]);
}

async function violations(page: Page): Promise<string[]> {
  // Electron has no second browser context for axe to finish in.
  const results = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

test('without packs the overlay offers them, and is accessible', async () => {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-empty-'));
  desk = await openDesk({ packsFolder: empty });
  await expect(desk.overlay.getByTestId('packs-card')).toBeVisible();
  await expect(desk.overlay.getByTestId('packs-download')).toContainText(/MB/);
  await judge('first-run');
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
  const looks = [
    ['light', { colorScheme: 'light', contrast: 'no-preference' }],
    ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
    ['contrast', { colorScheme: 'light', contrast: 'more' }],
  ] as const;
  const judgeAll = async (name: string): Promise<void> => {
    for (const [look, media] of looks) {
      await desk.overlay.emulateMedia(media);
      await desk.overlay.waitForTimeout(400);
      await judge(`${name}-${look}`);
    }
  };
  await judgeAll('reminder');
  await desk.overlay.getByTestId('pause').press('Enter');
  await expect(desk.overlay.getByTestId('pause-1-hour')).toBeVisible();
  await judgeAll('pause-menu');
  await desk.overlay.getByTestId('pause-1-hour').press('Enter');
  await expect(desk.overlay.getByTestId('floor')).toHaveText('Paused');
  await judgeAll('paused');
});

test('a whole exchange works with the keyboard alone', async () => {
  desk = await openDesk();
  await ready(desk);
  const { keyboard } = desk.overlay;
  await tabTo('input');
  await keyboard.type('What is 6 times 7?');
  await keyboard.press('Enter');
  expect(await answerHeard(desk)).toBe('6 times 7 is 42.');
  // The last line is at hand again.
  await keyboard.press('ArrowUp');
  await expect(desk.overlay.getByTestId('input')).toHaveValue('What is 6 times 7?');
  await tabTo('mic-toggle');
  await keyboard.press('Space');
  await expect.poll(async () => (await desk.snapshot()).microphone.state).toBe('on');
  await tabTo('quit');
  const exited = new Promise((resolve) => desk.app.process().once('exit', resolve));
  // The page may be gone before the key is up again.
  await Promise.all([exited, keyboard.press('Enter').catch(() => undefined)]);
});

async function tabTo(testId: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const at = await desk.overlay.evaluate(() =>
      document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid'),
    );
    if (at === testId) return;
    await desk.overlay.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${testId}`);
}

test('moments that came too late are said, in words and with an icon', async () => {
  desk = await openDesk();
  await expect(desk.overlay.getByTestId('late-cells')).toHaveCount(0);
  await desk.app.evaluate(() => {
    const endMs = Date.now() + 900;
    while (Date.now() < endMs);
  });
  await expect(desk.overlay.getByTestId('late-cells')).toHaveText(
    /^Running late: [3-9] of the last \d+ moments missed\.$/,
  );
  await judge('late');
});
