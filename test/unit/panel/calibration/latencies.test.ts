import { expect, test } from 'vitest';
import { latenciesOf } from '../../../panel/calibration/latencies.ts';
import type { Mark } from '../../../panel/scene.ts';

const mark = (kind: 'turn' | 'interruption', fromMs: number, toMs: number): Mark => ({
  kind,
  fromMs,
  toMs,
  text: '',
  answer: [],
});
const voiced = (...spans: readonly (readonly [number, number])[]) => ({
  voiced: spans.map(([fromMs, toMs]) => ({ fromMs, toMs })),
});

const turn = { marks: [mark('turn', 800, 2000)] };
const interruption = { marks: [mark('interruption', 1000, 2500)] };

test('an answer is timed from the end of the turn to the first sound after it', () => {
  expect(latenciesOf(turn, voiced([2700, 4000], [4300, 5000]))).toEqual({ answerMs: 700, stopMs: null });
});

test('what Beside still said before the turn is no answer to it', () => {
  expect(latenciesOf(turn, voiced([0, 400], [2700, 4000])).answerMs).toBe(700);
});

test('no answer, and one that came before the turn was over, have no latency', () => {
  expect(latenciesOf(turn, voiced()).answerMs).toBeNull();
  expect(latenciesOf(turn, voiced([1500, 1900], [2700, 4000])).answerMs).toBeNull();
});

test('of several turns the last is answered', () => {
  const marks = [mark('turn', 0, 500), mark('turn', 800, 2000)];
  expect(latenciesOf({ marks }, voiced([600, 700], [2600, 4000])).answerMs).toBe(600);
});

test('a stop is timed from the beginning of the interruption, over the pauses within what Beside says', () => {
  const said = voiced([0, 900], [1050, 1400], [3300, 5000]);
  expect(latenciesOf(interruption, said)).toEqual({ answerMs: null, stopMs: 400 });
});

test('who was silent when the interruption began has not stopped', () => {
  expect(latenciesOf(interruption, voiced([0, 700], [3300, 5000])).stopMs).toBeNull();
  expect(latenciesOf(turn, voiced([0, 1500])).stopMs).toBeNull();
});
