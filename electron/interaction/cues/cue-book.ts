import type { Sentence } from '../timeline/events.ts';
import type { Utterance } from '../voice/utterance.ts';
import { atClock } from './clock-times.ts';
import type { Cue, CueOrder, Timing } from './cue.ts';

/** The standing instructions as they stand. Pure: the caller brings wall-clock time and ids. */
export interface CueBook {
  readonly cues: readonly Cue[];
  /** The cue that spoke last. */
  readonly lastCueId: string | null;
  readonly stopwatchMs: number | null;
  /** When the person last spoke or typed. */
  readonly personAtMs: number;
  /** How far the clock on the person's wall is ahead of UTC just now, ms. */
  readonly zoneMs: number;
}

export const emptyBook: CueBook = { cues: [], lastCueId: null, stopwatchMs: null, personAtMs: 0, zoneMs: 0 };

/** Two cues that are due within this time are said one after the other in one breath; each within its second. */
const TOGETHER_MS = 600;
/** A cue that Beside was off or the computer asleep for so long is said to be late. */
export const LATE_MS = 60_000;

export function obey(book: CueBook, order: CueOrder, id: string, wallMs: number): CueBook {
  switch (order.type) {
    case 'set-cue':
      return { ...book, cues: [...book.cues, { ...order.cue, id, setAtMs: wallMs }] };
    case 'cancel-cues':
      return withoutCues(book, order.ids);
    case 'move-cue':
      return {
        ...book,
        cues: book.cues.map((cue) =>
          cue.id === order.id ? { ...cue, timing: order.timing, setAtMs: wallMs } : cue,
        ),
      };
    case 'start-stopwatch':
      return { ...book, stopwatchMs: order.atMs };
  }
}

export function withoutCues(book: CueBook, ids: readonly string[]): CueBook {
  return {
    ...book,
    cues: book.cues.filter(({ id }) => !ids.includes(id)),
    lastCueId: book.lastCueId !== null && ids.includes(book.lastCueId) ? null : book.lastCueId,
  };
}

/** When a cue is due as things stand, wall clock. */
export function dueMs({ timing, setAtMs }: Cue, { personAtMs, zoneMs }: CueBook): number {
  switch (timing.kind) {
    case 'at':
      return timing.dueMs;
    case 'every':
      return timing.nextMs;
    case 'clock':
      // Until the clocks are changed this is an hour off for what comes after that; from then on it is right.
      return timing.nextLocalMs - zoneMs;
    case 'after-silence':
      return Math.max(setAtMs, personAtMs) + timing.silentMs;
  }
}

/** Cues that are said in one breath. */
export interface Batch {
  readonly ids: readonly string[];
  /** When the last of them is due: none is said before its time. */
  readonly dueMs: number;
  readonly sentences: readonly Sentence[];
}

/** What is to be said next by itself, made before it is due. */
export interface PreparedCue extends Batch {
  readonly utterance: Utterance;
  readonly stage: 'voicing' | 'ready';
  /** When its sound was asked for. Wall clock, ms. */
  readonly askedMs: number;
}

/** What is due next, if that is until `untilMs`, in words for one who hears it at `nowMs` at the earliest. */
export function nextBatch(book: CueBook, untilMs: number, nowMs: number = untilMs): Batch | null {
  const due = book.cues
    .map((cue) => ({ cue, atMs: dueMs(cue, book) }))
    .filter(({ atMs }) => atMs <= untilMs)
    .toSorted((a, b) => a.atMs - b.atMs);
  const [first] = due;
  if (!first) return null;
  const batch = due.filter(({ atMs }) => atMs - first.atMs <= TOGETHER_MS);
  return {
    ids: batch.map(({ cue }) => cue.id),
    dueMs: Math.max(...batch.map(({ atMs }) => atMs)),
    sentences: batch.map(({ cue, atMs }) => (nowMs - atMs > LATE_MS ? said(cue) : cue.words)),
  };
}

/** What was to be heard at one moment, and is heard long after it, says so. */
function said({ timing, words: { shown, spoken } }: Cue): Sentence {
  if (timing.kind === 'after-silence') return { shown, spoken };
  return { shown: `This is late. ${shown}`, spoken: `This is late. ${spoken}` };
}

/** What comes every so often and overslept is not made up for: its next time comes soon. */
export function caughtUp(book: CueBook, wallMs: number): CueBook {
  const overslept = ({ timing }: Cue): boolean => timing.kind === 'every' && wallMs - timing.nextMs > LATE_MS;
  if (!book.cues.some(overslept)) return book;
  const cues = book.cues.map((cue) =>
    cue.timing.kind === 'every' && overslept(cue)
      ? { ...cue, timing: nextTime(cue.timing, wallMs, book) }
      : cue,
  );
  return { ...book, cues };
}

/** They have been said: what was to be said once is done with, what repeats comes again at its next time. */
export function delivered(book: CueBook, ids: readonly string[], wallMs: number): CueBook {
  return {
    ...book,
    lastCueId: ids.at(-1) ?? book.lastCueId,
    cues: book.cues.flatMap((cue) => {
      if (!ids.includes(cue.id)) return [cue];
      return repeats(cue.timing) ? [{ ...cue, timing: nextTime(cue.timing, wallMs, book) }] : [];
    }),
  };
}

type Repeating = Extract<Timing, { kind: 'every' | 'clock' }>;
const repeats = (timing: Timing): timing is Repeating => timing.kind === 'every' || timing.kind === 'clock';

/** The first of its times after now: those that nobody could hear are not made up for. */
function nextTime(timing: Repeating, wallMs: number, { zoneMs }: CueBook): Timing {
  if (timing.kind === 'clock') return atClock(timing.minute, timing.weekdays, wallMs + zoneMs);
  const missed = Math.max(0, Math.floor((wallMs - timing.nextMs) / timing.everyMs));
  return { ...timing, nextMs: timing.nextMs + (missed + 1) * timing.everyMs };
}

/**
 * Takes up what was kept over a restart. What should have been said once meanwhile is said now; what repeats is not made up
 * for, unless Beside was only just gone at a time of day.
 */
export function restored(book: CueBook, kept: readonly Cue[], wallMs: number): CueBook {
  const cues = kept.map((cue): Cue => {
    const { timing } = cue;
    const missedMs = repeats(timing) ? wallMs - dueMs(cue, book) : -1;
    if (repeats(timing) && missedMs >= (timing.kind === 'clock' ? LATE_MS : 0))
      return { ...cue, timing: nextTime(timing, wallMs, book) };
    return cue;
  });
  return { ...book, cues: [...cues, ...book.cues], personAtMs: wallMs };
}
