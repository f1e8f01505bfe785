import { expect, test } from 'vitest';
import {
  acts,
  INPUT_SIZE,
  inputs,
  offsetOf,
  userStates,
  VOICE_SIZE,
} from '../../../../../../electron/interaction/policy/learned/layout.ts';

test('the parts follow one another without a gap and fill the vector', () => {
  let at = 0;
  for (const { name, size } of inputs) {
    expect(offsetOf(name)).toBe(at);
    at += size;
  }
  expect([at, INPUT_SIZE]).toEqual([2229, 2229]);
});

test('the outputs have the sizes that the network was agreed to have', () => {
  expect([acts.length, userStates.length, VOICE_SIZE]).toEqual([5, 7, 8]);
  expect(acts.indexOf('speak')).toBe(2);
  expect(userStates.indexOf('finished')).toBe(3);
});
