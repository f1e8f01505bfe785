import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { testPacksFolder } from '../../.ci/paths.ts';
import { linkedPacks } from './support/packs.ts';
import { answerHeard, openDesk, ready, typeLine, type Desk } from './support/overlay.ts';

/** The choice of a voice, from the overlay to what speaks. */

const screens = path.resolve(import.meta.dirname, '../../test-results/screens');
const NATURAL_PACK = 'kokoro-fp32';
/** Loading 326 MB and six answers, on a computer that is busy. */
const MEASURED_MS = 150_000;
let desk: Desk;

test.beforeAll(() => fs.mkdirSync(screens, { recursive: true }));
test.afterEach(async () => desk.close());

async function judge(name: string): Promise<void> {
  await desk.overlay.screenshot({ path: path.join(screens, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page: desk.overlay }).setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test('a voice is chosen by keyboard, and a natural one says its size and licence before it is fetched', async () => {
  const packsFolder = linkedPacks([NATURAL_PACK]);
  desk = await openDesk({ packsFolder });
  await ready(desk);
  const { overlay } = desk;
  await overlay.getByTestId('more').focus();
  await overlay.keyboard.press('Enter');
  await expect(overlay.getByTestId('voice')).toBeFocused();
  await overlay.keyboard.press('Enter');
  await expect(overlay.getByTestId('voice-panel')).toBeVisible();
  await overlay.getByTestId('voice-rms').focus();
  await overlay.keyboard.press('ArrowDown');
  await expect.poll(async () => (await desk.snapshot()).voice.wanted).not.toBe('rms');
  await overlay.getByTestId('voice-af_heart').click();
  await expect(overlay.getByTestId('voice-state')).toContainText('328 MB, Apache-2.0');
  await expect(overlay.getByTestId('voice-fetch')).toHaveText('Fetch 328 MB');
  expect((await desk.snapshot()).voice).toEqual({ wanted: 'af_heart', speaking: 'rms', natural: 'no-pack' });
  for (const theme of ['light', 'dark'] as const) {
    await overlay.emulateMedia({ colorScheme: theme });
    await overlay.waitForTimeout(400);
    await judge(`voice-${theme}`);
  }
  await overlay.keyboard.press('Escape');
  await expect(overlay.getByTestId('voice-panel')).toBeHidden();
  await expect(overlay.getByTestId('more')).toBeFocused();
  await desk.close();
  fs.rmSync(packsFolder, { recursive: true });
});

test('a natural voice is measured when it is wanted, and speaks, or the plain one does and says why', async () => {
  test.skip(
    !fs.existsSync(path.join(testPacksFolder(), NATURAL_PACK)),
    `the pack ${NATURAL_PACK} (328 MB) is not here: npm run packs -- --yes ${NATURAL_PACK}`,
  );
  test.setTimeout(MEASURED_MS + 60_000);
  desk = await openDesk();
  await ready(desk);
  const { overlay } = desk;
  await overlay.getByTestId('voice').click();
  await overlay.getByTestId('voice-af_heart').click();
  await expect(overlay.getByTestId('voice-state')).toContainText('fast enough');
  await expect
    .poll(async () => (await desk.snapshot()).voice.natural, { timeout: MEASURED_MS })
    .toMatch(/^(speaks|refused)$/);
  const { voice, notices } = await desk.snapshot();
  const reasons = notices.filter(({ id }) => id === 'voice').map(({ message }) => message);
  if (voice.natural === 'speaks') expect(reasons).toEqual([]);
  else expect(reasons).toEqual([expect.stringMatching(/on this computer.*the plain voice speaks instead/)]);
  if (voice.natural === 'refused')
    await expect(overlay.getByTestId('voice-state')).toHaveText(reasons[0] ?? '');
  expect(voice.speaking).toBe(voice.natural === 'speaks' ? 'af_heart' : 'rms');
  await judge('voice-measured');
  await overlay.getByTestId('voice').click();
  await typeLine(desk, 'What is 17 times 23?');
  expect(await answerHeard(desk)).toContain('391');
});
