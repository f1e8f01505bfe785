import { expect, test } from '@playwright/test';
import { judge, judgeAll, tabTo } from './support/looks.ts';
import { microphoneSettled, openDesk, ready, type Desk } from './support/overlay.ts';
import { speakToBeside } from './support/sound.ts';
import { synthesise } from './support/synthesiser.ts';

/** How well it works here, from the log of what was just said. */

let desk: Desk;
test.afterEach(async () => desk.close());

test('the self-test hears a line that is read aloud, goes on to the next, and its figures can be copied', async () => {
  desk = await openDesk();
  await ready(desk);
  const { overlay } = desk;
  await overlay.getByTestId('more').click();
  await overlay.getByTestId('open-self-test').click();
  await expect(overlay.getByTestId('self-test-latency')).toContainText('nothing measured yet');
  await judgeAll(overlay, 'self-test-empty');
  await overlay.getByTestId('self-test-microphone').click();
  await microphoneSettled(desk);
  await tabTo(overlay, 'self-test-start');
  await overlay.keyboard.press('Enter');
  await expect(overlay.getByTestId('self-test-guide')).toHaveAttribute('data-line', 'question');
  await speakToBeside(await synthesise('What time is it?')).ended;
  await expect(overlay.getByTestId('self-test-guide')).toHaveAttribute('data-line', 'pause', {
    timeout: 20_000,
  });
  await expect(overlay.getByTestId('self-test-mark-question')).toHaveAttribute('data-state', 'good');
  await judge(overlay, 'self-test-line');
  for (let i = 0; i < 5; i += 1) {
    await tabTo(overlay, 'self-test-skip');
    await overlay.keyboard.press('Enter');
  }
  await expect(overlay.getByTestId('self-test-results')).toContainText('An ordinary question: answered');
  await expect(overlay.getByTestId('self-test-latency')).toContainText('1 answer, too few to judge');
  await judgeAll(overlay, 'self-test-figures');
  await overlay.getByTestId('self-test-copy').click();
  await expect(overlay.getByText('Copied')).toBeVisible();
  const copied = await desk.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Until it answers: \d\.\d\d s · 1 answer, too few to judge/m);
  expect(copied).not.toMatch(/what time/i);
  await overlay.keyboard.press('Escape');
  await expect(overlay.getByTestId('more')).toBeFocused();
});
