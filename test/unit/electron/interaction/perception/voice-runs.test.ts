import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  endRun,
  hearWindow,
  isUtterance,
  silentMs,
  voiceRunsFrom,
  type VoiceRunState,
} from '../../../../../electron/interaction/perception/voice-runs.ts';

const WINDOW = 512;
/** Judges windows of 32 ms, one probability each. */
const hear = (probabilities: readonly number[], start: VoiceRunState = voiceRunsFrom(0)): VoiceRunState =>
  probabilities.reduce(
    (state, probability) => hearWindow(state, state.nowSample + WINDOW, probability),
    start,
  );
const voice = (windows: number): number[] => Array.from({ length: windows }, () => 0.9);
const quiet = (windows: number): number[] => Array.from({ length: windows }, () => 0.1);

test('silence is no run', () => {
  expect(hear(quiet(20))).toMatchObject({ voiced: false, streak: 0, run: null, nowSample: 20 * WINDOW });
});

test('a run begins 240 ms before its first voiced window and ends with its last', () => {
  const { run } = hear([...quiet(20), ...voice(10), ...quiet(3)]);
  expect(run).toEqual({
    fromSample: 20 * WINDOW - 240 * 16,
    lastVoicedSample: 30 * WINDOW,
    voicedSamples: 10 * WINDOW,
  });
});

test('the lead-in does not reach back over the opening of the gate', () => {
  expect(hear(voice(3), voiceRunsFrom(100_000)).run?.fromSample).toBe(100_000);
});

test('windows from before the gate closed, judged late, count for nothing', () => {
  const opened = voiceRunsFrom(100_000);
  expect(hearWindow(opened, 100_000, 0.99)).toBe(opened);
  expect(hearWindow(opened, 99_000, 0.99)).toBe(opened);
});

test('between the two thresholds the last verdict stands', () => {
  expect(hear([0.45, 0.45]).run).toBeNull();
  expect(hear([0.5, 0.45, 0.36]).run?.voicedSamples).toBe(3 * WINDOW);
  expect(hear([0.5, 0.34, 0.45]).run?.voicedSamples).toBe(WINDOW);
});

test('a pause is part of the run and ends the streak', () => {
  const state = hear([...voice(5), ...quiet(8), ...voice(2)]);
  expect(state.run?.voicedSamples).toBe(7 * WINDOW);
  expect(state.streak).toBe(2 * WINDOW);
  expect(silentMs(state)).toBe(0);
  expect(silentMs(hear(quiet(10), state))).toBe(320);
});

test('voice under 160 ms is no utterance, from there on it is', () => {
  const utterance = (windows: number): boolean => {
    const { run } = hear(voice(windows));
    return run !== null && isUtterance(run);
  };
  expect([1, 4, 5, 20].map(utterance)).toEqual([false, false, true, true]);
});

test('an ended run is forgotten, and the next one is its own', () => {
  const ended = endRun(hear([...voice(10), ...quiet(20)]));
  expect({ silent: silentMs(ended), run: ended.run }).toEqual({ silent: 0, run: null });
  expect(hear([...quiet(20), ...voice(6)], ended).run?.voicedSamples).toBe(6 * WINDOW);
});

test('a gap in the windows is no voice', () => {
  const state = hearWindow(hear(voice(5)), 100_000, 0.9);
  expect(state.run?.voicedSamples).toBe(6 * WINDOW);
});

test('whatever is heard, a run lies within what was judged and its voice within the run', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), fc.nat(1e6), (probabilities, since) => {
      const { run, nowSample, streak } = hear(probabilities, voiceRunsFrom(since));
      if (!run) return;
      expect(run.fromSample).toBeGreaterThanOrEqual(since);
      expect(run.lastVoicedSample).toBeLessThanOrEqual(nowSample);
      expect(run.voicedSamples).toBeLessThanOrEqual(run.lastVoicedSample - run.fromSample);
      expect(streak).toBeLessThanOrEqual(run.voicedSamples);
    }),
  );
});
