import { expect, test } from 'vitest';
import type { Spoken } from '../../../panel/outcome.ts';
import { time } from '../../../panel/metrics/time.ts';
import { due, outcomeOf, read, sceneOf, utterance } from './support/stage.ts';

const scene = sceneOf('time', [due(10_000, 'lamp')], { durationMs: 30_000 });
const cue = (fromMs: number, text = 'Lamp.', more: Partial<Spoken> = {}) =>
  utterance('cue', fromMs, fromMs + 600, { text, ...more });
const seen = (...spoken: readonly Spoken[]) => read(time, scene, outcomeOf(spoken));

test('on time is from 500 ms before to 1.5 s after', () => {
  expect(seen(cue(9500))).toEqual({ 'due-passed': [1], 'due-onset-error': [500], 'stray-cues': [[0, 0.5]] });
  expect(seen(cue(11_500))).toMatchObject({ 'due-passed': [1], 'due-onset-error': [1500] });
  expect(seen(cue(9499))).toMatchObject({ 'due-passed': [0], 'due-onset-error': [501] });
  expect(seen(cue(11_501))).toMatchObject({ 'due-passed': [0], 'due-onset-error': [1501] });
});

test('what is never said is not passed, and has no error', () => {
  expect(seen()).toEqual({ 'due-passed': [0], 'stray-cues': [[0, 0.5]] });
});

test('an answer is no cue', () => {
  expect(seen(utterance('answer', 10_000, 10_600, { text: 'Lamp.' }))).toMatchObject({ 'due-passed': [0] });
});

test('other words, or those that were cut off, claim nothing and are stray', () => {
  for (const wrong of [cue(10_000, 'Table.'), cue(10_000, 'The lamp.', { heardChars: 6 })])
    expect(seen(wrong)).toEqual({ 'due-passed': [0], 'stray-cues': [[1, 0.5]] });
});

test('said twice is not passed', () => {
  expect(seen(cue(10_100), cue(12_000))).toEqual({
    'due-passed': [0],
    'due-onset-error': [100],
    'stray-cues': [[0, 0.5]],
  });
});

test('too far off claims nothing; after the scene nobody knows what is due', () => {
  expect(seen(cue(10_000), cue(12_501))).toMatchObject({ 'due-passed': [1], 'stray-cues': [[1, 0.5]] });
  expect(seen(cue(10_000), cue(30_001))).toMatchObject({ 'due-passed': [1], 'stray-cues': [[0, 0.5]] });
});

test('each cue claims the nearest time of its own words', () => {
  const every = sceneOf('time', [due(3000, 'breathe'), due(6000, 'breathe'), due(6000, 'stretch')]);
  const spoken = [cue(3900, 'Breathe.'), cue(5600, 'Breathe.'), cue(7000, 'Stretch now.')];
  expect(read(time, every, outcomeOf(spoken))).toMatchObject({
    'due-passed': [1, 1, 1],
    'due-onset-error': [900, 400, 1000],
  });
});

test('a cue where nothing is due is stray in any scene', () => {
  expect(read(time, sceneOf('noise', []), outcomeOf([cue(1000)]))).toEqual({ 'stray-cues': [[1, 1]] });
});
