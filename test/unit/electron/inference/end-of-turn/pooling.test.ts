import { expect, test } from 'vitest';
import { pooled, type EncoderStates } from '../../../../../electron/inference/end-of-turn/pooling.ts';

const SECOND = 16_000;

/** Frames whose first value is their number and whose second is 10 more; 40 frames a second. */
function states(frames: number): EncoderStates {
  const values = Float32Array.from({ length: 2 * frames }, (_, i) => (i >> 1) + 10 * (i % 2));
  return { values, frames, width: 2 };
}

test('the last second comes first, the whole window behind it, each as wide as a frame', () => {
  const vector = pooled(states(120), { heardSamples: 3 * SECOND, paddedSamples: 3 * SECOND });
  // Frames 80 to 119, then 0 to 119.
  expect([...vector]).toEqual([99.5, 109.5, 59.5, 69.5]);
});

test('frames of the silence that a window was filled up with count for neither', () => {
  const vector = pooled(states(160), { heardSamples: 3 * SECOND, paddedSamples: 4 * SECOND });
  expect([...vector]).toEqual([99.5, 109.5, 59.5, 69.5]);
});

test('of less than a second both are the same', () => {
  const vector = pooled(states(32), { heardSamples: 0.5 * SECOND, paddedSamples: 0.8 * SECOND });
  expect([...vector]).toEqual([9.5, 19.5, 9.5, 19.5]);
});

test('of next to nothing the first frame stands', () => {
  const vector = pooled(states(15), { heardSamples: 10, paddedSamples: 6400 });
  expect([...vector]).toEqual([0, 10, 0, 10]);
});
