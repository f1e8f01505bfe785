import type { Sentence } from '../timeline/events.ts';
import { EVERY_DAY, weekdayOf, WORKDAYS } from './clock-times.ts';
import type { Cue, NewCue, Timing } from './cue.ts';
import type { WallClock } from './found-timing.ts';
import { lengthSentence } from './spoken-time.ts';
import { timeSentence, WEEKDAYS } from '../voice/small-talk/local-time.ts';

/** How cues are said back: when they are due, what they are called, what they say. */

const both = (text: string): Sentence => ({ shown: text, spoken: text });

export const joined = (...parts: readonly (Sentence | string)[]): Sentence => {
  const whole = parts.map((part) => (typeof part === 'string' ? both(part) : part));
  return {
    shown: whole.map(({ shown }) => shown).join(''),
    spoken: whole.map(({ spoken }) => spoken).join(''),
  };
};

/** "in 10 minutes", "at 3:30 PM", "every 4 seconds", "every Monday at 10:00 AM", "after 2 minutes of your silence" */
export function whenSentence(timing: Timing, clock: WallClock): Sentence {
  switch (timing.kind) {
    case 'every':
      return joined('every ', everySentence(timing.everyMs));
    case 'clock':
      return joined(daysText(timing.weekdays), ' at ', timeOfDay(timing.minute));
    case 'after-silence':
      return joined('after ', lengthSentence(timing.silentMs), ' of your silence');
    case 'at': {
      const waitMs = timing.dueMs - clock.wallMs;
      // An hour and more is easier to find on a clock.
      return waitMs < 3_600_000 ? joined('in ', lengthSentence(waitMs)) : atSentence(timing.dueMs, clock);
    }
  }
}

/** "4 seconds", and "hour" for one hour. */
function everySentence(ms: number): Sentence {
  const { shown, spoken } = lengthSentence(ms);
  return /^1 \w+$/.test(shown) ? both(shown.slice(2)) : { shown, spoken };
}

/** "every day", "every weekday", "every Monday and Thursday" */
function daysText(weekdays: readonly number[]): string {
  const are = (days: readonly number[]): boolean =>
    days.length === weekdays.length && days.every((day) => weekdays.includes(day));
  if (are(EVERY_DAY)) return 'every day';
  if (are(WORKDAYS)) return 'every weekday';
  const names = weekdays.map((day) => WEEKDAYS[day] ?? '');
  return `every ${[names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ')}`;
}

/** "at 3:30 PM", "tomorrow at 9:00 AM", "on Monday at …", "in 9 days at …" */
export function atSentence(dueMs: number, clock: WallClock): Sentence {
  const sinceMidnightMs = (clock.hour * 60 + clock.minute) * 60_000 + clock.second * 1000;
  const due = dueMs - clock.wallMs + sinceMidnightMs;
  const days = Math.floor(due / 86_400_000);
  const minutes = Math.round((due - days * 86_400_000) / 60_000) % 1440;
  const time = timeOfDay(minutes);
  if (days === 0) return joined('at ', time);
  if (days === 1) return joined('tomorrow at ', time);
  if (days < 7) {
    const weekday = weekdayOf(Math.floor((dueMs + clock.zoneMs) / 86_400_000));
    return joined(`on ${WEEKDAYS[weekday] ?? ''} at `, time);
  }
  return joined('in ', lengthSentence(days * 86_400_000), ' at ', time);
}

/** "3:30 PM", of a minute of the day: "It's 3:30 PM." without what stands around it. */
function timeOfDay(minutes: number): Sentence {
  const { shown, spoken } = timeSentence({
    year: 0,
    month: 1,
    day: 1,
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  });
  const bare = (text: string): string => text.replace(/^It's /, '').replace(/\.$/, '');
  return { shown: bare(shown), spoken: bare(spoken) };
}

/** What is said when it is due. */
export function dueWords({ what, name }: Pick<NewCue, 'what' | 'name'>, lengthMs: number | null): Sentence {
  switch (what) {
    case 'phrase':
      return both(sentence(name));
    case 'reminder':
      return both(`Reminder: ${name}.`);
    case 'timer': {
      if (lengthMs === null) return both('Time is up.');
      const { shown, spoken } = lengthSentence(lengthMs);
      const are = /^1 \w+$/.test(shown) ? 'is' : 'are';
      return { shown: `${shown} ${are} up.`, spoken: `${spoken} ${are} up.` };
    }
  }
}

export const sentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
};

/** The next time that it is due, wall clock; null while nobody can know. */
export function nextDueMs({ timing }: Pick<Cue, 'timing'>, zoneMs: number): number | null {
  switch (timing.kind) {
    case 'at':
      return timing.dueMs;
    case 'every':
      return timing.nextMs;
    case 'clock':
      return timing.nextLocalMs - zoneMs;
    case 'after-silence':
      return null;
  }
}
