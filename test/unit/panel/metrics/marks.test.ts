import { expect, test } from 'vitest';
import { isRight, saysOneOf, voicedToBeside } from '../../../panel/metrics/marks.ts';
import { pause, sceneOf, turn } from './support/stage.ts';

test.each([
  ['It is 39.', true],
  ['39', true],
  ['It is 139.', false],
  ['It is 390.', false],
  ['It is 3.39.', false],
  ['It is 39.5.', false],
  ['It is 39,000.', false],
  ['390, no: 39.', true],
])('39 is in %j: %s', (text, is) => {
  expect(saysOneOf(text, ['39'])).toBe(is);
});

test('words are found whatever their case, phrases and endings too', () => {
  expect(saysOneOf('Time to STAND UP.', ['stretch', 'stand up'])).toBe(true);
  expect(saysOneOf('Stretching helps.', ['stretch'])).toBe(true);
  expect(saysOneOf('Stand by.', ['stand up'])).toBe(false);
  expect(saysOneOf('Anything.', [])).toBe(false);
});

test('where no answer is given, any is right', () => {
  expect(isRight('Whatever.', [])).toBe(true);
});

test('a turn is voiced but for its pauses', () => {
  const scene = sceneOf('pause', [turn(1000, 5000), pause(2000, 2500), pause(4000, 4200), pause(6000, 7000)]);
  expect(voicedToBeside(scene)).toEqual([
    { fromMs: 1000, toMs: 2000 },
    { fromMs: 2500, toMs: 4000 },
    { fromMs: 4200, toMs: 5000 },
  ]);
});
