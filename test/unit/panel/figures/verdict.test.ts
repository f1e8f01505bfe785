import { expect, test } from 'vitest';
import { counted } from '../../../panel/figures/counted.ts';
import { faultsCaught, SOUND } from '../../../panel/figures/faults.ts';
import { faultsTable, headlineTables, matchedTable, verdictTables } from '../../../panel/figures/report.ts';
import type { Run } from '../../../panel/figures/run.ts';
import { verdictOn } from '../../../panel/figures/verdict.ts';
import type { Observation } from '../../../panel/metrics/observation.ts';

/** Twenty-four scenes, of which so many have a cut-off, an answer after so long, and so many right ones. */
const run = (
  contestant: string,
  cutOffs: number,
  lateMs: number,
  right = 24,
  more: (i: number) => readonly Observation[] = () => [],
): Run => ({
  contestant,
  scenes: Array.from({ length: 24 }, (_, i) =>
    counted([
      { metric: 'false-cut-off', value: i < cutOffs ? 1 : 0 },
      { metric: 'end-latency', value: lateMs + i },
      { metric: 'act-rate', value: i < right ? 1 : 0 },
      { metric: 'response-rate', value: i < right ? 1 : 0 },
      { metric: 'response-latency', value: lateMs },
      ...more(i),
    ]),
  ),
  clusters: Array.from({ length: 24 }, (_, i) => [i]),
});

const silence = [run('silence-300', 8, 500), run('silence-500', 4, 700), run('silence-1800', 0, 1900)];
const shipped = run('silence-500', 4, 700);
const isBetter = (chosen: Run, ...others: readonly Run[]): boolean =>
  verdictOn(chosen, [...silence, chosen, ...others], shipped).better;

test('who is quicker at few cut-offs, and worse in nothing, is better', () => {
  expect(isBetter(run('learned-60', 0, 450), run('learned-20', 5, 300))).toBe(true);
});

test('quickness that is paid with cut-offs is not better, whatever its other thresholds do', () => {
  expect(isBetter(run('eager-1', 20, 100))).toBe(false);
  expect(isBetter(run('learned-20', 5, 300), run('learned-60', 0, 450))).toBe(false);
});

test('quickness of thresholds that nobody would choose does not make a slow one better', () => {
  expect(isBetter(run('learned-95', 0, 2500), run('learned-20', 0, 300))).toBe(false);
});

test('quickness that is paid with wrong answers is not better', () => {
  expect(isBetter(run('careless-1', 0, 200, 6))).toBe(false);
});

test('that nothing is lost has to be shown: three of twelve interruptions ignored, or none in sight, is not better', () => {
  const yields =
    (ignored: number) =>
    (i: number): readonly Observation[] =>
      i < 12 ? [{ metric: 'yield-rate', value: i < ignored ? 0 : 1 }] : [];
  const polite = run('silence-500', 4, 700, 24, yields(0));
  const judged = (chosen: Run): boolean => verdictOn(chosen, [...silence, chosen], polite).better;
  expect(judged(run('learned-60', 0, 450, 24, yields(0)))).toBe(true);
  expect(judged(run('learned-60', 0, 450, 24, yields(3)))).toBe(false);
  expect(judged(run('learned-60', 0, 450))).toBe(false);
});

test('who is compared with nobody, or with one that never cuts off so few, is not better', () => {
  const alone = run('learned-50', 0, 100);
  expect(verdictOn(alone, [alone], alone).better).toBe(false);
  expect(verdictOn(alone, [alone, run('silence-300', 8, 500)], shipped).better).toBe(false);
  expect(() => verdictOn(run('absent', 0, 1), [alone], alone)).toThrow('absent was not played');
});

test('a fault that its metric does not see is said not to be caught', () => {
  const found = faultsCaught([run(SOUND, 4, 700), run('fault-late', 4, 2700), run('fault-deaf', 4, 700)]);
  expect(found.map(({ fault, caught }) => [fault, caught])).toEqual([
    ['deaf', false],
    ['late', true],
  ]);
  expect(faultsTable(found)).toContain('NOT CAUGHT');
});

test('tables have a row for each policy and say what was not seen', () => {
  const text = headlineTables(silence);
  expect(text.match(/^\| silence-500 /gm)?.length).toBe(5);
  expect(text).toContain('–');
  expect(matchedTable(silence)).toMatch(/\| silence \| 1768 ms/);
  expect(matchedTable([run('silence-300', 20, 100), run('silence-400', 20, 100)])).toContain('never so few');
  const chosen = run('learned-9', 0, 300);
  const verdict = verdictTables(verdictOn(chosen, [...silence, chosen], shipped));
  expect(verdict).toContain('| silence |');
  expect(verdict).toContain('learned-9 less silence-500');
  expect(verdict).toContain('| act-rate | 0 % (0 % to 0 %): not shown | shown |');
});
