import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { root } from '../../../.ci/paths.ts';

const screens = path.join(root, 'test-results/screens');

/** How a person may have set their system. */
const looks = [
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['contrast', { colorScheme: 'light', contrast: 'more' }],
] as const;

/** No violation that axe can find; and a picture to look at, in `test-results/screens`. */
export async function judge(page: Page, name: string): Promise<void> {
  fs.mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: path.join(screens, `${name}.png`) });
  // Electron has no second browser context for axe to finish in.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // They hand the focus on in the moment they get it; nobody is ever on one.
    .exclude('[data-base-ui-focus-guard]')
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/** The same in light, dark and high contrast. */
export async function judgeAll(page: Page, name: string): Promise<void> {
  for (const [look, media] of looks) {
    await page.emulateMedia(media);
    // Colours fade over.
    await page.waitForTimeout(450);
    await judge(page, `${name}-${look}`);
  }
}

/** Moves the focus by the Tab key alone. */
export async function tabTo(page: Page, testId: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    const at = await page.evaluate(() =>
      document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid'),
    );
    if (at === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${testId}`);
}
