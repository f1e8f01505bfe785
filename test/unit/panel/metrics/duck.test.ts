import { expect, test } from 'vitest';
import { duck } from '../../../panel/metrics/duck.ts';
import { besideTalks, interruption, outcomeOf, read, sceneOf, span, utterance } from './support/stage.ts';

const over = sceneOf('interruption', [interruption(1000, 2000)], besideTalks);

test('onset and final stop are from the start of the interruption', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 1900, { cutOff: true })], {
    voiced: [span(0, 1610)],
    ducks: [span(1120, 1400)],
    waits: [span(1400, 1900)],
  });
  expect(read(duck, over, outcome)).toEqual({ 'duck-onset': [120], 'final-stop': [610] });
});

test('a duck under way is no wait for one; an old one and a late one are not for it', () => {
  const onset = (fromMs: number, toMs: number) =>
    read(duck, over, outcomeOf([utterance('prelude', 0, 9000)], { ducks: [span(fromMs, toMs)] }));
  expect(onset(900, 1500)).toEqual({ 'duck-onset': [0], 'final-stop': [8000] });
  expect(onset(500, 900)).toEqual({ 'final-stop': [8000] });
  expect(onset(3001, 4000)).toEqual({ 'final-stop': [8000] });
});

test('the answer that comes next does not belong to what was stopped', () => {
  const outcome = outcomeOf([
    utterance('prelude', 0, 1300, { cutOff: true }),
    utterance('answer', 1500, 4000),
  ]);
  expect(read(duck, over, outcome)).toEqual({ 'final-stop': [300] });
});

test('nothing is measured where Beside was silent', () => {
  expect(read(duck, over, outcomeOf([], { ducks: [span(1200, 1300)] }))).toEqual({});
});

test('what was given way to nothing is counted by the minute of voice', () => {
  const echo = sceneOf('echo', [], besideTalks);
  const voiced = [span(0, 15_000), span(16_000, 31_000)];
  const outcome = outcomeOf([utterance('prelude', 0, 31_000)], {
    voiced,
    ducks: [span(2000, 2400)],
    waits: [span(15_000, 16_000)],
  });
  expect(read(duck, echo, outcome)).toEqual({ 'wrong-give-way': [[1400, 0.5]] });
  expect(read(duck, echo, outcomeOf())).toEqual({});
});

test('what is said to Beside may be given way to, in any scene', () => {
  const scene = sceneOf('backchannel', [interruption(2000, 3000)], besideTalks);
  const wrong = (fromMs: number) =>
    read(duck, scene, outcomeOf([utterance('prelude', 0, 60_000)], { ducks: [span(fromMs, fromMs + 500)] }))[
      'wrong-give-way'
    ];
  expect(wrong(4000)).toEqual([[0, 1]]);
  expect(wrong(4001)).toEqual([[500, 1]]);
  expect(wrong(1400)).toEqual([[500, 1]]);
});
