import { expect, test } from 'vitest';
import { givenWay, speakingAt, stretchesOf, utterancesOf } from '../../../panel/metrics/voice.ts';
import { outcomeOf, span, utterance } from './support/stage.ts';

const shape = (...args: Parameters<typeof outcomeOf>) =>
  stretchesOf(outcomeOf(...args)).map(({ fromMs, toMs, of }) => [fromMs, toMs, of?.because ?? null]);

test('a breath within an utterance is its voice; a longer silence is not', () => {
  const one = utterance('answer', 0, 3000);
  expect(shape([one], { voiced: [span(0, 1000), span(1500, 2000), span(2501, 3000)] })).toEqual([
    [0, 2000, 'answer'],
    [2501, 3000, 'answer'],
  ]);
});

test('a wait is no breath, however short', () => {
  const one = utterance('answer', 0, 2000);
  const voiced = [span(0, 1000), span(1200, 2000)];
  expect(shape([one], { voiced, waits: [span(980, 1180)] })).toEqual([
    [0, 1000, 'answer'],
    [1200, 2000, 'answer'],
  ]);
});

test('the silence between two utterances is no breath', () => {
  expect(shape([utterance('prelude', 0, 1000), utterance('answer', 1100, 2000)])).toEqual([
    [0, 1000, 'prelude'],
    [1100, 2000, 'answer'],
  ]);
});

test('voice in which another utterance begins is cut there; ends of reports that are a frame off claim nothing', () => {
  const spoken = [utterance('prelude', 0, 1000), utterance('answer', 1000, 2000)];
  expect(shape(spoken, { voiced: [span(0, 2000)] })).toEqual([
    [0, 1000, 'prelude'],
    [1000, 2000, 'answer'],
  ]);
  expect(shape(spoken, { voiced: [span(0, 1040)] })).toEqual([[0, 1040, 'prelude']]);
  expect(shape(spoken, { voiced: [span(980, 2000)] })).toEqual([[980, 2000, 'answer']]);
});

test('voice that no utterance is known of is kept', () => {
  expect(shape([utterance('answer', 3000, 4000)], { voiced: [span(100, 300)] })).toEqual([[100, 300, null]]);
});

test('of an utterance its first and last voiced sample count, and one that was never heard is none', () => {
  const spoken = [utterance('answer', 0, 2000), utterance('answer', 5000, 5100)];
  const all = utterancesOf(outcomeOf(spoken, { voiced: [span(130, 1000), span(1200, 1850)] }));
  expect(all).toEqual([{ spoken: spoken[0], fromMs: 130, toMs: 1850 }]);
});

test('Beside speaks at the first and last sample of a stretch, and not beside them', () => {
  const stretches = stretchesOf(outcomeOf([utterance('answer', 100, 200)]));
  expect([99, 100, 200, 201].map((atMs) => speakingAt(stretches, atMs) !== null)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('a duck that becomes a wait is one', () => {
  expect(
    givenWay(outcomeOf([], { ducks: [span(100, 300), span(900, 950)], waits: [span(300, 700)] })),
  ).toEqual([span(100, 700), span(900, 950)]);
});
