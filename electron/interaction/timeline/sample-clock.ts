import { samplesToMs } from '../../../shared/audio.ts';

/**
 * Ties the microphone's sample positions to main's clock. A report can only come late, so the smallest difference
 * between its arrival and its position is nearest to the truth; what is left in it is the shortest way through
 * capture, framing and voice activity. Two windows in turn let it follow a clock that drifts.
 */
export interface SampleClock {
  readonly sinceMs: number | null;
  /** Smallest arrival − position in this window, ms. */
  readonly leastMs: number | null;
  readonly beforeMs: number | null;
}

/** Sound cards drift by up to 100 parts in a million: 3 ms in this time. */
const WINDOW_MS = 30_000;

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
