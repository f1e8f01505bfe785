import { expect, test } from 'vitest';
import { roomSound } from '../../../panel/harness/room-sound.ts';

const scene = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 40));

const steps = (sound: Float32Array): number =>
  sound.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (sound[i - 1] ?? sample))), 0);

test.each(['before', 'after'] as const)('the room %s a scene has no jump in it, however long', (end) => {
  const sound = roomSound(scene, end)(0, 20_000);
  expect(steps(sound)).toBeLessThanOrEqual(steps(scene) + 1e-6);
});

test('after a scene it goes on where the scene ends', () => {
  expect(roomSound(scene, 'after')(0, 1)[0]).toBe(scene.at(-1));
});

test('in pieces it is the same as at once', () => {
  const of = roomSound(scene, 'before');
  expect([...of(0, 100), ...of(100, 7000)]).toEqual([...of(0, 7100)]);
});

test('a scene without a sound has a silent room', () => {
  expect([...roomSound(new Float32Array(0), 'after')(0, 3)]).toEqual([0, 0, 0]);
});
