import { expect, type Page } from '@playwright/test';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from './app.ts';

/** A running Beside with its overlay, as a person sees it. */
export interface Desk extends LaunchedApp {
  readonly overlay: Page;
  readonly snapshot: () => Promise<Snapshot>;
}

export async function openDesk(options: LaunchOptions = {}): Promise<Desk> {
  const launched = await launchApp(options);
  try {
    const overlay = await overlayOf(launched);
    await expect(overlay.getByTestId('floor')).toBeVisible({ timeout: 20_000 });
    // `window.beside` is the page's own bridge: the test asks as the overlay does.
    const snapshot = (): Promise<Snapshot> =>
      overlay.evaluate(() => window.beside.request('snapshot.get', undefined));
    return { ...launched, overlay, snapshot };
  } catch (error) {
    process.stderr.write(launched.output());
    await launched.close();
    throw error;
  }
}

async function overlayOf({ app }: LaunchedApp): Promise<Page> {
  const isOverlay = (page: Page): boolean => page.url().includes('/overlay/');
  return (
    app.windows().find(isOverlay) ?? app.waitForEvent('window', { predicate: isOverlay, timeout: 20_000 })
  );
}

/** Models loaded: it can hear and speak. */
export async function ready(desk: Desk): Promise<void> {
  await expect
    .poll(async () => (await desk.snapshot()).abilities, { timeout: 30_000 })
    .toEqual({ hear: true, speak: true });
}

export async function turnMicrophoneOn(desk: Desk): Promise<void> {
  await desk.overlay.getByTestId('mic-toggle').click();
  await microphoneSettled(desk);
}

/** On, and past its first second: gain control and noise suppression adapt then, and words are misheard. */
export async function microphoneSettled(desk: Desk): Promise<void> {
  await expect.poll(async () => (await desk.snapshot()).microphone.state, { timeout: 15_000 }).toBe('on');
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

export async function typeLine(desk: Desk, text: string): Promise<void> {
  await desk.overlay.getByTestId('input').fill(text);
  await desk.overlay.getByTestId('input').press('Enter');
}

/** The newest line of Beside's, once it is over and everything of it was heard. */
export async function answerHeard(desk: Desk, nth = 1, timeoutMs = 30_000): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        const answers = (await desk.snapshot()).lines.filter(({ who }) => who === 'beside');
        const answer = answers[nth - 1];
        text = answer?.text ?? '';
        return answer?.state;
      },
      { timeout: timeoutMs },
    )
    .toBe('final');
  return text;
}
