import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  caughtUp,
  delivered,
  emptyBook,
  nextBatch,
  obey,
  restored,
  withoutCues,
  type CueBook,
} from '../../../../../electron/interaction/cues/cue-book.ts';
import { atClock, EVERY_DAY, WORKDAYS } from '../../../../../electron/interaction/cues/clock-times.ts';
import type { Timing } from '../../../../../electron/interaction/cues/cue.ts';

const set = (book: CueBook, id: string, timing: Timing, wallMs = 0): CueBook => {
  const cue = { name: id, what: 'phrase', words: { shown: id, spoken: id }, timing } as const;
  return obey(book, { type: 'set-cue', cue }, id, wallMs);
};
const at = (dueMs: number): Timing => ({ kind: 'at', dueMs });
const every = (everyMs: number): Timing => ({ kind: 'every', everyMs, nextMs: everyMs });
const ids = (book: CueBook): string[] => book.cues.map(({ id }) => id);

test('what is due next comes first, and nothing before it has to', () => {
  const book = set(set(emptyBook, 'late', at(9000)), 'soon', at(5000));
  expect(nextBatch(book, 4999)).toBeNull();
  expect(nextBatch(book, 5000)).toMatchObject({ ids: ['soon'], dueMs: 5000 });
});

test('two that are due close to each other are said in one breath, neither before its time', () => {
  const book = set(set(emptyBook, 'a', at(5000)), 'b', at(5400));
  expect(nextBatch(book, 6000)).toMatchObject({ ids: ['a', 'b'], dueMs: 5400 });
  expect(nextBatch(set(book, 'c', at(5700)), 6000)).toMatchObject({ ids: ['a', 'b'] });
});

test('what was to be said once is gone, and what repeats comes again, to the same beat', () => {
  const book = set(set(emptyBook, 'once', at(4000)), 'up', every(4000));
  const after = delivered(book, ['once', 'up'], 4350);
  expect(after.cues).toMatchObject([{ id: 'up', timing: { nextMs: 8000 } }]);
  expect(after.lastCueId).toBe('up');
});

test('what repeats does not make up for what was missed', () => {
  const after = delivered(set(emptyBook, 'up', every(4000)), ['up'], 13_000);
  expect(after.cues).toMatchObject([{ timing: { nextMs: 16_000 } }]);
});

test('a cue after silence is due when the person has been silent so long, from when it was set at the earliest', () => {
  const book = set(
    { ...emptyBook, personAtMs: 1000 },
    'hello',
    { kind: 'after-silence', silentMs: 5000 },
    3000,
  );
  expect(nextBatch(book, 99_999)?.dueMs).toBe(8000);
  expect(nextBatch({ ...book, personAtMs: 7000 }, 99_999)?.dueMs).toBe(12_000);
});

test('moving and ending are for the cue that is meant', () => {
  const book = set(set(emptyBook, 'a', at(5000)), 'b', at(6000));
  const moved = obey(book, { type: 'move-cue', id: 'b', timing: at(1000) }, 'x', 0);
  expect(nextBatch(moved, 9000)).toMatchObject({ ids: ['b'], dueMs: 1000 });
  expect(ids(obey(book, { type: 'cancel-cues', ids: ['a', 'nobody'] }, 'x', 0))).toEqual(['b']);
  expect(withoutCues({ ...book, lastCueId: 'a' }, ['a']).lastCueId).toBeNull();
});

test('what should have been said while Beside was off is said now, and said to be late', () => {
  const HOUR = 3_600_000;
  const { cues } = set(
    set(set(emptyBook, 'missed', at(HOUR)), 'just now', at(3 * HOUR - 5000)),
    'up',
    every(4000),
  );
  const book = restored(emptyBook, cues, 3 * HOUR);
  expect(nextBatch(book, 3 * HOUR)?.sentences.map(({ spoken }) => spoken)).toEqual(['This is late. missed']);
  const after = delivered(book, ['missed'], 3 * HOUR);
  expect(nextBatch(after, 3 * HOUR)?.sentences.map(({ spoken }) => spoken)).toEqual(['just now']);
  // Once more gone, it is late once.
  expect(restored(emptyBook, book.cues, 4 * HOUR).cues[0]?.words.spoken).toBe('missed');
  expect(book.cues[2]?.timing).toMatchObject({ nextMs: 3 * HOUR + 4000 });
});

