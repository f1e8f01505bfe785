import { expect, test } from 'vitest';
import { endOfTurn } from '../../../panel/metrics/end-of-turn.ts';
import { interruption, outcomeOf, pause, read, sceneOf, turn, utterance } from './support/stage.ts';

const scene = sceneOf('pause', [turn(1000, 6000), pause(2000, 2250), pause(3000, 3301), pause(4000, 4700)]);
const cutOffs = (...starts: readonly number[]) => {
  const all = read(endOfTurn, scene, outcomeOf(starts.map((ms) => utterance('answer', ms, ms + 50))));
  return [all['false-cut-off'], all['false-cut-off-300'], all['false-cut-off-600']];
};

test('an answer after the end cuts nobody off', () => {
  expect(read(endOfTurn, scene, outcomeOf([utterance('answer', 6420, 9000)]))).toEqual({
    'false-cut-off': [0, 0, 0],
    'false-cut-off-300': [0, 0],
    'false-cut-off-600': [0],
    'turn-missed': [0],
    'end-latency': [420],
  });
});

test('one that begins in a pause, or once the person has gone on, is held against that pause', () => {
  expect(cutOffs(2000)).toEqual([[1, 0, 0], [0, 0], [0]]);
  expect(cutOffs(2999)).toEqual([[1, 0, 0], [0, 0], [0]]);
  expect(cutOffs(3000)).toEqual([[0, 1, 0], [1, 0], [0]]);
  expect(cutOffs(3600, 4300)).toEqual([[0, 1, 1], [1, 1], [1]]);
});

test('before the first pause, and from 250 ms before the end, no pause is to blame', () => {
  expect(cutOffs(1999)).toEqual([[0, 0, 0], [0, 0], [0]]);
  expect(cutOffs(5749)).toEqual([[0, 0, 1], [0, 1], [1]]);
  expect(cutOffs(5750)).toEqual([[0, 0, 0], [0, 0], [0]]);
});

test('cues cut nobody off; pauses that are too short or nobody’s are none', () => {
  const short = sceneOf('pause', [turn(1000, 3000), pause(2000, 2099), pause(5000, 6000)]);
  expect(read(endOfTurn, short, outcomeOf([utterance('answer', 2010, 2050)]))).toEqual({
    'turn-missed': [1],
  });
  expect(read(endOfTurn, scene, outcomeOf([utterance('cue', 2100, 2500)]))).toMatchObject({
    'false-cut-off': [0, 0, 0],
    'turn-missed': [1],
  });
});

test('a little before the end is at once, and earlier is missed', () => {
  const asked = sceneOf('question', [turn(1000, 2000)]);
  const at = (fromMs: number) =>
    read(endOfTurn, asked, outcomeOf([utterance('answer', fromMs, fromMs + 900)]));
  expect(at(1750)).toEqual({ 'turn-missed': [0], 'end-latency': [0] });
  expect(at(1749)).toEqual({ 'turn-missed': [1] });
});

test('the next thing that is said is not answered for this one', () => {
  const asked = sceneOf('question', [turn(1000, 2000), interruption(3000, 4000)]);
  expect(read(endOfTurn, asked, outcomeOf([utterance('answer', 3001, 4000)]))).toEqual({
    'turn-missed': [1],
  });
});

test('the first answer counts, by its first sample that is voiced', () => {
  const asked = sceneOf('question', [turn(1000, 2000)]);
  const spoken = [utterance('answer', 2300, 3000), utterance('answer', 4000, 5000)];
  const voiced = [
    { fromMs: 2410, toMs: 2900 },
    { fromMs: 4100, toMs: 5000 },
  ];
  expect(read(endOfTurn, asked, outcomeOf(spoken, { voiced }))['end-latency']).toEqual([410]);
});

test('recorded speech of no known end has pauses that are no ends, and no end', () => {
  const open = sceneOf('pause', [{ kind: 'open', fromMs: 1000, toMs: 6000 }, pause(2000, 2700)]);
  expect(read(endOfTurn, open, outcomeOf([utterance('answer', 2400, 2450)]))).toEqual({
    'false-cut-off': [1],
    'false-cut-off-300': [1],
    'false-cut-off-600': [1],
  });
  expect(read(endOfTurn, open, outcomeOf([utterance('answer', 6100, 9000)]))).toMatchObject({
    'false-cut-off': [0],
  });
});
