import { expect, test } from 'vitest';
import type { Cell } from '../../../../../electron/interaction/timeline/events.ts';
import { CellLog } from '../../../../../electron/interaction/timeline/log.ts';

const cell = (index: number, atMs = index * 200): Cell => ({
  index,
  atMs,
  wallMs: 1_800_000_000_000 + atMs,
  zoneMs: 0,
  perceived: [],
  decision: { act: 'silent', userState: 'silent', confidence: 1, reason: 'nothing-said' },
  effects: [],
});

test('cells are kept in order', () => {
  const log = new CellLog();
  for (const index of [0, 1, 5]) log.append(cell(index));
  expect(log.cells.map(({ index }) => index)).toEqual([0, 1, 5]);
});

test.each([3, 2])('a cell numbered %i after cell 3 is refused', (index) => {
  const log = new CellLog();
  log.append(cell(3));
  expect(() => log.append(cell(index))).toThrow(`cell ${index} after cell 3`);
});

test('what is older than the time kept falls off, and nothing younger does', () => {
  const log = new CellLog(10_000);
  for (let index = 0; index < 1000; index++) {
    log.append(cell(index));
    const newest = index * 200;
    const kept = log.cells.map(({ atMs }) => newest - atMs);
    expect(Math.max(...kept)).toBeLessThanOrEqual(11_000);
    expect(kept.filter((age) => age <= 10_000).length).toBe(Math.min(index, 50) + 1);
  }
});

test('an hour and a tenth is the most it holds', () => {
  const log = new CellLog();
  for (let index = 0; index < 25_000; index++) log.append(cell(index));
  expect(log.cells.length).toBeLessThanOrEqual(1.1 * 5 * 3600 + 1);
  expect(log.cells.length).toBeGreaterThan(5 * 3600);
});
