import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, decibels, findIn, levelled, power, voicedPart } from '../../bench/support/signal.ts';
import { seededRandom } from '../../bench/support/statistics.ts';

const RATE_HZ = 16_000;

function noise(samples: number, amplitude: number, seed: number): Int16Array {
  const random = seededRandom(seed);
  return Int16Array.from({ length: samples }, () => Math.round((random() * 2 - 1) * amplitude));
}

/** Silence with noise in it. */
function burst(beforeMs: number, ms: number, afterMs: number, amplitude = 8000): Int16Array {
  const samples = new Int16Array((beforeMs + ms + afterMs) * 16);
  samples.set(noise(ms * 16, amplitude, 1), beforeMs * 16);
  return samples;
}

test('the voiced part is found to within its 10 ms window, whatever is around it', () => {
  const ms = fc.integer({ min: 20, max: 400 });
  fc.assert(
    fc.property(ms, ms, ms, (beforeMs, lengthMs, afterMs) => {
      const found = voicedPart({ rateHz: RATE_HZ, samples: burst(beforeMs, lengthMs, afterMs) }, -45);
      expect(Math.abs((found?.firstMs ?? 0) - beforeMs)).toBeLessThanOrEqual(10);
      expect(Math.abs((found?.lastMs ?? 0) - beforeMs - lengthMs)).toBeLessThanOrEqual(10);
    }),
  );
});

test('silence has no voiced part', () => {
  expect(voicedPart({ rateHz: RATE_HZ, samples: new Int16Array(RATE_HZ) }, -45)).toBeNull();
});

/** Duller than white noise, as a voice is. */
function dull(samples: Int16Array): Int16Array {
  return samples.map((sample, i) => (sample + (samples[i - 1] ?? 0) + (samples[i - 2] ?? 0)) / 3);
}

test('a signal is found at its place in a mixture as loud as itself', () => {
  const part = dull(noise(RATE_HZ, 6000, 2));
  const whole = noise(2 * RATE_HZ, 3000, 3);
  for (let i = 0; i < part.length; i++) whole[4321 + i] = (whole[4321 + i] ?? 0) + (part[i] ?? 0) / 2;
  expect(findIn(whole, part, 8000).at).toBe(4321);
});

test('a levelled sound has its peak where it was wanted, and a cut one its length', () => {
  const sound = levelled({ rateHz: RATE_HZ, samples: noise(RATE_HZ, 500, 4) }, -6);
  expect(Math.max(...sound.samples.map(Math.abs))).toBeCloseTo(32_767 * 10 ** (-6 / 20), -1);
  expect(cut(sound, 100, 350).samples.length).toBe(250 * 16);
  expect(decibels(power(new Int16Array(160).fill(32_767)))).toBeCloseTo(0, 1);
});
