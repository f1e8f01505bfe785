import type { Sentence } from '../timeline/events.ts';
import type { Cue, NewCue, Timing } from './cue.ts';
import type { WallClock } from './read-timing.ts';
import { lengthSentence } from './spoken-time.ts';
import { timeSentence } from '../voice/small-talk/local-time.ts';

/** How cues are said back: when they are due, what they are called, what they say. */

const both = (text: string): Sentence => ({ shown: text, spoken: text });

export const joined = (...parts: readonly (Sentence | string)[]): Sentence => {
  const whole = parts.map((part) => (typeof part === 'string' ? both(part) : part));
  return {
    shown: whole.map(({ shown }) => shown).join(''),
    spoken: whole.map(({ spoken }) => spoken).join(''),
  };
};

/** "in 10 minutes", "at 3:30 PM", "every 4 seconds", "after 2 minutes of your silence" */
export function whenSentence(timing: Timing, clock: WallClock): Sentence {
  switch (timing.kind) {
    case 'every':
      return joined('every ', everySentence(timing.everyMs));
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

/** "at 3:30 PM", "tomorrow at 9:00 AM", "in 3 days at …" */
export function atSentence(dueMs: number, clock: WallClock): Sentence {
  const sinceMidnightMs = (clock.hour * 60 + clock.minute) * 60_000 + clock.second * 1000;
  const due = dueMs - clock.wallMs + sinceMidnightMs;
  const days = Math.floor(due / 86_400_000);
  const minutes = Math.round((due - days * 86_400_000) / 60_000) % 1440;
  // "It's 3:30 PM." → "3:30 PM"
  const { shown, spoken } = timeSentence({
    year: 0,
    month: 1,
    day: 1,
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  });
  const bare = (text: string): string => text.replace(/^It's /, '').replace(/\.$/, '');
  const time: Sentence = { shown: bare(shown), spoken: bare(spoken) };
  if (days === 0) return joined('at ', time);
  if (days === 1) return joined('tomorrow at ', time);
  return joined('in ', lengthSentence(days * 86_400_000), ' at ', time);
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

/** The next time that it is due; null while nobody can know. */
export function nextDueMs({ timing }: Pick<Cue, 'timing'>): number | null {
  if (timing.kind === 'at') return timing.dueMs;
  return timing.kind === 'every' ? timing.nextMs : null;
}
