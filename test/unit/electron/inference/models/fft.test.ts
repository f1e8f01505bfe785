import { expect, test } from 'vitest';
import { PowerSpectrum } from '../../../../../electron/inference/models/fft.ts';

/** The definition, term by term. */
function naive(signal: Float64Array): Float64Array {
  return Float64Array.from({ length: signal.length / 2 + 1 }, (_, k) => {
    let re = 0;
    let im = 0;
    for (const [n, x] of signal.entries()) {
      re += x * Math.cos((2 * Math.PI * k * n) / signal.length);
      im -= x * Math.sin((2 * Math.PI * k * n) / signal.length);
    }
    return re * re + im * im;
  });
}

/** The same numbers each time, without a pattern. */
function noise(length: number): Float64Array {
  let seed = 12_345;
  return Float64Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 1_073_741_824 - 1;
  });
}

test.each([4, 8, 64, 512])('a spectrum of %i samples is that of the definition', (size) => {
  const signal = noise(size);
  const power = new Float64Array(size / 2 + 1);
  new PowerSpectrum(size).of(signal, power);
  const expected = naive(signal);
  for (const [k, value] of power.entries()) expect(value).toBeCloseTo(expected[k] ?? 0, 6);
});

test('the spectrum holds as much energy as the signal', () => {
  const signal = noise(512);
  const power = new Float64Array(257);
  new PowerSpectrum(512).of(signal, power);
  const energy = signal.reduce((sum, x) => sum + x * x, 0);
  const inSpectrum = power.reduce((sum, p, k) => sum + (k === 0 || k === 256 ? p : 2 * p), 0) / 512;
  expect(inSpectrum).toBeCloseTo(energy, 6);
});

test('a length that is no power of two is refused', () => {
  expect(() => new PowerSpectrum(400)).toThrow(RangeError);
});
