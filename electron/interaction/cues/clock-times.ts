import type { Timing } from './cue.ts';

/**
 * Times by the clock on the person's wall. Local time is written as though it were UTC, in ms since 1970: "nine o'clock"
 * is then the same on every day, whatever the clocks were changed to in between.
 */
export type ClockTiming = Extract<Timing, { kind: 'clock' }>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
export const WORKDAYS: readonly number[] = [1, 2, 3, 4, 5];
export const WEEKEND: readonly number[] = [0, 6];

/** 0 Sunday … 6 Saturday. The first of January 1970 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 4) % 7) + 7) % 7;

/** The last millisecond of a local time's day. */
export const endOfDay = (localMs: number): number => (Math.floor(localMs / DAY_MS) + 1) * DAY_MS - 1;

/** `minute` (0…1439) on these `weekdays`, the first time after `afterLocalMs`. */
export function atClock(minute: number, weekdays: readonly number[], afterLocalMs: number): ClockTiming {
  const today = Math.floor(afterLocalMs / DAY_MS);
  const times = weekdays.map((weekday) => {
    const inDays = (weekday - weekdayOf(today) + 7) % 7;
    const atMs = (today + inDays) * DAY_MS + minute * MINUTE_MS;
    return atMs > afterLocalMs ? atMs : atMs + 7 * DAY_MS;
  });
  return { kind: 'clock', minute, weekdays, nextLocalMs: Math.min(...times) };
}