test('a cue that the computer slept through is said to be late, one that repeats comes at its next time', () => {
  const minute = 60_000;
  const slept = set(set(set(emptyBook, 'at', at(minute)), 'up', every(4000)), 'hourly', every(60 * minute));
  expect(caughtUp(slept, 90_000)).toMatchObject({
    cues: [{ id: 'at' }, { id: 'up', timing: { nextMs: 92_000 } }, { timing: { nextMs: 60 * minute } }],
  });
  expect(caughtUp(slept, 60_000)).toBe(slept);
  const late = nextBatch(caughtUp(slept, 20 * minute), 20 * minute, 20 * minute);
  expect(late?.sentences.map(({ shown }) => shown)).toEqual(['This is late. at']);
  // Made before it was due, it is on time.
  expect(nextBatch(slept, 3 * minute, minute)?.sentences.map(({ shown }) => shown)).not.toContain(/late/);
});

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** The day that has this number since 1970, at this hour, on the person's clock. */
const local = (day: number, hour: number): number => day * DAY + hour * HOUR;
/** A Tuesday. */
const TUESDAY = Date.UTC(2026, 10, 24) / DAY;
const nextOf = (book: CueBook): unknown => book.cues[0]?.timing;

test('a time of day is due when the clock on the wall shows it, in whatever zone it stands', () => {
  const book = set(emptyBook, 'stretch', atClock(9 * 60, EVERY_DAY, local(TUESDAY, 8)));
  expect(nextBatch(book, local(TUESDAY, 9) - 1)).toBeNull();
  expect(nextBatch(book, local(TUESDAY, 9))?.dueMs).toBe(local(TUESDAY, 9));
  // Nine in Berlin is eight in London.
  expect(nextBatch({ ...book, zoneMs: HOUR }, local(TUESDAY, 8))?.dueMs).toBe(local(TUESDAY, 8));
});

test('said at its time it comes again on its next day, and is kept until it is ended', () => {
  const weekdays = set(emptyBook, 'stop', atClock(17 * 60, WORKDAYS, local(TUESDAY, 12)));
  expect(nextOf(weekdays)).toMatchObject({ nextLocalMs: local(TUESDAY, 17) });
  const wednesday = delivered(weekdays, ['stop'], local(TUESDAY, 17));
  expect(nextOf(wednesday)).toMatchObject({ nextLocalMs: local(TUESDAY + 1, 17) });
  const monday = delivered(weekdays, ['stop'], local(TUESDAY + 3, 17));
  expect(nextOf(monday)).toMatchObject({ nextLocalMs: local(TUESDAY + 6, 17) });
  expect(ids(withoutCues(monday, ['stop']))).toEqual([]);
});

test('set just when the clock shows it, it begins with the next one', () => {
  expect(atClock(540, EVERY_DAY, local(TUESDAY, 9)).nextLocalMs).toBe(local(TUESDAY + 1, 9));
  expect(atClock(540, [2], local(TUESDAY, 9)).nextLocalMs).toBe(local(TUESDAY + 7, 9));
  expect(atClock(540, [2], local(TUESDAY, 9) - 1).nextLocalMs).toBe(local(TUESDAY, 9));
});

/** Runs a book second by second through a change of the clocks; gives what the clock on the wall showed each time. */
function saidOver(
  minute: number,
  fromMs: number,
  hours: number,
  zoneMs: (wallMs: number) => number,
): string[] {
  let { cues } = set(emptyBook, 'a', atClock(minute, EVERY_DAY, fromMs + zoneMs(fromMs)));
  const said: string[] = [];
  for (let wallMs = fromMs; wallMs < fromMs + hours * HOUR; wallMs += 1000) {
    const book = { ...emptyBook, cues, zoneMs: zoneMs(wallMs) };
    const batch = nextBatch(book, wallMs);
    if (!batch) continue;
    ({ cues } = delivered(book, batch.ids, wallMs));
    said.push(new Date(wallMs + book.zoneMs).toISOString().slice(8, 16));
  }
  return said;
}
/** As Berlin changes its clocks in 2026: to summer on 29 March at 01:00 UTC, back on 25 October at 01:00 UTC. */
const SPRING = Date.UTC(2026, 2, 29, 1);
const AUTUMN = Date.UTC(2026, 9, 25, 1);
const berlin = (wallMs: number): number => (wallMs >= SPRING && wallMs < AUTUMN ? 2 : 1) * HOUR;

