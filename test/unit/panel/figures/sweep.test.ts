import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted } from '../../../panel/figures/counted.ts';
import type { Run } from '../../../panel/figures/run.ts';
import {
  latencyAt,
  matchedDifference,
  matchedLatency,
  medianWith,
  sweepsOf,
  thresholdOf,
} from '../../../panel/figures/sweep.ts';
import type { Metric } from '../../../panel/metrics/observation.ts';

const errors: Metric = { name: 'errors', kind: 'rate', better: 'lower', definition: '' };
const latency: Metric = { name: 'latency', kind: 'ms', better: 'lower', definition: '' };
const missed: Metric = { name: 'missed', kind: 'rate', better: 'lower', definition: '' };
const trade = { errors, latency, missed };

/** So many scenes with a latency each, of which the first so many have an error too; to so many no answer ever came. */
const run = (contestant: string, wrong: number, lateMs: number, never = 0): Run => ({
  contestant,
  scenes: Array.from({ length: 20 }, (_, i) =>
    counted([
      { metric: 'errors', value: i < wrong ? 1 : 0 },
      { metric: 'missed', value: i < never ? 1 : 0 },
      ...(i < never ? [] : [{ metric: 'latency', value: lateMs + i }]),
    ]),
  ),
  clusters: Array.from({ length: 20 }, (_, i) => [i]),
});

test('between two thresholds latency is read off the line', () => {
  const points = [
    { errors: 0.2, latency: 400 },
    { errors: 0.1, latency: 600 },
    { errors: 0, latency: 1000 },
  ];
  expect(latencyAt(points, 0.05)).toBe(800);
  expect(latencyAt(points, 0.1)).toBe(600);
  expect(latencyAt(points, 0.5)).toBe(400);
  expect(latencyAt(points.slice(0, 2), 0.05)).toBeNull();
});

test('more errors allowed never cost latency', () => {
  const point = fc.record({
    errors: fc.double({ min: 0, max: 1, noNaN: true }),
    latency: fc.integer({ min: 0, max: 3000 }),
  });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (points, a, b) => {
        const [few, many] = [latencyAt(points, Math.min(a, b)), latencyAt(points, Math.max(a, b))];
        if (few !== null) expect(many).toBeLessThanOrEqual(few + 1e-9);
      },
    ),
  );
});

test('names with a number are one sweep, in its order', () => {
  const sweeps = sweepsOf(
    ['silence-700', 'silence-1200', 'never-speaks', 'silence-300'].map((name) => run(name, 0, 1)),
  );
  expect(sweeps.map(({ name, runs }) => [name, runs.map(({ contestant }) => contestant)])).toEqual([
    ['silence', ['silence-300', 'silence-700', 'silence-1200']],
    ['never-speaks', ['never-speaks']],
  ]);
});

test('a policy that is quicker at the same errors is found better, whatever its threshold is called', () => {
  const [slow, quick] = sweepsOf([
    run('silence-300', 4, 500),
    run('silence-900', 0, 1100),
    run('learned-20', 4, 300),
    run('learned-80', 0, 600),
  ]);
  if (!slow || !quick) throw new Error('no sweeps');
  expect(matchedLatency(slow, trade, 0.1).value).toBeCloseTo(809.5, 1);
  expect(matchedDifference(quick, slow, trade, 0.1)).toMatchObject({ verdict: 'better' });
  expect(matchedDifference(slow, quick, trade, 0.1)).toMatchObject({ verdict: 'worse' });
});

test.each([
  ['silence-500', 'silence', 500],
  ['smart-turn-30', 'smart-turn', 30],
  ['learned-62.5', 'learned', 62.5],
  ['learned-60-70', 'learned', 60],
  ['always-speaks', 'always-speaks', 0],
])('%s is of the sweep %s at %d', (contestant, sweep, threshold) => {
  expect(thresholdOf(contestant)).toEqual({ sweep, threshold });
});

test('who gets to so few errors is better than who never does; where neither does there is no difference', () => {
  const [never, does] = sweepsOf([
    run('silence-300', 12, 300),
    run('silence-900', 9, 900),
    run('learned-50', 0, 2000),
  ]);
  if (!never || !does) throw new Error('no sweeps');
  expect(matchedDifference(does, never, trade, 0.05)).toMatchObject({ value: -Infinity, verdict: 'better' });
  expect(matchedDifference(never, does, trade, 0.05)).toMatchObject({ value: Infinity, verdict: 'worse' });
  expect(matchedDifference(never, never, trade, 0.05)).toBeNull();
  expect(matchedLatency(never, trade, 0.05).value).toBe(Infinity);
});

test('who gets there in half of the draws alone is not shown to be better', () => {
  const [never, sometimes] = sweepsOf([run('silence-300', 12, 300), run('learned-50', 1, 2000)]);
  if (!never || !sometimes) throw new Error('no sweeps');
  expect(matchedDifference(sometimes, never, trade, 0.05)).toMatchObject({ verdict: 'not shown' });
});

test('what never came is later than all that did', () => {
  expect(medianWith([300, 100, 200], 0)).toBe(200);
  expect(medianWith([300, 100, 200], 2)).toBe(300);
  expect(medianWith([100, 200], 1)).toBe(200);
  expect(medianWith([100, 200], 3)).toBe(Infinity);
  expect(medianWith([100], 1)).toBe(Infinity);
  expect(medianWith([], 0)).toBeNull();
});

test('who answers the quick half alone is not quick', () => {
  const [all, half] = sweepsOf([run('silence-500', 0, 900), run('lazy-50', 0, 100, 11)]);
  if (!all || !half) throw new Error('no sweeps');
  expect(matchedLatency(half, trade, 0.05).value).toBe(Infinity);
  expect(matchedDifference(half, all, trade, 0.05)).toMatchObject({ value: Infinity });
});
