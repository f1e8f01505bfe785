import { expect, test } from 'vitest';
import { interaction } from '../../../panel/metrics/interaction.ts';
import {
  besideTalks,
  interruption,
  outcomeOf,
  pause,
  read,
  sceneOf,
  span,
  turn,
  utterance,
} from './support/stage.ts';

const asked = sceneOf('question', [turn(1000, 2450)]);
const over = sceneOf('interruption', [interruption(1050, 2450)], besideTalks);

test('a response is timed in ticks, from the one after the turn', () => {
  expect(read(interaction, asked, outcomeOf([utterance('answer', 3190, 4000)]))).toEqual({
    'response-rate': [1],
    'response-latency': [400],
    'agent-interruptions': [[0, 1]],
  });
});

test('a response in the tick in which the turn ends, or at its last sample, comes at once', () => {
  for (const fromMs of [2450, 2590, 2600])
    expect(read(interaction, asked, outcomeOf([utterance('answer', fromMs, 4000)]))).toMatchObject({
      'response-rate': [1],
      'response-latency': [0],
    });
});

test('where nothing is said, there is no response and no latency', () => {
  expect(read(interaction, asked, outcomeOf())).toEqual({
    'response-rate': [0],
    'agent-interruptions': [[0, 1]],
  });
});

test('speech before the turn is no response to it; a due cue is none; who talks through its end is not asked', () => {
  expect(read(interaction, asked, outcomeOf([utterance('answer', 100, 900)]))).toMatchObject({
    'response-rate': [0],
  });
  expect(read(interaction, asked, outcomeOf([utterance('cue', 2500, 2900)]))).toMatchObject({
    'response-rate': [0],
  });
  expect(
    read(interaction, asked, outcomeOf([utterance('answer', 100, 9000)]))['response-rate'],
  ).toBeUndefined();
});

test('a response comes before the next thing that is said, or not at all', () => {
  const twice = sceneOf('question', [turn(1000, 2000), turn(4000, 5000)]);
  expect(read(interaction, twice, outcomeOf([utterance('answer', 5500, 6000)]))).toMatchObject({
    'response-rate': [0, 1],
    'response-latency': [200],
  });
});

test('who stops is silent from the first tick without a sample', () => {
  const stops = [utterance('prelude', 0, 1430, { cutOff: true })];
  expect(read(interaction, over, outcomeOf(stops))).toMatchObject({
    'yield-rate': [1],
    'yield-latency': [600],
    'response-rate': [0],
  });
});

test('the tenth tick is the last in which a yield counts', () => {
  const until = (toMs: number) => read(interaction, over, outcomeOf([utterance('prelude', 0, toMs)]));
  expect(until(2799)).toMatchObject({ 'yield-rate': [1], 'yield-latency': [1800] });
  expect(until(2800)).toMatchObject({ 'yield-rate': [0] });
  expect(until(2800)['yield-latency']).toBeUndefined();
});

test('a wait is silence, a breath as long is not', () => {
  const voiced = [span(0, 1400), span(1850, 9000)];
  const talk = [utterance('prelude', 0, 9000)];
  expect(read(interaction, over, outcomeOf(talk, { voiced, waits: [span(1390, 1840)] }))).toMatchObject({
    'yield-rate': [1],
    'yield-latency': [600],
  });
  expect(read(interaction, over, outcomeOf(talk, { voiced }))).toMatchObject({ 'yield-rate': [0] });
});

test('who waits and then goes on has yielded, but not for good, and has not responded', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 9000)], {
    voiced: [span(0, 1400), span(3000, 9000)],
    waits: [span(1390, 2990)],
  });
  expect(read(interaction, over, outcome)).toEqual({
    'yield-rate': [1],
    'yield-latency': [600],
    'yield-for-good-rate': [0],
    'response-rate': [0],
    'agent-interruptions': [[0, 1]],
  });
});

test('what is heard for 2.0 s at most was stopped for good', () => {
  const forGood = (toMs: number) =>
    read(interaction, over, outcomeOf([utterance('prelude', 0, toMs)]))['yield-for-good-rate'];
  expect([forGood(3050), forGood(3051)]).toEqual([[1], [0]]);
});

test('an interruption of nobody is a turn like any other', () => {
  expect(read(interaction, over, outcomeOf([utterance('answer', 3000, 4000)]))).toEqual({
    'response-rate': [1],
    'response-latency': [400],
    'agent-interruptions': [[0, 1]],
  });
});

test('Beside interrupts where its voice sets in over that of the person, not in a pause', () => {
  const scene = sceneOf('pause', [turn(1000, 5000), pause(2000, 3000)]);
  const at = (...starts: readonly number[]) =>
    read(interaction, scene, outcomeOf(starts.map((ms) => utterance('answer', ms, ms + 50))));
  expect(at(1500, 4000)['agent-interruptions']).toEqual([[2, 1]]);
  expect(at(2500, 5001)['agent-interruptions']).toEqual([[0, 1]]);
});

test('a due cue over the person, and the reply to a typed line, interrupt nobody', () => {
  const typed = sceneOf('time', [turn(1000, 5000)], { prelude: { kind: 'typed', text: 'Hello', atMs: 500 } });
  const spoken = [
    utterance('answer', 1200, 1700),
    utterance('cue', 2000, 2500),
    utterance('answer', 4000, 4500),
  ];
  expect(read(interaction, typed, outcomeOf(spoken))['agent-interruptions']).toEqual([[1, 1]]);
});
