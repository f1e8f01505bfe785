import { samplesToMs } from '../../../shared/audio.ts';

/**
 * Ties the microphone's sample positions to main's clock. A report can only come late, so the smallest difference
 * between its arrival and its position is nearest to the truth; what is left in it is the shortest way through
 * capture, framing and voice activity. Two windows in turn let it forget: sound cards drift, and a busy machine
 * loses samples, after which every position lies earlier than the clock says.
 */
export interface SampleClock {
  readonly sinceMs: number | null;
  /** Smallest arrival − position in this window, ms. */
  readonly leastMs: number | null;
  readonly beforeMs: number | null;
}

/** Sixty reports: enough for a quick one among them, and lost sound is forgotten before the next ending. */
const WINDOW_MS = 2000;

export const noArrivals: SampleClock = { sinceMs: null, leastMs: null, beforeMs: null };

export function hearArrival(clock: SampleClock, endSample: number, nowMs: number): SampleClock {
  const differenceMs = nowMs - samplesToMs(endSample);
  if (clock.sinceMs === null || clock.leastMs === null)
    return { sinceMs: nowMs, leastMs: differenceMs, beforeMs: clock.beforeMs };
  if (nowMs - clock.sinceMs >= WINDOW_MS)
    return { sinceMs: nowMs, leastMs: differenceMs, beforeMs: clock.leastMs };
  return { ...clock, leastMs: Math.min(clock.leastMs, differenceMs) };
}

/** When this sample was heard, or null while nothing has been. */
export function timeOfSampleMs(clock: SampleClock, sample: number): number | null {
  if (clock.leastMs === null) return null;
  return Math.min(clock.leastMs, clock.beforeMs ?? clock.leastMs) + samplesToMs(sample);
}
