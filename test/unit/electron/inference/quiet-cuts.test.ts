import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutAtQuiet, MAX_WINDOW_SAMPLES } from '../../../../electron/inference/quiet-cuts.ts';

const SECOND = 16_000;

test('the windows join to the very sound, none is longer than the most, none is empty', () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.integer({ min: 3200, max: 16_000 }), fc.nat(1e6), (length, max, seed) => {
      const sound = Float32Array.from({ length }, (_, i) => Math.sin(i * i * 1e-4 + seed));
      const windows = cutAtQuiet(sound, max);
      expect(windows.reduce((sum, window) => sum + window.length, 0)).toBe(length);
      let at = 0;
      for (const window of windows) {
        expect(window.length).toBeLessThanOrEqual(max);
        expect(window.length > 0 || length === 0).toBe(true);
        expect(window.every((sample, i) => sample === sound[at + i])).toBe(true);
        at += window.length;
      }
    }),
    { numRuns: 100 },
  );
});

test('what fits is not cut', () => {
  expect(cutAtQuiet(new Float32Array(MAX_WINDOW_SAMPLES)).length).toBe(1);
  expect(cutAtQuiet(new Float32Array(0)).map(({ length }) => length)).toEqual([0]);
});

test('a cut falls into the pause', () => {
  const sound = Float32Array.from({ length: 12 * SECOND }, (_, i) => Math.sin(i * 0.3));
  sound.fill(0, 6.4 * SECOND, 6.7 * SECOND);
  const [first] = cutAtQuiet(sound);
  expect(first?.length).toBeGreaterThan(6.4 * SECOND);
  expect(first?.length).toBeLessThan(6.7 * SECOND);
});

test('sound without any pause is cut where a window is at most full', () => {
  const sound = new Float32Array(30 * SECOND).fill(0.5);
  for (const { length } of cutAtQuiet(sound)) expect(length).toBeLessThanOrEqual(MAX_WINDOW_SAMPLES);
});
