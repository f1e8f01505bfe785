import type { Reply } from '../timeline/events.ts';
import { atClock } from './clock-times.ts';
import type { Cue, Timing } from './cue.ts';
import { reply } from './cue-reply.ts';
import { joined, sentence, whenSentence } from './cue-words.ts';
import type { FoundTiming, WallClock } from './found-timing.ts';
import { meant } from './meant-cues.ts';
import { plainText, type OrderWord } from './order-words.ts';
import { minuteOfDay } from './read-days.ts';
import { afterSilence, bareLength, every, findTiming } from './read-timing.ts';
import type { Situation } from './situation.ts';
import { readLength, type TimeOfDay } from './spoken-time.ts';

const MOVE = /^(make|change|move|set|put|push)\b (.*?)\b ?(to|for|at|in|by|it)?$/;

/** "make it ten minutes", "change the stretch reminder to half past three" */
export function move(words: readonly OrderWord[], situation: Situation, clock: WallClock): Reply | null {
  const text = plainText(words);
  if (!/^(make|change|move|push|put)\b/.test(text)) return null;
  const bare = words.findIndex(
    (_, i) => i > 0 && readLength(words.slice(i).map(({ plain }) => plain)) !== null,
  );
  const to = words.findIndex(({ plain }) => plain === 'to');
  const found = findTiming(words, clock) ?? bareLength(words, bare, clock) ?? bareTime(words, to, clock);
  if (!found) return null;
  const asked = MOVE.exec(plainText(found.rest))?.[2] ?? '';
  const [cue] = meant(asked.trim() === '' ? 'it' : asked.trim(), situation)?.slice(-1) ?? [];
  if (!cue) return null;
  const timing = kept(cue, found, clock);
  if (timing === null)
    return reply('cue-move', [
      joined(`${name(cue)} comes `, whenSentence(cue.timing, clock), '. Say, for example, “move it to ten”.'),
    ]);
  return reply('cue-move', [joined(`${name(cue)}, `, whenSentence(timing, clock), '.')], {
    type: 'move-cue',
    id: cue.id,
    timing,
  });
}

const name = (cue: Cue): string => sentence(cue.name).slice(0, -1);

/** "make it six seconds" of what repeats is how often, not when. Null where it cannot be that. */
function kept({ timing: before }: Cue, { timing, time }: FoundTiming, clock: WallClock): Timing | null {
  if (timing.kind !== 'at') return timing;
  const { wallMs, zoneMs } = clock;
  const ms = timing.dueMs - wallMs;
  switch (before.kind) {
    case 'every':
      return every(ms, wallMs);
    case 'after-silence':
      return afterSilence(ms);
    case 'at':
      return timing;
    case 'clock':
      return time ? atClock(nearest(time, before.minute), before.weekdays, wallMs + zoneMs) : null;
  }
}

/** Of the two times a day that "ten" is, the one nearer to what it was; from nine in the evening that is ten at night. */
function nearest(time: TimeOfDay, before: number): number {
  const minute = minuteOfDay(time, null);
  const other = (minute + 720) % 1440;
  return time.certain || apart(minute, before) <= apart(other, before) ? minute : other;
}

const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 1440 - Math.abs(a - b));

/** "change it to half past three": a time of day behind "to". */
function bareTime(words: readonly OrderWord[], to: number, clock: WallClock): FoundTiming | null {
  if (to < 0) return null;
  const at: OrderWord = { plain: 'at', said: 'at' };
  const found = findTiming([at, ...words.slice(to + 1)], clock);
  return found && { ...found, rest: [...words.slice(0, to), ...found.rest] };
}
