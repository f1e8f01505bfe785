import { beforeEach, expect, test } from 'vitest';
import { HeldSound } from '../../../../electron/shell/held-sound.ts';

let held: HeldSound;
let posted: { at: number; length: number; first: number }[];
const post = (at: number, pcm: Int16Array): void =>
  void posted.push({ at, length: pcm.length, first: pcm[0] ?? 0 });
/** Seconds of frames whose samples tell their second. */
const hear = (fromSecond: number, seconds: number): void => {
  for (let frame = 0; frame < seconds * 50; frame++) {
    const at = fromSecond * 16_000 + frame * 320;
    held.frame(at, new Int16Array(320).fill(Math.floor(at / 16_000)), post);
  }
};
const total = (): number => posted.reduce((sum, { length }) => sum + length, 0);

beforeEach(() => {
  held = new HeldSound();
  posted = [];
});

test('while somebody hears, each frame is passed on as it comes and none twice', () => {
  expect(held.regained(post)).toBeNull();
  hear(0, 2);
  expect(posted.length).toBe(100);
  expect(held.regained(post)).toBeNull();
  expect(posted.length).toBe(100);
});

test('a host that comes back gets the last 3 s before it was lost and all that came meanwhile, in order', () => {
  held.regained(post);
  hear(0, 10);
  held.lost();
  posted = [];
  hear(10, 2);
  expect(posted).toEqual([]);
  expect(held.regained(post)).toBe(7 * 16_000);
  expect(total()).toBe(5 * 16_000);
  expect(posted.map(({ at }) => at)).toEqual(posted.map((_, i) => 7 * 16_000 + i * 3200));
  expect(posted[0]?.first).toBe(7);
  posted = [];
  hear(12, 1);
  expect(posted.length).toBe(50);
});

test('of a long absence the last 30 s are kept', () => {
  hear(0, 60);
  expect(held.regained(post)).toBe(30 * 16_000);
  expect(total()).toBe(30 * 16_000);
});

test('nothing from before the gate closed is sent again', () => {
  held.regained(post);
  hear(0, 5);
  held.lost();
  held.forget();
  posted = [];
  expect(held.regained(post)).toBeNull();
  expect(posted).toEqual([]);
});
