import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  delivered,
  emptyBook,
  nextBatch,
  obey,
  restored,
  withoutCues,
  type CueBook,
} from '../../../../../electron/interaction/cues/cue-book.ts';
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
  expect(book.cues.map(({ words }) => words.spoken)).toEqual(['This is late. missed', 'just now', 'up']);
  expect(nextBatch(book, 3 * HOUR)?.ids).toContain('missed');
  expect(book.cues[2]?.timing).toMatchObject({ nextMs: 3 * HOUR + 4000 });
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
