import { expect, test } from 'vitest';
import { pauses } from '../../../panel/metrics/pauses.ts';
import { besideTalks, outcomeOf, pause, read, sceneOf, turn, utterance } from './support/stage.ts';

const scene = sceneOf('pause', [turn(1000, 5000), pause(2000, 3000), pause(4000, 4500)]);

test('an answer after the end takes no pause', () => {
  const outcome = outcomeOf([utterance('answer', 5400, 8000)]);
  expect(read(pauses, scene, outcome)).toEqual({ 'pause-takeover': [0], 'pause-cut-off': [0, 0] });
});

test('one that begins in a pause cuts it off; a short one does not take over', () => {
  expect(read(pauses, scene, outcomeOf([utterance('answer', 2000, 3000)]))).toEqual({
    'pause-takeover': [1],
    'pause-cut-off': [1, 0],
  });
  expect(read(pauses, scene, outcomeOf([utterance('answer', 4500, 4900, { text: 'Oh.' })]))).toEqual({
    'pause-takeover': [0],
    'pause-cut-off': [0, 1],
  });
});

test('one that begins before or after a pause takes over without cutting it off', () => {
  for (const fromMs of [1500, 3001])
    expect(read(pauses, scene, outcomeOf([utterance('answer', fromMs, 4900)]))).toEqual({
      'pause-takeover': [1],
      'pause-cut-off': [0, 0],
    });
});

test('a due cue in a pause cuts nobody off', () => {
  const outcome = outcomeOf([utterance('cue', 2100, 2600)]);
  expect(read(pauses, scene, outcome)['pause-cut-off']).toEqual([0, 0]);
});

test('where Beside talks first, or there is no pause, none is measured', () => {
  expect(read(pauses, { ...scene, ...besideTalks }, outcomeOf())).toEqual({});
  expect(read(pauses, sceneOf('pause', [turn(1000, 2000)]), outcomeOf())).toEqual({});
});

const question = sceneOf('question', [turn(1000, 2000)]);

test('a turn is taken over with a latency, or without one not at all', () => {
  expect(read(pauses, question, outcomeOf([utterance('answer', 2345, 4000)]))).toEqual({
    'turn-takeover': [1],
    'turn-takeover-latency': [345],
  });
  expect(read(pauses, question, outcomeOf([utterance('answer', 2345, 2800, { text: 'Yes.' })]))).toEqual({
    'turn-takeover': [0],
  });
  expect(read(pauses, question, outcomeOf())).toEqual({ 'turn-takeover': [0] });
});

test('who speaks before the end was not faster than at once', () => {
  expect(read(pauses, question, outcomeOf([utterance('answer', 100, 9000)]))).toEqual({
    'turn-takeover': [1],
    'turn-takeover-latency': [0],
  });
});
