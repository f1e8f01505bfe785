import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimedRecording } from '../../bench/support/timed-recording.ts';

const RATE_HZ = 16_000;
const BLOCK = 320;

/** 20 ms blocks of a stream that began at `beganMs`, each this late. */
function recorded(beganMs: number, latesMs: readonly number[]): TimedRecording {
  const recording = new TimedRecording(RATE_HZ);
  latesMs.forEach((lateMs, i) => {
    const block = new Int16Array(BLOCK).fill(i + 1);
    recording.push(block, beganMs + (i + 1) * 20 + lateMs);
  });
  return recording;
}

test('however late the blocks come, one that came in time gives every sample its time', () => {
  const lates = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), lates, fc.nat(), (beganMs, late, pick) => {
      const withOne = late.with(pick % late.length, 0);
      const recording = recorded(beganMs, withOne);
      expect(recording.timeOfMs(0)).toBeCloseTo(beganMs, 6);
      expect(recording.timeOfMs(RATE_HZ)).toBeCloseTo(beganMs + 1000, 6);
      expect(recording.sampleAt(beganMs + 10)).toBe(160);
    }),
  );
});

test('a slice holds what was in the air between two times, and no more than there is', () => {
  const recording = recorded(1000, [0, 5, 3]);
  const slice = recording.slice(1010, 1030);
  expect(slice.fromMs).toBeCloseTo(1010);
  expect(slice.samples.length).toBe(320);
  expect([slice.samples[0], slice.samples[159], slice.samples[160]]).toEqual([1, 1, 2]);
  expect(recording.slice(0, 9999).samples.length).toBe(3 * BLOCK);
});

test('sound that was lost shows as a slip', () => {
  expect(
    recorded(
      0,
      Array.from({ length: 1500 }, (_, i) => (i % 7) * 3),
    ).slipMs,
  ).toBe(0);
  // Two blocks are missing from the middle: everything after comes 40 ms later than its position says.
  expect(
    recorded(
      0,
      Array.from({ length: 1500 }, (_, i) => (i < 500 ? 0 : 40)),
    ).slipMs,
  ).toBe(40);
});