test.each([
  ['nine', 540, ['28T09:00', '29T09:00', '30T09:00']],
  ['midnight', 0, ['28T00:00', '29T00:00', '30T00:00']],
  // There is no half past two that night: it is said when the clocks jump over it.
  ['half past two', 150, ['28T02:30', '29T03:00', '30T02:30']],
])('at %s each day it is said once when the clocks go forward', (_when, minute, expected) => {
  expect(saidOver(minute, Date.UTC(2026, 2, 27, 22), 60, berlin)).toEqual(expected);
});

test.each([
  ['nine', 540, ['24T09:00', '25T09:00', '26T09:00']],
  // Half past two comes twice that night, and three o'clock begins as two.
  ['half past two', 150, ['24T02:30', '25T02:30', '26T02:30']],
  ['three', 180, ['24T03:00', '25T03:00', '26T03:00']],
])('at %s each day it is said once when the clocks go back', (_when, minute, expected) => {
  expect(saidOver(minute, Date.UTC(2026, 9, 23, 22), 60, berlin)).toEqual(expected);
});

test('times of day that passed while Beside was off are not made up for, one that has only just passed is said', () => {
  const { cues } = set(emptyBook, 'stretch', atClock(540, EVERY_DAY, local(TUESDAY, 8)));
  const back = restored(emptyBook, cues, local(TUESDAY + 5, 10));
  expect(nextBatch(back, local(TUESDAY + 5, 10))).toBeNull();
  expect(back.cues).toMatchObject([{ words: { spoken: 'stretch' } }]);
  expect(nextOf(back)).toMatchObject({ nextLocalMs: local(TUESDAY + 6, 9) });
  const atOnce = restored(emptyBook, cues, local(TUESDAY, 9) + 20_000);
  expect(nextBatch(atOnce, local(TUESDAY, 9) + 20_000)?.ids).toEqual(['stretch']);
});

test('over any weeks in any zone it is said once on each of its days, when the clock shows it', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1439 }),
      days,
      fc.integer({ min: -12, max: 14 }),
      fc.integer({ min: 0, max: 28 * DAY }),
      (minute, weekdays, zone, startMs) => {
        const zoneMs = zone * HOUR;
        const endMs = startMs + 14 * DAY;
        let book = set({ ...emptyBook, zoneMs }, 'a', atClock(minute, weekdays, startMs + zoneMs));
        let said = 0;
        for (let batch = nextBatch(book, endMs); batch; batch = nextBatch(book, endMs)) {
          const shown = new Date(batch.dueMs + zoneMs);
          expect(shown.getUTCHours() * 60 + shown.getUTCMinutes()).toBe(minute);
          expect(weekdays).toContain(shown.getUTCDay());
          book = delivered(book, batch.ids, batch.dueMs);
          said += 1;
        }
        expect(said).toBe(2 * weekdays.length);
      },
    ),
    { numRuns: 200 },
  );
});

test('over any hours a repeated cue is said once for each of its times that passed while Beside was there', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2000, max: 60_000 }),
      fc.integer({ min: 1, max: 60 }),
      (everyMs, minutes) => {
        let book = set(emptyBook, 'up', every(everyMs));
        let said = 0;
        for (let nowMs = 0; nowMs <= minutes * 60_000; nowMs += 200) {
          const batch = nextBatch(book, nowMs);
          if (!batch) continue;
          expect(nowMs - batch.dueMs).toBeLessThan(200);
          book = delivered(book, batch.ids, nowMs);
          said += 1;
        }
        expect(said).toBe(Math.floor((minutes * 60_000) / everyMs));
      },
    ),
    { numRuns: 50 },
  );
});
