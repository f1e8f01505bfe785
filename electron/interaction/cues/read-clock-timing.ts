import { atClock, endOfDay } from './clock-times.ts';
import type { Timing } from './cue.ts';
import type { FoundTiming, WallClock } from './found-timing.ts';
import type { OrderWord } from './order-words.ts';
import { minuteOfDay, readComingDay, readDays, type ReadDays } from './read-days.ts';
import { readTimeOfDay, type TimeOfDay } from './spoken-time.ts';

interface FoundDays extends ReadDays {
  /** Which word they begin with. */
  readonly at: number;
  /** The next of them only. */
  readonly once: boolean;
}

interface FoundTime extends TimeOfDay {
  readonly at: number;
  readonly length: number;
}

/** Looks for days and a time of day: "every weekday at 5 pm", "every morning … at eight", "on Monday at ten". */
export function findClockTiming(
  words: readonly OrderWord[],
  { wallMs, zoneMs }: WallClock,
): FoundTiming | null {
  const plain = words.map((one) => one.plain);
  for (const days of allDays(plain)) {
    const time = timeBeside(plain, days) ?? (isOfOrder(plain, days) ? timeAnywhere(plain, days) : null);
    if (!time) continue;
    const part = days.part ?? (plain.includes('wake') ? 'morning' : null);
    const localMs = wallMs + zoneMs;
    // On a Friday "next Friday" is not today.
    const afterMs =
      days.once && plain.slice(days.at, days.at + 2).includes('next') ? endOfDay(localMs) : localMs;
    const clock = atClock(minuteOfDay(time, part), days.weekdays, afterMs);
    const timing: Timing = days.once ? { kind: 'at', dueMs: clock.nextLocalMs - zoneMs } : clock;
    const used = (i: number): boolean => isWithin(i, days) || isWithin(i, time);
    return { timing, rest: words.filter((_, i) => !used(i)) };
  }
  return null;
}

/** The words without the days in them, where no time is said; null where no days are. */
export function withoutDays(words: readonly OrderWord[]): readonly OrderWord[] | null {
  const plain = words.map((one) => one.plain);
  const days = allDays(plain).find((one) => isOfOrder(plain, one));
  return days ? words.filter((_, i) => !isWithin(i, days)) : null;
}

const isWithin = (i: number, { at, length }: { readonly at: number; readonly length: number }): boolean =>
  i >= at && i < at + length;

function allDays(words: readonly string[]): readonly FoundDays[] {
  return words.flatMap((_, at) => {
    const again = readDays(words.slice(at));
    const read = again ?? readComingDay(words.slice(at));
    return read ? [{ ...read, at, once: again === null }] : [];
  });
}

const LEADS = new Set(['every', 'each', 'on', 'at', 'daily', 'next', 'this', 'coming']);

/** Days in the midst of other words may be part of what is to be said: "that every day counts". */
const isOfOrder = (words: readonly string[], { at, length }: FoundDays): boolean =>
  LEADS.has(words[at] ?? '') && (at === 0 || at + length === words.length || words[at - 1] === 'me');

/** "every day at nine", "at nine every day" */
function timeBeside(words: readonly string[], days: FoundDays): FoundTime | null {
  const end = days.at + days.length;
  const behind = timeAt(words, end);
  if (behind) return behind;
  // Moonshine hears "morning that half past eight"; "every day that two" is no time.
  const misheard = words[end] === 'that' ? readTimeOfDay(words.slice(end + 1)) : null;
  if (misheard && misheard.length > 1) return { ...misheard, at: end, length: 1 + misheard.length };
  return allTimes(words, days).find(({ at, length }) => at + length === days.at) ?? null;
}

/** The one at the end, or else the first: "at two" may be what is looked at. */
function timeAnywhere(words: readonly string[], days: FoundDays): FoundTime | null {
  const times = allTimes(words, days);
  return times.find(({ at, length }) => at + length === words.length) ?? times[0] ?? null;
}

const allTimes = (words: readonly string[], days: FoundDays): readonly FoundTime[] =>
  words.flatMap((_, at) => {
    const time = isWithin(at, days) ? null : timeAt(words.slice(0, at < days.at ? days.at : undefined), at);
    return time ? [time] : [];
  });

/** "at nine"; "8:30" is a time without it too. */
function timeAt(words: readonly string[], at: number): FoundTime | null {
  const led = words[at] === 'at' || words[at] === 'by';
  if (!led && !/^\d{1,2}[:.]\d{2}$/.test(words[at] ?? '')) return null;
  const read = readTimeOfDay(words.slice(led ? at + 1 : at));
  return read && { ...read, at, length: (led ? 1 : 0) + read.length };
}
