import { expect, test } from 'vitest';
import { rmsDbfs } from '../../../../../shared/sound/pcm.ts';
import { crossfaded, FADE_MS, roomTone } from '../../../../panel/scenes/human/room-tone.ts';
import { noise, silence } from '../../../../scenarios/support/sounds.ts';
import { msToSamples } from '../../../../../shared/audio.ts';

test('sounds follow one another without a step, each a fade earlier', () => {
  const level = (value: number) => silence(100).fill(value);
  const out = crossfaded(level(0.5), level(-0.5), level(0.5));
  expect(out.length).toBe(msToSamples(300 - 2 * FADE_MS));
  const steps = out.slice(1).map((sample, i) => Math.abs(sample - (out[i] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.01);
});

test('a room goes on for as long as it is wanted, at its own level', () => {
  const quiet = noise(300, 0.01);
  const out = roomTone(3000, quiet, -90);
  expect(out.length).toBe(msToSamples(3000));
  expect(rmsDbfs(out)).toBeCloseTo(rmsDbfs(quiet), 0);
});

test('a room that was nowhere quiet has white noise of its level', () => {
  expect(rmsDbfs(roomTone(1000, null, -60))).toBeCloseTo(-60, 0);
  expect(roomTone(1000, null, -120).every((sample) => sample === 0)).toBe(true);
});
