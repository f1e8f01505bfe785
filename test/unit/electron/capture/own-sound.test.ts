import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { OwnSound } from '../../../../electron/capture/own-sound.ts';

/** 20 ms at 48 and at 16 kHz. */
const PLAYED = 960;
const FRAME = 320;
const tone = (samples: number, level = 0.5): Float32Array =>
  Float32Array.from({ length: samples }, (_, i) => level * Math.sin((2 * Math.PI * 500 * i) / 48_000));
const peak = (pcm: Int16Array | null): number => (pcm ? Math.max(...pcm.map(Math.abs)) / 32_768 : 0);

let own: OwnSound;
beforeEach(() => {
  own = new OwnSound();
});

/** So many frames of 20 ms, each with a report of that much more. */
function play(frames: number, from = 0): (Int16Array | null)[] {
  return Array.from({ length: frames }, (_, i) => {
    own.heard('say-1', (from + i + 1) * PLAYED);
    return own.take(FRAME);
  });
}

test('what was heard comes in step with the frames, a frame later, as it was', () => {
  own.sent('say-1', tone(20 * PLAYED));
  const frames = play(20);
  expect(frames[0]).toBeNull();
  expect(frames.slice(1).every((frame) => frame?.length === FRAME)).toBe(true);
  expect(peak(frames[10] ?? null)).toBeCloseTo(0.5, 2);
  const sound = frames.slice(4, 14).flatMap((frame) => [...(frame ?? [])]);
  // 500 Hz: 100 times through zero in 100 ms.
  const crossings = sound.filter((sample, i) => i > 0 && sample < 0 !== (sound[i - 1] ?? 0) < 0).length;
  expect(crossings).toBeGreaterThan(198);
  expect(crossings).toBeLessThan(202);
});

test('what is on its way to the player was not heard, and what waits is silent', () => {
  own.sent('say-1', tone(20 * PLAYED));
  expect(own.take(FRAME)).toBeNull();
  play(5);
  const waiting = Array.from({ length: 5 }, () => own.take(FRAME));
  expect(waiting.slice(1)).toEqual([null, null, null, null]);
  expect(play(3, 5).at(-1)).not.toBeNull();
});

test('at its end what left the player is heard to its last sample, and then it is silent', () => {
  own.sent('say-1', tone(6 * PLAYED));
  const frames = play(4);
  own.ended('say-1', 6 * PLAYED);
  for (let i = 0; i < 6; i++) frames.push(own.take(FRAME));
  const samples = frames.reduce((sum, frame) => sum + (frame ? FRAME : 0), 0);
  expect(samples).toBeGreaterThanOrEqual(6 * FRAME);
  expect(samples).toBeLessThanOrEqual(7 * FRAME);
  expect(frames.at(-1)).toBeNull();
});

test('ducked it is as much softer as it is heard', () => {
  own.sent('say-1', tone(40 * PLAYED));
  play(10);
  own.gain(0.2, 20);
  const frames = play(10, 10);
  expect(peak(frames.at(-1) ?? null)).toBeCloseTo(0.1, 2);
});

test('forgotten, nothing of before comes', () => {
  own.sent('say-1', tone(40 * PLAYED));
  own.heard('say-1', 3 * PLAYED);
  own.forget();
  expect(own.take(FRAME)).toBeNull();
});

test('however the reports come, no sample is heard twice, and no more is held than 300 ms', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 * PLAYED }), { minLength: 1, maxLength: 40 }),
      (steps) => {
        const one = new OwnSound();
        one.sent('a', tone(100 * PLAYED));
        let reported = 0;
        let taken = 0;
        for (const step of steps) {
          reported = Math.min(100 * PLAYED, reported + step);
          one.heard('a', reported);
          taken += one.take(FRAME)?.length ?? 0;
        }
        expect(taken).toBeLessThanOrEqual(Math.ceil(reported / 3));
        one.ended('a', reported);
        let left = 0;
        for (let frame = one.take(FRAME); frame; frame = one.take(FRAME)) left += frame.length;
        expect(left).toBeLessThanOrEqual(15 * FRAME + FRAME);
      },
    ),
  );
});

test('of an utterance that is not playing reports change nothing', () => {
  own.heard('say-9', 4800);
  own.ended('say-9', 4800);
  expect(own.take(FRAME)).toBeNull();
});
