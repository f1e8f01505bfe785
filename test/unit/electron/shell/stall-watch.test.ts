import { expect, test } from 'vitest';
import { STALLED_CELLS, StallWatch } from '../../../../electron/shell/stall-watch.ts';

/** What a number of cells without sound tell. */
const silent = (watch: StallWatch, cells = STALLED_CELLS): (number | null)[] =>
  Array.from({ length: cells }, () => watch.cell(true, false)).filter((one) => one !== null);

test('three seconds without sound are a stall, and three more the second in a row', () => {
  const watch = new StallWatch();
  expect(silent(watch, STALLED_CELLS - 1)).toEqual([]);
  expect(silent(watch, 1)).toEqual([1]);
  expect(silent(watch)).toEqual([2]);
});

test('sound in between ends a row of stalls', () => {
  const watch = new StallWatch();
  silent(watch);
  watch.cell(true, true);
  expect(silent(watch)).toEqual([1]);
});

test('a microphone that took long to be opened anew has its three seconds from then on', () => {
  const watch = new StallWatch();
  silent(watch, STALLED_CELLS - 1);
  watch.opened();
  expect(silent(watch, STALLED_CELLS - 1)).toEqual([]);
});

test('opening anew does not forgive a stall: the second one is told as such', () => {
  const watch = new StallWatch();
  silent(watch);
  watch.opened();
  expect(silent(watch)).toEqual([2]);
});

test('a closed gate stalls never', () => {
  const watch = new StallWatch();
  for (let cell = 0; cell < 100; cell++) expect(watch.cell(false, false)).toBeNull();
});
