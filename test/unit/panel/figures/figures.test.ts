import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clustersOf } from '../../../panel/figures/bootstrap.ts';
import { counted, figureOf } from '../../../panel/figures/counted.ts';
import { difference, figure, type Run } from '../../../panel/figures/run.ts';
import type { Metric, Observation } from '../../../panel/metrics/observation.ts';

const rate: Metric = { name: 'rate', kind: 'rate', better: 'higher', definition: '' };
const late: Metric = { name: 'late', kind: 'ms', better: 'lower', definition: '' };

const run = (contestant: string, scenes: readonly (readonly Observation[])[]): Run => ({
  contestant,
  scenes: scenes.map(counted),
  clusters: scenes.map((_, i) => [i]),
});
const rates = (...values: readonly number[]): readonly Observation[] =>
  values.map((value) => ({ metric: 'rate', value }));
const ms = (...values: readonly number[]): readonly Observation[] =>
  values.map((value) => ({ metric: 'late', value }));

test('a rate counts what was seen, not scenes; times have their median', () => {
  const one = run('one', [rates(1, 1, 0), rates(0), ms(100, 900, 300), []]);
  expect(figure(one, rate)).toMatchObject({ value: 0.5, n: 4, scenes: 2 });
  expect(figure(one, late)).toMatchObject({ value: 300, n: 3, scenes: 1 });
});

test('nothing seen is no figure, and not 0', () => {
  expect(figure(run('one', [[], []]), rate)).toBeNull();
  expect(difference(run('one', [[]]), run('two', [rates(1)]), rate)).toBeNull();
});

test('what is counted against a measure is divided by it', () => {
  const one = run('one', [
    [{ metric: 'rate', value: 300, per: 0.5 }],
    [{ metric: 'rate', value: 0, per: 1 }],
  ]);
  expect(figure(one, { ...rate, kind: 'ratio' })?.value).toBe(200);
});

test('a difference in every scene is shown although scenes differ much more among themselves', () => {
  const scenes = Array.from({ length: 30 }, (_, i) => 400 + 60 * i);
  const slow = run(
    'slow',
    scenes.map((at) => ms(at)),
  );
  const quick = run(
    'quick',
    scenes.map((at) => ms(at - 50)),
  );
  expect(difference(quick, slow, late)).toMatchObject({ value: -50, verdict: 'better' });
  expect(difference(slow, quick, late)).toMatchObject({ value: 50, verdict: 'worse' });
  expect(difference(slow, slow, late)).toMatchObject({ value: 0, verdict: 'not shown' });
});

test('a few scenes show nothing', () => {
  const one = run('one', [rates(1), rates(0), rates(1), rates(0)]);
  const two = run('two', [rates(0), rates(0), rates(1), rates(1)]);
  expect(difference(one, two, rate)?.verdict).toBe('not shown');
});

test('an interval holds its figure, and is the same each time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(0, 1), { minLength: 1 }), { minLength: 3, maxLength: 12 }),
      (all) => {
        const one = run(
          'one',
          all.map((values) => rates(...values)),
        );
        const found = figure(one, rate);
        expect(found?.value).toBeGreaterThanOrEqual(0);
        expect(found?.value).toBeLessThanOrEqual(1);
        if (found?.interval) {
          expect(found.interval.low).toBeLessThanOrEqual(found.value + 1e-9);
          expect(found.interval.high).toBeGreaterThanOrEqual(found.value - 1e-9);
        }
        expect(figure(one, rate)).toEqual(found);
      },
    ),
    { numRuns: 20 },
  );
});

test('scenes that hang together are drawn together: a few people tell less than many scenes do', () => {
  const scenes = Array.from({ length: 40 }, (_, i) => rates(i < 20 ? 1 : 0));
  const apart = run('apart', scenes);
  const people = {
    ...apart,
    clusters: [0, 1, 2, 3].map((who) => scenes.map((_, i) => i).slice(10 * who, 10 * who + 10)),
  };
  const width = (one: Run): number => {
    const { low, high } = figure(one, rate)?.interval ?? { low: 0, high: 0 };
    return high - low;
  };
  expect(figure(people, rate)?.value).toBe(0.5);
  expect(width(people)).toBeGreaterThan(2 * width(apart));
});

test('recordings of one speaker are one cluster, synthetic scenes are each their own', () => {
  const scene = (id: string, human: boolean, ...speakers: string[]) => ({ id, human, speakers });
  const scenes = [
    scene('a', true, 'ann'),
    scene('b', false, 'slt'),
    scene('c', true, 'ann'),
    scene('d', false, 'slt'),
    scene('e', true),
  ];
  expect(clustersOf(scenes)).toEqual([[0, 2], [1], [3], [4]]);
});

test('a difference is over the scenes that both have something to show in', () => {
  const [one, two] = [run('one', [rates(1), rates(0), []]), run('two', [rates(1), [], rates(0)])];
  expect(difference(one, two, rate)).toMatchObject({ value: 0 });
});

test('no scenes have no figure', () => {
  expect(figureOf(rate, [])).toBeNull();
  expect(figureOf(late, [])).toBeNull();
});
