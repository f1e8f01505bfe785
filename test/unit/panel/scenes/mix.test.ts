import { expect, test } from 'vitest';
import { hum, joined, silence } from '../../../scenarios/support/sounds.ts';
import { atLevel, inRoom, longestSilence, Track, trimmed, withBed } from '../../../panel/scenes/mix.ts';

const rmsDb = (sound: Float32Array): number =>
  10 * Math.log10(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);

const same = (one: Float32Array, other: Float32Array): boolean =>
  one.length === other.length && one.every((sample, i) => sample === other[i]);

test('what is silent around a voice goes, and nothing of the voice', () => {
  const voice = trimmed(hum(400));
  expect(same(trimmed(joined(silence(300), voice, silence(250))), voice)).toBe(true);
  expect(same(trimmed(silence(100)), silence(100))).toBe(true);
});

test('a level is that of the voice: pauses in it change nothing', () => {
  const even = atLevel(hum(400), -20);
  const broken = atLevel(joined(hum(400), silence(2000)), -20);
  expect(Math.abs(rmsDb(trimmed(even)) - -20)).toBeLessThan(1.5);
  expect(Math.max(...broken)).toBeCloseTo(Math.max(...even), 5);
});

test('the longest silence is found between loud samples, not around them', () => {
  const voice = trimmed(hum(200));
  const sound = joined(silence(900), voice, silence(150), voice, silence(400), voice, silence(900));
  const gap = longestSilence(sound);
  expect(((gap?.to ?? 0) - (gap?.from ?? 0) - 1) / 16).toBeCloseTo(400, 0);
  expect(longestSilence(voice)).toBeNull();
});

test('what is placed lies where it was put, on top of what is there', () => {
  const track = new Track(100);
  const one = Float32Array.from({ length: 160 }, () => 0.25);
  expect(track.place(one, 20)).toEqual({ fromMs: 20, toMs: 30 });
  track.place(one, 25);
  expect([319, 320, 400, 480, 560].map((at) => track.sound[at])).toEqual([0, 0.25, 0.5, 0.25, 0]);
});

test('a room only adds what comes later, the same each time', () => {
  const click = silence(500);
  click[800] = 1;
  const heard = inRoom(click, 200, 7);
  expect(heard.findIndex((sample) => sample !== 0)).toBe(800);
  expect(heard.slice(801).some((sample) => sample !== 0)).toBe(true);
  expect(heard.slice(800 + 200 * 16).every((sample) => sample === 0)).toBe(true);
  expect(same(inRoom(click, 200, 7), heard)).toBe(true);
  expect(same(inRoom(click, 0, 7), click)).toBe(true);
});

test('a bed lies as far below the voice as it is told', () => {
  const bed = silence(1000).map((_, i) => Math.sin(i));
  expect(Math.abs(rmsDb(withBed(silence(1000), bed, -20, 15)) - -35)).toBeLessThan(0.5);
});
