import { LEAST_EVERY_MS, LEAST_SILENCE_MS, type Timing } from './cue.ts';
import type { FoundTiming, WallClock } from './found-timing.ts';
import type { OrderWord } from './order-words.ts';
import { findClockTiming } from './read-clock-timing.ts';
import { readLength, readTimeOfDay, type TimeOfDay } from './spoken-time.ts';

/** Looks for when something is to happen, anywhere in the words. Null where nothing of the kind is said. */
export function findTiming(words: readonly OrderWord[], clock: WallClock): FoundTiming | null {
  const byClock = findClockTiming(words, clock);
  if (byClock) return byClock;
  const plain = words.map((one) => one.plain);
  for (let at = 0; at < words.length; at += 1) {
    for (const read of [readSilence, readEvery, readIn, readAt]) {
      const found = read(plain.slice(at), clock);
      if (!found) continue;
      const { timing, length, time } = found;
      return { timing, rest: [...words.slice(0, at), ...words.slice(at + length)], ...(time && { time }) };
    }
  }
  return null;
}

interface ReadTiming {
  readonly timing: Timing;
  readonly length: number;
  readonly time?: TimeOfDay;
}

const SILENCE: readonly RegExp[] = [
  /^(when|if|once|after) (i've|i have|i am|i'm) (been )?(silent|quiet) for /,
  /^(when|if|once|after) i (don't|do not|haven't|have not) (say|said|speak|spoken|talk|talked)( anything| a word)? for /,
];

/** "when I have been silent for two minutes", "after two minutes of silence" */
function readSilence(words: readonly string[]): ReadTiming | null {
  const text = `${words.join(' ')} `;
  const lead = SILENCE.map((one) => one.exec(text)?.[0]).find((one) => one !== undefined);
  if (lead !== undefined) {
    const skipped = lead.trim().split(' ').length;
    const length = readLength(words.slice(skipped));
    return length && { timing: afterSilence(length.ms), length: skipped + length.length };
  }
  if (words[0] !== 'after') return null;
  const length = readLength(words.slice(1));
  const behind = length ? words.slice(1 + length.length, 3 + length.length).join(' ') : '';
  if (!length || behind !== 'of silence') return null;
  return { timing: afterSilence(length.ms), length: 3 + length.length };
}

export const afterSilence = (silentMs: number): Timing => ({
  kind: 'after-silence',
  silentMs: Math.max(LEAST_SILENCE_MS, Math.round(silentMs)),
});

/** "every ten minutes", "every hour", "each minute" */
function readEvery(words: readonly string[], { wallMs }: WallClock): ReadTiming | null {
  if (words[0] !== 'every' && words[0] !== 'each') return null;
  const single = readLength(['one', words[1] ?? '']);
  const read = single ? { ms: single.ms, length: 1 } : readLength(words.slice(1));
  if (!read) return null;
  return { timing: every(read.ms, wallMs), length: 1 + read.length };
}

export function every(ms: number, wallMs: number): Timing {
  const everyMs = Math.max(LEAST_EVERY_MS, Math.round(ms));
  return { kind: 'every', everyMs, nextMs: wallMs + everyMs };
}

/** "in ten minutes", "after an hour", "ten minutes from now" */
function readIn(words: readonly string[], { wallMs }: WallClock): ReadTiming | null {
  const led = words[0] === 'in' || words[0] === 'after';
  const read = readLength(led ? words.slice(1) : words);
  if (!read) return null;
  const skipped = (led ? 1 : 0) + read.length;
  const fromNow = words.slice(skipped, skipped + 2).join(' ') === 'from now' ? 2 : 0;
  if (!led && fromNow === 0) return null;
  return { timing: { kind: 'at', dueMs: wallMs + Math.round(read.ms) }, length: skipped + fromNow };
}

/** "at half past three", "at 15:00 tomorrow" */
function readAt(words: readonly string[], clock: WallClock): ReadTiming | null {
  if (words[0] !== 'at' && words[0] !== 'by') return null;
  const read = readTimeOfDay(words.slice(1));
  if (!read) return null;
  const length = 1 + read.length;
  const day = words[length];
  const tomorrow = day === 'tomorrow';
  const dated = tomorrow || day === 'today' || day === 'tonight';
  const dueMs = nextAt(day === 'tonight' ? evening(read) : read, clock, tomorrow);
  const timing: Timing = { kind: 'at', dueMs };
  return dated ? { timing, length: length + 1 } : { timing, length, time: read };
}

const evening = ({ minute, certain }: TimeOfDay): TimeOfDay => ({
  minute: certain || minute >= 720 ? minute : minute + 720,
  certain: true,
});

/** The next time that the clock shows it; of "three", whichever of the two comes first. */
export function nextAt(
  { minute, certain }: TimeOfDay,
  { wallMs, hour, minute: nowMinute, second }: WallClock,
  tomorrow = false,
): number {
  const startOfMinute = wallMs - (wallMs % 1000) - second * 1000;
  const now = hour * 60 + nowMinute;
  const candidates = certain ? [minute] : [minute, (minute + 720) % 1440];
  if (tomorrow) return startOfMinute + (minute - now + 1440) * 60_000;
  const waits = candidates.map((one) => (one - now + 1440) % 1440 || 1440);
  return startOfMinute + Math.min(...waits) * 60_000;
}

/** A length of time at word `at` without "in" before it. */
export function bareLength(
  words: readonly OrderWord[],
  at: number,
  { wallMs }: WallClock,
): FoundTiming | null {
  if (at < 0) return null;
  const read = readLength(words.slice(at).map(({ plain }) => plain));
  if (!read) return null;
  const rest = [...words.slice(0, at), ...words.slice(at + read.length)];
  return { timing: { kind: 'at', dueMs: wallMs + Math.round(read.ms) }, rest };
}
