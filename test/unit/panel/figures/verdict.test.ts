import { expect, test } from 'vitest';
import { counted } from '../../../panel/figures/counted.ts';
import { faultsCaught } from '../../../panel/figures/faults.ts';
import { faultsTable, headlineTables, matchedTable, verdictTables } from '../../../panel/figures/report.ts';
import type { Run } from '../../../panel/figures/run.ts';
import { verdictOn } from '../../../panel/figures/verdict.ts';
import type { Observation } from '../../../panel/metrics/observation.ts';

/** Twenty-four scenes, of which so many have a cut-off, an answer after so long, and so many right ones. */
const run = (contestant: string, cutOffs: number, lateMs: number, right = 24): Run => ({
  contestant,
  scenes: Array.from({ length: 24 }, (_, i) => {
    const observations: Observation[] = [
      { metric: 'false-cut-off', value: i < cutOffs ? 1 : 0 },
      { metric: 'end-latency', value: lateMs + i },
      { metric: 'act-rate', value: i < right ? 1 : 0 },
      { metric: 'response-rate', value: i < right ? 1 : 0 },
      { metric: 'response-latency', value: lateMs },
    ];
    return counted(observations);
  }),
});

const silence = [run('silence-300', 8, 500), run('silence-500', 4, 700), run('silence-1200', 0, 1400)];
const shipped = run('silence-500', 4, 700);

test('who is quicker at the same cut-offs, and worse in nothing, is better', () => {
  const learned = [run('learned-20', 5, 300), run('learned-60', 0, 450)];
  const [chosen = shipped] = learned;
  expect(verdictOn('learned', [...silence, ...learned], shipped, chosen).better).toBe(true);
});

test('quickness that is paid with cut-offs is not better', () => {
  const eager = run('eager-1', 20, 100);
  expect(verdictOn('eager', [...silence, eager], shipped, eager).better).toBe(false);
});

test('quickness that is paid with wrong answers is not better', () => {
  const careless = [run('careless-1', 0, 200, 6)];
  const [chosen = shipped] = careless;
  expect(verdictOn('careless', [...silence, ...careless], shipped, chosen).better).toBe(false);
});

test('who is compared with nobody is not better', () => {
  const alone = run('learned-50', 0, 100);
  expect(verdictOn('learned', [alone], alone, alone).better).toBe(false);
  expect(() => verdictOn('absent', [alone], alone, alone)).toThrow('absent was not played');
});

test('a fault that its metric does not see is said not to be caught', () => {
  const found = faultsCaught([
    run('silence-900', 4, 700),
    run('fault-late', 4, 2700),
    run('fault-deaf', 4, 700),
  ]);
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
  expect(matchedTable(silence)).toMatch(/\| silence \| 1328 ms/);
  expect(matchedTable([run('silence-300', 20, 100), run('silence-400', 20, 100)])).toContain('never so few');
  const verdict = verdictOn(
    'learned',
    [...silence, run('learned-9', 0, 300)],
    shipped,
    run('learned-9', 0, 300),
  );
  expect(verdictTables(verdict)).toContain('better');
});
