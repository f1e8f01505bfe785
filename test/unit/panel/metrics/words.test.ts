import { expect, test } from 'vitest';
import type { Outcome } from '../../../panel/outcome.ts';
import type { Scene } from '../../../panel/scene.ts';
import { words } from '../../../panel/metrics/words.ts';
import { besideTalks, interruption, outcomeOf, read, sceneOf, span, turn } from './support/stage.ts';

const over = sceneOf(
  'interruption',
  [interruption(1000, 3000, 'Hold on, what is thirty plus nine?')],
  besideTalks,
);
const heard = (scene: Scene, ...lines: readonly (readonly [atMs: number, text: string])[]) => {
  const more: Partial<Outcome> = { heard: lines.map(([atMs, text]) => ({ atMs, text })) };
  return read(words, scene, outcomeOf([], more));
};

test('whatever was said over Beside’s voice and was heard is not lost, figures or words', () => {
  expect(heard(over, [3400, 'hold on what is 30 plus 9'])).toEqual({
    'words-lost': [[0, 7]],
    'words-hallucinated': [[0, 1]],
  });
});

test('missing words are lost, those out of their order too, additional ones are not', () => {
  expect(heard(over, [3400, 'what is thirty plus nine'])['words-lost']).toEqual([[2, 7]]);
  expect(heard(over, [3400, 'what is thirty plus nine hold on'])['words-lost']).toEqual([[2, 7]]);
  expect(
    heard(over, [2000, 'Well, hold on.'], [3400, 'What is thirty plus nine then?'])['words-lost'],
  ).toEqual([[0, 7]]);
  expect(heard(over)['words-lost']).toEqual([[7, 7]]);
});

test('lines are of what was last begun when they came', () => {
  const twice = sceneOf('question', [turn(1000, 2000, 'One two'), interruption(5000, 6000, 'three four')]);
  expect(heard(twice, [4499, 'one two three'], [4500, 'four'])).toMatchObject({
    'word-errors': [[1, 2]],
    'words-lost': [[1, 2]],
  });
  expect(heard(twice, [499, 'one two'])['word-errors']).toEqual([[2, 2]]);
});

test('wrong, missing and additional words of a turn are errors', () => {
  const asked = sceneOf('question', [turn(1000, 2000, 'One two three')]);
  expect(heard(asked, [2100, 'one too three four five six seven'])['word-errors']).toEqual([[5, 3]]);
  expect(heard(asked)['word-errors']).toEqual([[3, 3]]);
});

test('words where nobody speaks are hallucinated', () => {
  expect(heard(sceneOf('noise', [{ kind: 'noise', ...span(0, 9000) }]), [1000, 'thank you'])).toEqual({
    'words-hallucinated': [[2, 1]],
  });
});

test('so are lines well after a turn, but the first one, and well before it', () => {
  const asked = sceneOf('question', [turn(1000, 2000)], { durationMs: 30_000 });
  const count = (...times: readonly number[]) =>
    heard(asked, ...times.map((atMs) => [atMs, 'thank you'] as const))['words-hallucinated'];
  expect(count(500, 3500)).toEqual([[0, 0.5]]);
  expect(count(499)).toEqual([[2, 0.5]]);
  expect(count(5000)).toEqual([[0, 0.5]]);
  expect(count(2500, 5000)).toEqual([[2, 0.5]]);
});

test('what is said to others, or shows that one listens, was said', () => {
  for (const kind of ['non-directed', 'backchannel'] as const)
    expect(heard(sceneOf(kind, [{ kind, ...span(1000, 2000) }]), [2400, 'lunch'])).toEqual({
      'words-hallucinated': [[0, 1]],
    });
});
