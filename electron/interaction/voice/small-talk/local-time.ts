import type { Sentence } from '../../timeline/events.ts';
import { numberInWords, ordinalInWords, yearInWords } from './number-words.ts';

/** The clock on the wall where the person is. */
export interface LocalTime {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  readonly day: number;
  /** 0…23 */
  readonly hour: number;
  readonly minute: number;
}

/** From 0 Sunday. */
export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "It's 12:05 PM.", said "It's five past twelve.": "twelve oh five" was misheard by every recogniser tried. */
export function timeSentence({ hour, minute }: LocalTime): Sentence {
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const shown = `It's ${twelve}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}.`;
  return { shown, spoken: `It's ${timeInWords(twelve, minute)} ${partOfDay(hour)}.` };
}

function timeInWords(twelve: number, minute: number): string {
  if (minute === 0) return `${numberInWords(twelve)} o'clock`;
  if (minute < 10) return `${numberInWords(minute)} past ${numberInWords(twelve)}`;
  return `${numberInWords(twelve)} ${numberInWords(minute)}`;
}

function partOfDay(hour: number): string {
  if (hour < 12) return 'in the morning';
  return hour < 18 ? 'in the afternoon' : 'in the evening';
}

/** "Today is Tuesday, November 24, 2026." for `offsetDays` 0; tomorrow for 1, yesterday for -1. */
export function dateSentence(time: LocalTime, offsetDays: -1 | 0 | 1): Sentence {
  const date = new Date(Date.UTC(time.year, time.month - 1, time.day + offsetDays));
  const [day, year] = [date.getUTCDate(), date.getUTCFullYear()];
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const start = { '-1': 'Yesterday was', '0': 'Today is', '1': 'Tomorrow is' }[String(offsetDays)] ?? '';
  return {
    shown: `${start} ${weekday}, ${month} ${day}, ${year}.`,
    spoken: `${start} ${weekday}, ${month} ${ordinalInWords(day)}, ${yearInWords(year)}.`,
  };
}

export function monthSentence({ month }: LocalTime): Sentence {
  return same(`It's ${MONTHS[month - 1] ?? ''}.`);
}

export function yearSentence({ year }: LocalTime): Sentence {
  return { shown: `It's ${year}.`, spoken: `It's ${yearInWords(year)}.` };
}

const same = (text: string): Sentence => ({ shown: text, spoken: text });
