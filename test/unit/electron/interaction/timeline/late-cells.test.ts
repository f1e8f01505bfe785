import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLateCells, noLateCells } from '../../../../../electron/interaction/timeline/late-cells.ts';

test('as long as every cell comes in time there is nothing to show', () => {
  expect(countLateCells(noLateCells, { ran: 900, missed: 0 }, 180_000)).toBe(noLateCells);
});

test('missed cells are shown against those of the last minute, and gone a minute after', () => {
  let state = countLateCells(noLateCells, { ran: 900, missed: 2 }, 180_000);
  expect(state.shown).toEqual({ missed: 2, of: 300 });
  state = countLateCells(state, { ran: 950, missed: 3 }, 190_000);
  expect(state.shown).toEqual({ missed: 3, of: 300 });
  state = countLateCells(state, { ran: 1200, missed: 3 }, 240_000);
  expect(state.shown).toEqual({ missed: 1, of: 300 });
  state = countLateCells(state, { ran: 1250, missed: 3 }, 250_000);
  expect(state.shown).toBeNull();
  expect(state.late).toEqual([]);
});

test('in the first minute they are counted against the cells there have been', () => {
  expect(countLateCells(noLateCells, { ran: 48, missed: 2 }, 10_000).shown).toEqual({ missed: 2, of: 50 });
});

test('whatever is missed when, never more are shown than the minute has, and every miss of it is', () => {
  const steps = fc.array(fc.record({ cells: fc.integer({ min: 1, max: 40 }), missed: fc.nat(9) }));
  fc.assert(
    fc.property(steps, (all) => {
      let [state, ran, missed, nowMs] = [noLateCells, 300, 0, 60_000];
      const misses: { atMs: number; missed: number }[] = [];
      for (const step of all) {
        ran += step.cells;
        missed += step.missed;
        nowMs += (step.cells + step.missed) * 200;
        misses.push({ atMs: nowMs, missed: step.missed });
        state = countLateCells(state, { ran, missed }, nowMs);
        const now = nowMs;
        const recent = misses.filter(({ atMs }) => now - atMs < 60_000);
        const expected = recent.reduce((sum, one) => sum + one.missed, 0);
        expect(state.shown?.missed ?? 0).toBe(Math.min(expected, 300));
        expect(state.late.length).toBeLessThanOrEqual(300);
      }
    }),
  );
});
