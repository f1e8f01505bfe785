import { expect, test } from 'vitest';
import { echo } from '../../../panel/metrics/echo.ts';
import { besideTalks, outcomeOf, read, sceneOf, span, turn, utterance } from './support/stage.ts';

const scene = sceneOf('echo', [], besideTalks);

test('a calm minute has no self-triggers', () => {
  expect(read(echo, scene, outcomeOf([utterance('prelude', 0, 60_000)]))).toEqual({
    'self-triggers': [[0, 1]],
  });
});

test('lines, ducks with the waits that they become, and stops are counted', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 30_000, { cutOff: true })], {
    ducks: [span(1000, 1200), span(5000, 5500)],
    waits: [span(1200, 1500)],
    heard: [{ atMs: 2000, text: 'one two' }],
  });
  expect(read(echo, scene, outcome)).toEqual({ 'self-triggers': [[4, 0.5]] });
});

test('a duck that leads to a stop is one with it', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 30_000, { cutOff: true })], {
    ducks: [span(29_500, 29_900)],
  });
  expect(read(echo, scene, outcome)).toEqual({ 'self-triggers': [[1, 0.5]] });
});

test('who says nothing has nothing to hear, and where somebody speaks it is not the echo', () => {
  expect(read(echo, scene, outcomeOf())).toEqual({});
  const talk = outcomeOf([utterance('prelude', 0, 60_000)]);
  expect(read(echo, sceneOf('echo', [turn(1000, 2000)]), talk)).toEqual({});
  expect(read(echo, sceneOf('noise', [], besideTalks), talk)).toEqual({});
});
