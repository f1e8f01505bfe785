import { expect, test } from 'vitest';
import { drawnOut } from '../../../../../resources/interaction-model/simulate/drawn-out.ts';
import { hum } from '../../../../scenarios/support/sounds.ts';

/** Crossings from below to above zero in a second. */
const crossings = (sound: Float32Array): number =>
  (sound.filter((sample, i) => sample >= 0 && (sound[i - 1] ?? 0) < 0).length * 16_000) / sound.length;

test('a stretch goes on for longer at its own pitch, without a gap or a jump', () => {
  const sound = hum(600);
  const held = drawnOut(sound, { from: 3200, to: 6400 }, 2);
  expect(held.length / 16).toBeCloseTo(800, -1.2);
  expect(held.slice(0, 3200)).toEqual(sound.slice(0, 3200));
  expect(held.slice(-3200)).toEqual(sound.slice(-3200));
  const middle = held.slice(3600, 9000);
  const own = sound.slice(3200, 6400);
  expect(crossings(middle) / crossings(own)).toBeCloseTo(1, 1);
  const step = (of: Float32Array): number =>
    of.reduce((most, sample, i) => (i === 0 ? 0 : Math.max(most, Math.abs(sample - (of[i - 1] ?? 0)))), 0);
  expect(step(middle)).toBeLessThan(1.3 * step(own));
  for (let at = 0; at + 160 < middle.length; at += 160)
    expect(middle.slice(at, at + 160).some((sample) => Math.abs(sample) > 0.02)).toBe(true);
});

test('what is too short to hold stays as it is', () => {
  const sound = hum(100);
  expect(drawnOut(sound, { from: 0, to: 300 }, 3)).toEqual(sound);
  expect(drawnOut(sound, { from: 0, to: 1600 }, 1)).toEqual(sound);
});
