import { numberInWords, readNumber } from '../voice/small-talk/number-words.ts';
import type { Sentence } from '../timeline/events.ts';

/** Lengths of time and times of day, as people say them and as they are said back. */

const UNIT_MS: Readonly<Record<string, number>> = {
  second: 1000,
  sec: 1000,
  minute: 60_000,
  min: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** A year: more is a slip of hearing, and beyond some point no clock and no file can hold it. */
const MOST_MS = 366 * 86_400_000;

interface ReadLength {
  readonly ms: number;
  /** How many of the words it took. */
  readonly length: number;
}

/** Reads the length of time that `words` (lower case) begin with: "ten minutes", "an hour and a half", "half an hour". */
export function readLength(words: readonly string[]): ReadLength | null {
  const first = readPart(words);
  if (!first) return null;
  let { ms, length } = first;
  for (;;) {
    const and = words[length] === 'and' ? 1 : 0;
    const next =
      readHalfBehind(words.slice(length + and), first.unitMs) ?? readPart(words.slice(length + and));
    if (!next) return ms > 0 && ms <= MOST_MS ? { ms, length } : null;
    ms += next.ms;
    length += and + next.length;
  }
}

interface ReadPart extends ReadLength {
  readonly unitMs: number;
}

function readPart(words: readonly string[]): ReadPart | null {
  // "half an hour", "a quarter of an hour", "half a minute"
  const article = words[0] === 'a' || words[0] === 'an' || words[0] === 'one' ? 1 : 0;
  const share = { half: 0.5, quarter: 0.25 }[words[article] ?? ''];
  if (share !== undefined) {
    const rest = words.slice(article + 1);
    const skipped = rest[0] === 'of' ? 1 : 0;
    const an = rest[skipped] === 'a' || rest[skipped] === 'an' ? 1 : 0;
    const unitMs = unitOf(rest[skipped + an]);
    return unitMs === null ? null : { ms: share * unitMs, unitMs, length: article + 1 + skipped + an + 1 };
  }
  if (article === 1 && words[0] !== 'one') {
    // "a couple of minutes", "an hour"
    const couple = words[1] === 'couple';
    const at = couple ? (words[2] === 'of' ? 3 : 2) : 1;
    const unitMs = unitOf(words[at]);
    if (unitMs !== null) return { ms: (couple ? 2 : 1) * unitMs, unitMs, length: at + 1 };
  }
  const number = readNumber(words);
  if (!number) return null;
  const halfMore =
    words[number.length] === 'and' && words.slice(number.length + 1, number.length + 3).join(' ');
  const extra = halfMore === 'a half' ? 3 : 0;
  const unitMs = unitOf(words[number.length + extra]);
  if (unitMs === null) return null;
  const value = number.value + (extra > 0 ? 0.5 : 0);
  return { ms: value * unitMs, unitMs, length: number.length + extra + 1 };
}

/** "an hour and a half": half of the unit before. */
function readHalfBehind(words: readonly string[], unitMs: number): ReadLength | null {
  const isHalf = words[0] === 'a' && (words[1] === 'half' || words[1] === 'quarter');
  // "and a half minutes" is a length of its own.
  if (!isHalf || unitOf(words[2]) !== null || ['an', 'of', 'a'].includes(words[2] ?? '')) return null;
  return { ms: (words[1] === 'half' ? 0.5 : 0.25) * unitMs, length: 2 };
}

function unitOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  return UNIT_MS[word] ?? UNIT_MS[word.replace(/s$/, '')] ?? null;
}

export interface TimeOfDay {
  /** 0…1439 */
  readonly minute: number;
  /** Whether it was said which half of the day; "three" may be either. */
  readonly certain: boolean;
}

interface ReadTimeOfDay extends TimeOfDay {
  readonly length: number;
}

