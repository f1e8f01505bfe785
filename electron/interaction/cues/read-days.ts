import { WEEKDAYS } from '../voice/small-talk/local-time.ts';
import { EVERY_DAY, WEEKEND, WORKDAYS } from './clock-times.ts';
import type { TimeOfDay } from './spoken-time.ts';

/** Days that come again, as people say them: "every day", "on Mondays", "every weekday morning". */

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

export interface ReadDays {
  /** 0 Sunday … 6 Saturday, in the week's order. */
  readonly weekdays: readonly number[];
  readonly part: PartOfDay | null;
  /** How many of the words it took. */
  readonly length: number;
}

const PARTS: Readonly<Record<string, PartOfDay>> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
  night: 'night',
};
const NAMES = WEEKDAYS.map((name) => name.toLowerCase());
const singular = (word: string | undefined): string => (word ?? '').replace(/s$/, '');

/** "on Monday", "next Friday morning", "this Sunday": the one day that comes next. */
export function readComingDay(words: readonly string[]): ReadDays | null {
  const on = words[0] === 'on' ? 1 : 0;
  const which = ['next', 'this', 'coming'].includes(words[on] ?? '') ? 1 : 0;
  const day = NAMES.indexOf(words[on + which] ?? '');
  if (on + which === 0 || day < 0) return null;
  const part = readPart(words.slice(on + which + 1));
  return { weekdays: [day], part: part?.part ?? null, length: on + which + 1 + (part?.length ?? 0) };
}

/** Reads the days that `words` (lower case) begin with. Null for a day that comes once. */
export function readDays(words: readonly string[]): ReadDays | null {
  if (words[0] === 'daily') return { weekdays: EVERY_DAY, part: null, length: 1 };
  const each = words[0] === 'every' || words[0] === 'each';
  const led = each || ['on', 'at'].includes(words[0] ?? '') ? 1 : 0;
  const skipped = led + (each && words[1] === 'single' ? 1 : 0);
  const named = words.slice(skipped);
  // "on Monday" is the next one, "on Mondays" are all of them; "morning" alone is none.
  if (!each && !named[0]?.endsWith('s') && named[1] !== 'days') return null;
  const read = readNamed(named);
  if (!read || (!each && read.part !== null && read.weekdays === EVERY_DAY)) return null;
  const behind = read.part === null ? readPart(named.slice(read.length)) : null;
  return {
    weekdays: read.weekdays,
    part: read.part ?? behind?.part ?? null,
    length: skipped + read.length + (behind?.length ?? 0),
  };
}

function readNamed(words: readonly string[]): ReadDays | null {
  const [first, second] = [singular(words[0]), singular(words[1])];
  const part = PARTS[first];
  if (part !== undefined) return { weekdays: EVERY_DAY, part, length: 1 };
  if (first === 'day') return { weekdays: EVERY_DAY, part: null, length: 1 };
  if (first === 'weekday' || first === 'workday') return { weekdays: WORKDAYS, part: null, length: 1 };
  if ((first === 'week' || first === 'work' || first === 'working') && second === 'day')
    return { weekdays: WORKDAYS, part: null, length: 2 };
  if (first === 'weekend') return { weekdays: WEEKEND, part: null, length: 1 };
  return readNames(words);
}

/** "monday", "monday and thursday", "monday wednesday and friday", "monday to friday" */
function readNames(words: readonly string[]): ReadDays | null {
  const first = NAMES.indexOf(singular(words[0]));
  if (first < 0) return null;
  const days = new Set([first]);
  let length = 1;
  for (let last = first; ;) {
    const joint = ['and', 'to', 'through'].includes(words[length] ?? '') ? 1 : 0;
    const next = NAMES.indexOf(singular(words[length + joint]));
    if (next < 0) break;
    if (joint === 1 && words[length] !== 'and')
      for (let day = last; day !== next; day = (day + 1) % 7) days.add(day);
    days.add(next);
    last = next;
    length += joint + 1;
  }
  return { weekdays: EVERY_DAY.filter((day) => days.has(day)), part: null, length };
}

/** "mornings", "in the morning", "at night", behind the days. */
function readPart(words: readonly string[]): { readonly part: PartOfDay; readonly length: number } | null {
  const lead = words[0] === 'in' && words[1] === 'the' ? 2 : words[0] === 'at' ? 1 : 0;
  const part = PARTS[singular(words[lead])];
  return part === undefined ? null : { part, length: lead + 1 };
}

/** Which of its two times a day "nine" is. What comes again at a bare "nine" is wanted by day, from seven to seven. */
export function minuteOfDay({ minute, certain }: TimeOfDay, part: PartOfDay | null): number {
  if (certain) return minute;
  const [early, late] = [minute % 720, (minute % 720) + 720];
  switch (part) {
    case 'morning':
      return minute < 720 ? early : late;
    case 'afternoon':
      return late;
    case 'evening':
      return early < 60 ? early : late;
    case 'night':
      return early < 360 ? early : late;
    case null:
      return early < 420 ? late : early;
  }
}
