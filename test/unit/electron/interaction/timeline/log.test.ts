import { expect, test } from 'vitest';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import { initialState } from '../../../../../electron/interaction/state.ts';
import type { Cell } from '../../../../../electron/interaction/timeline/cell.ts';
import { Timeline, type Checkpoint } from '../../../../../electron/interaction/timeline/log.ts';

const cell = (index: number, atMs = index * 200): Cell => ({
  index,
  atMs,
  wallMs: 1_800_000_000_000 + atMs,
  zoneMs: 0,
  events: [],
});

const taken = (index: number): Checkpoint<null> => ({
  cell: index,
  events: 0,
  atMs: index * 200,
  state: { ...initialState(silenceTimeout().initial), cell: index },
});

test('cells are kept in order', () => {
  const log = new Timeline();
  for (const index of [0, 1, 5]) log.append(cell(index));
  expect(log.cells.map(({ index }) => index)).toEqual([0, 1, 5]);
});

test.each([3, 2])('a cell numbered %i after cell 3 is refused', (index) => {
  const log = new Timeline();
  log.append(cell(3));
  expect(() => log.append(cell(index))).toThrow(`cell ${index} after cell 3`);
});

test('what is older than the time kept falls off up to a checkpoint, and nothing younger does', () => {
  const log = new Timeline<null>(10_000);
  for (let index = 0; index < 1000; index++) {
    if (index % 10 === 0) log.checkpoint(taken(index));
    log.append(cell(index));
    const newestMs = index * 200;
    const kept = log.cells.map(({ atMs }) => newestMs - atMs);
    expect(Math.max(...kept)).toBeLessThanOrEqual(10_000 + 2 * 2000);
    expect(kept.filter((ageMs) => ageMs <= 10_000).length).toBe(Math.min(index, 50) + 1);
    expect(log.cells[0]?.index).toBe(log.start?.cell);
  }
});

test('without a checkpoint to begin at nothing falls off', () => {
  const log = new Timeline(10_000);
  for (let index = 0; index < 1000; index++) log.append(cell(index));
  expect(log.cells.length).toBe(1000);
});
