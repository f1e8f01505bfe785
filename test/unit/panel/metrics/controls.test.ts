import { expect, test } from 'vitest';
import type { Family } from '../../../panel/scene.ts';
import { controls } from '../../../panel/metrics/controls.ts';
import { besideTalks, outcomeOf, pause, read, sceneOf, span, turn, utterance } from './support/stage.ts';

const asked = sceneOf('question', [turn(1000, 2000, 'What is 30 plus 9?', ['39', 'thirty-nine'])]);
const answer = (text: string, fromMs = 2500) => utterance('answer', fromMs, fromMs + 1000, { text });

test('a right answer acts, a wrong one and an early one do not', () => {
  expect(read(controls, asked, outcomeOf([answer('Thirty-nine.')]))).toEqual({ 'act-rate': [1] });
  expect(read(controls, asked, outcomeOf([answer('Hm.'), answer('It is 39.', 4000)]))).toEqual({
    'act-rate': [1],
  });
  expect(read(controls, asked, outcomeOf([answer('It is 40.')]))).toEqual({ 'act-rate': [0] });
  const broken = utterance('answer', 2500, 2900, { text: 'It is 39.', heardChars: 6, cutOff: true });
  expect(read(controls, asked, outcomeOf([broken]))).toEqual({ 'act-rate': [0] });
  expect(read(controls, asked, outcomeOf([answer('It is 39.', 1749)]))).toEqual({ 'act-rate': [0] });
  expect(read(controls, asked, outcomeOf())).toEqual({ 'act-rate': [0] });
});

test('where nobody can know the answer, any acts', () => {
  const open = sceneOf('question', [turn(1000, 2000)]);
  expect(read(controls, open, outcomeOf([answer("I can't answer that.")]))).toEqual({ 'act-rate': [1] });
});

test('an order about time is no question', () => {
  expect(read(controls, sceneOf('time', [turn(1000, 2000)]), outcomeOf())).toEqual({});
});

test.each(['noise', 'echo', 'non-directed', 'backchannel', 'tic'] as const satisfies readonly Family[])(
  'in a scene of %s Beside keeps silent',
  (family) => {
    const scene = sceneOf(family, []);
    const restraint = (...because: readonly ('answer' | 'cue' | 'prelude')[]) =>
      read(controls, scene, outcomeOf(because.map((why, i) => utterance(why, i * 5000, i * 5000 + 900))));
    expect(restraint()).toEqual({ 'restraint-rate': [1] });
    expect(restraint('answer')).toEqual({ 'restraint-rate': [0] });
    expect(restraint('prelude', 'cue')).toEqual({ 'restraint-rate': [1] });
  },
);

test('voice of which no utterance is known breaks the silence too', () => {
  expect(read(controls, sceneOf('noise', []), outcomeOf([], { voiced: [span(1000, 1400)] }))).toEqual({
    'restraint-rate': [0],
  });
});

test('going on after a wait is no beginning', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 9000)], {
    voiced: [span(0, 2000), span(4000, 9000)],
    waits: [span(2000, 4000)],
  });
  expect(read(controls, sceneOf('echo', [], besideTalks), outcome)).toEqual({ 'restraint-rate': [1] });
});

test('a reply is not unasked, what comes after it is', () => {
  const scene = sceneOf('noise', [turn(1000, 2000)]);
  expect(read(controls, scene, outcomeOf([answer('Yes.')]))['restraint-rate']).toEqual([1]);
  expect(read(controls, scene, outcomeOf([answer('Yes.'), answer('No.', 6000)]))['restraint-rate']).toEqual([
    0,
  ]);
  const typed = { prelude: { kind: 'typed', text: 'Hello', atMs: 100 } } as const;
  expect(read(controls, sceneOf('noise', [], typed), outcomeOf([answer('Hello.')]))).toEqual({
    'restraint-rate': [1],
  });
});

test('a sign of listening over Beside’s voice is judged elsewhere', () => {
  expect(read(controls, sceneOf('backchannel', [], besideTalks), outcomeOf())).toEqual({});
});

test('a pause is kept until a little before the end of the turn', () => {
  const scene = sceneOf('pause', [turn(1000, 5000), pause(2000, 3000)]);
  const restraint = (fromMs: number) =>
    read(controls, scene, outcomeOf([answer('Yes.', fromMs)]))['restraint-rate'];
  expect(restraint(2500)).toEqual([0]);
  expect(restraint(4749)).toEqual([0]);
  expect(restraint(4750)).toEqual([1]);
  expect(read(controls, sceneOf('pause', []), outcomeOf())).toEqual({});
});
