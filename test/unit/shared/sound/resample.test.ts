import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resampleWhole, Resampler } from '../../../../shared/sound/resample.ts';

const ratios = [
  [48_000, 16_000],
  [16_000, 48_000],
  [24_000, 48_000],
  [8_000, 16_000],
] as const;

const tone = (hz: number, rateHz: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(rateHz * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / rateHz),
  );

const rms = (pcm: Float32Array): number => Math.sqrt(pcm.reduce((sum, x) => sum + x * x, 0) / pcm.length);

/** Level of a steady tone after conversion, against what went in, in dB; edges left out. */
const gainDb = (hz: number, fromHz: number, toHz: number): number => {
  const input = tone(hz, fromHz, 0.5);
  const output = new Resampler(fromHz, toHz).process(input);
  return 20 * Math.log10(rms(output.subarray(toHz / 10)) / rms(input));
};

describe.each(ratios)('from %i Hz to %i Hz', (fromHz, toHz) => {
  const nyquist = Math.min(fromHz, toHz) / 2;

  test('tones of the pass-band keep their level', () => {
    for (const part of [0.05, 0.125, 0.25, 0.5, 0.75, 0.875]) {
      expect(Math.abs(gainDb(part * nyquist, fromHz, toHz))).toBeLessThan(0.02);
    }
  });

  test('chunks give the same samples as the whole', () => {
    const input = tone(440, fromHz, 0.05);
    const whole = new Resampler(fromHz, toHz).process(input);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        const resampler = new Resampler(fromHz, toHz);
        const parts: number[] = [];
        let at = 0;
        for (const size of [...sizes, input.length]) {
          const chunk = input.subarray(at, at + size);
          const expected = resampler.outputCount(chunk.length);
          const part = resampler.process(chunk);
          expect(part.length).toBe(expected);
          parts.push(...part);
          at += chunk.length;
        }
        expect(Float32Array.from(parts)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('the number of samples is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (n) => {
        const input = new Float32Array(n);
        expect(new Resampler(fromHz, toHz).process(input).length).toBe(Math.ceil((n * toHz) / fromHz));
        expect(resampleWhole(input, fromHz, toHz).length).toBe(Math.round((n * toHz) / fromHz));
      }),
      { numRuns: 30 },
    );
  });

  test('a whole recording comes out where it went in, to its last sample', () => {
    for (const seconds of [0.002, 0.01, 0.1]) {
      const hz = nyquist / 16;
      const output = resampleWhole(tone(hz, fromHz, seconds), fromHz, toHz);
      const wanted = tone(hz, toHz, seconds);
      // The ends are edges for the filter; inside, the two must be one.
      const margin = Math.round(toHz * 0.01);
      for (let i = margin; i < output.length - margin; i += 1) {
        expect(Math.abs((output[i] ?? 0) - (wanted[i] ?? 0))).toBeLessThan(0.01);
      }
      if (seconds > 0.005) expect(rms(output.subarray(-output.length / 4))).toBeGreaterThan(0.5);
    }
  });
});

test('a 1 kHz tone keeps its level within 0.1 dB on the microphone path', () => {
  expect(Math.abs(gainDb(1000, 48_000, 16_000))).toBeLessThan(0.1);
});

test('what lies above 8 kHz does not fold back into the microphone path', () => {
  for (const hz of [8000, 9000, 10_000, 12_000, 15_000, 20_000, 23_000]) {
    expect(gainDb(hz, 48_000, 16_000)).toBeLessThan(-78);
  }
});

test('raising 16 kHz to 48 kHz leaves no image of a 7 kHz tone at 9 kHz', () => {
  const output = new Resampler(16_000, 48_000).process(tone(7000, 16_000, 0.5)).subarray(4800);
  let re = 0;
  let im = 0;
  output.forEach((x, i) => {
    re += x * Math.cos((2 * Math.PI * 9000 * i) / 48_000);
    im += x * Math.sin((2 * Math.PI * 9000 * i) / 48_000);
  });
  expect(20 * Math.log10((2 * Math.hypot(re, im)) / output.length)).toBeLessThan(-75);
});

test('flushing hands out what is left inside and starts anew', () => {
  const resampler = new Resampler(16_000, 48_000);
  const impulse = new Float32Array(100);
  impulse[99] = 1;
  const body = resampler.process(impulse);
  const tail = resampler.flush();
  const sum = (pcm: Float32Array) => pcm.reduce((total, x) => total + Math.abs(x), 0);
  expect(sum(tail)).toBeGreaterThan(sum(body));
  expect(resampler.process(impulse)).toEqual(body);
});

test('rates that are no whole numbers are refused', () => {
  expect(() => new Resampler(44_100.5, 16_000)).toThrow(RangeError);
});
