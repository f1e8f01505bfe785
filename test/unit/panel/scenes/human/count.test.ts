import { expect, test } from 'vitest';
import { countLines, countOf } from '../../../../panel/scenes/human/count.ts';
import { humanMissing, humanScenes } from '../../../../panel/scenes/human/human-scenes.ts';

test('the last line counts what the splits have together', ({ skip }) => {
  const missing = humanMissing();
  if (missing !== null) skip(missing);
  const splits = (['train', 'tune', 'held-out'] as const).map((split) => countOf(humanScenes(split)));
  const [, scenes, , pauses, ends] = countLines().at(-1)?.split(/\s+/) ?? [];
  const sum = (what: 'scenes' | 'pauses' | 'ends'): string =>
    String(splits.reduce((all, count) => all + count[what], 0));
  expect([scenes, pauses, ends]).toEqual([sum('scenes'), sum('pauses'), sum('ends')]);
  expect(splits.every(({ pauses: some }) => some > 10)).toBe(true);
});