/** Reads a time of day at the start of `words`: "3:30 pm", "half past three", "quarter to four", "noon", "15:00". */
export function readTimeOfDay(words: readonly string[]): ReadTimeOfDay | null {
  const [first = ''] = words;
  if (first === 'noon' || first === 'midday') return { minute: 720, certain: true, length: 1 };
  if (first === 'midnight') return { minute: 0, certain: true, length: 1 };
  const read = readPast(words) ?? readFigures(words) ?? readHourInWords(words);
  return read && withHalfOfDay(read, words);
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly length: number;
}

/** "half past three", "a quarter to four", "ten past five" */
function readPast(words: readonly string[]): Clock | null {
  const article = words[0] === 'a' ? 1 : 0;
  const named = { half: 30, quarter: 15 }[words[article] ?? ''];
  const number = named === undefined ? readNumber(words) : null;
  const minutes = named ?? number?.value;
  if (minutes === undefined || minutes >= 60) return null;
  let at = named === undefined ? (number?.length ?? 0) : article + 1;
  if (words[at] === 'minutes') at += 1;
  const way = words[at];
  if (way !== 'past' && way !== 'to') return null;
  const hour = readNumber(words.slice(at + 1));
  if (!hour || hour.value > 23) return null;
  const total = hour.value * 60 + (way === 'past' ? minutes : -minutes);
  const wrapped = (total + 1440) % 1440;
  return { hour: Math.floor(wrapped / 60), minute: wrapped % 60, length: at + 1 + hour.length };
}

/** "3:30", "15:00", "3.30", "3pm" */
function readFigures(words: readonly string[]): Clock | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(words[0] ?? '');
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour > 23 || minute > 59 ? null : { hour, minute, length: 1 };
}

/** "three", "three thirty", "three oh five", "three o'clock" */
function readHourInWords(words: readonly string[]): Clock | null {
  const hour = readNumber(words.slice(0, 1));
  if (!hour || hour.value > 23 || !Number.isInteger(hour.value)) return null;
  const rest = words.slice(1);
  const oh = rest[0] === 'oh' ? 1 : 0;
  const minute = readNumber(rest.slice(oh));
  const isMinute = minute !== null && Number.isInteger(minute.value) && minute.value < 60 && minute.value > 0;
  return isMinute
    ? { hour: hour.value, minute: minute.value, length: 1 + oh + minute.length }
    : { hour: hour.value, minute: 0, length: 1 };
}

function withHalfOfDay({ hour, minute, length }: Clock, words: readonly string[]): ReadTimeOfDay {
  let at = length;
  if (words[at] === "o'clock" || words[at] === 'oclock') at += 1;
  const said = words.slice(at, at + 3).join(' ');
  const half = /^(a ?m|in the morning)\b/.test(said)
    ? 'am'
    : /^(p ?m|in the afternoon|in the evening|at night)\b/.test(said)
      ? 'pm'
      : null;
  if (half === null) return { minute: hour * 60 + minute, certain: hour > 12 || hour === 0, length: at };
  const taken = /^(in the|at night)/.test(said)
    ? said.startsWith('at')
      ? 2
      : 3
    : /^[ap]m/.test(said)
      ? 1
      : 2;
  const twelve = hour % 12;
  return { minute: (half === 'pm' ? twelve + 12 : twelve) * 60 + minute, certain: true, length: at + taken };
}

/** "1 hour 30 minutes", said "one hour and thirty minutes". Rounded to seconds, below an hour; to minutes above. */
export function lengthSentence(ms: number): Sentence {
  const seconds = ms < 3_600_000 ? Math.round(ms / 1000) : Math.round(ms / 60_000) * 60;
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor((seconds % 86_400) / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return { shown: '0 seconds', spoken: 'no time' };
  const plural = (count: number, unit: string): string => (count === 1 ? unit : `${unit}s`);
  return {
    shown: said.map(([count, unit]) => `${count} ${plural(count, unit)}`).join(' '),
    spoken: said.map(([count, unit]) => `${numberInWords(count)} ${plural(count, unit)}`).join(' and '),
  };
}
