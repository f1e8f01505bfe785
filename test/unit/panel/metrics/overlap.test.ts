import { expect, test } from 'vitest';
import type { Spoken } from '../../../panel/outcome.ts';
import { overlap } from '../../../panel/metrics/overlap.ts';
import {
  besideTalks,
  interruption,
  outcomeOf,
  read,
  sceneOf,
  span,
  turn,
  utterance,
} from './support/stage.ts';

const over = sceneOf('interruption', [interruption(1000, 2000, 'What is 30 plus 9?', ['39'])], besideTalks);
const stopped = utterance('prelude', 0, 1400, { cutOff: true });
const answer = (fromMs: number, text: string, more: Partial<Spoken> = {}) =>
  utterance('answer', fromMs, fromMs + 1000, { text, ...more });

test('stop, response and label of an interruption that is answered', () => {
  expect(read(overlap, over, outcomeOf([stopped, answer(2600, 'It is 39.')]))).toEqual({
    'overlap-stop-interruption': [400],
    'overlap-response-interruption': [600],
    'overlap-respond': [1],
  });
});

test('another answer, one that was not heard to the end, or none, is no response', () => {
  const label = (...spoken: readonly Spoken[]) =>
    read(overlap, over, outcomeOf([stopped, ...spoken]))['overlap-respond'];
  expect(label(answer(2600, 'It is 40.'))).toEqual([0]);
  expect(label(answer(2600, 'It is 39.', { heardChars: 5 }))).toEqual([0]);
  expect(label(utterance('cue', 2600, 3000, { text: '39' }))).toEqual([0]);
  expect(label()).toEqual([0]);
});

test('who talks through it has no response interval but the overlap for a stop', () => {
  expect(read(overlap, over, outcomeOf([utterance('prelude', 0, 9000)]))).toEqual({
    'overlap-stop-interruption': [1000],
    'overlap-respond': [0],
  });
});

test('gaps are bridged: 500 ms of Beside, 600 ms of the person', () => {
  const signs = (gapMs: number) =>
    sceneOf(
      'backchannel',
      [
        { kind: 'backchannel', ...span(1000, 1300) },
        { kind: 'backchannel', ...span(1300 + gapMs, 2200) },
      ],
      besideTalks,
    );
  const voiced = [span(0, 1100), span(1600, 9000)];
  const talk = outcomeOf([utterance('prelude', 0, 9000)], { voiced });
  expect(read(overlap, signs(600), talk)).toMatchObject({ 'overlap-stop-backchannel': [1200] });
  expect(read(overlap, signs(601), talk)).toMatchObject({ 'overlap-stop-backchannel': [300, 299] });
  const slow = outcomeOf([utterance('prelude', 0, 9000)], { voiced: [span(0, 1100), span(1601, 9000)] });
  expect(read(overlap, signs(600), slow)).toMatchObject({ 'overlap-stop-backchannel': [100, 599] });
});

test('of one end the shortest stop, of one onset the shortest response', () => {
  const marks = [
    { kind: 'tic', ...span(1000, 1200) } as const,
    { kind: 'tic', ...span(2000, 2200) } as const,
  ];
  const late = outcomeOf([utterance('answer', 3000, 4000)]);
  expect(read(overlap, sceneOf('tic', marks), late)).toEqual({ 'overlap-response-tic': [800] });
});

test('what goes on, or is over by itself, was resumed', () => {
  const noise = sceneOf('noise', [{ kind: 'noise', ...span(1000, 1500) }], besideTalks);
  const label = (toMs: number, cutOff: boolean) =>
    read(overlap, noise, outcomeOf([utterance('prelude', 0, toMs, { cutOff })]))['overlap-resume-noise'];
  expect(label(9000, false)).toEqual([1]);
  expect(label(1300, false)).toEqual([1]);
  expect(label(1300, true)).toEqual([0]);
  expect(label(2500, true)).toEqual([0]);
  expect(label(2501, true)).toEqual([1]);
  expect(label(500, true)).toBeUndefined();
});

test('intervals are of scenes of their family alone', () => {
  const asked = sceneOf('question', [turn(1000, 2000)]);
  expect(read(overlap, asked, outcomeOf([utterance('answer', 1500, 3000)]))).toEqual({});
});
