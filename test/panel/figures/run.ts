import type { Interval } from '../../bench/support/statistics.ts';
import type { Metric } from '../metrics/observation.ts';
import { scenesInterval, type Clusters } from './bootstrap.ts';
import { figureOf, type Counted } from './counted.ts';

/** What a contestant did in every scene: `scenes[i]` is of the same scene in every run. */
export interface Run {
  readonly contestant: string;
  readonly scenes: readonly ReadonlyMap<string, Counted>[];
  readonly clusters: Clusters;
}

/** A metric of a run. */
export interface Figure {
  readonly value: number;
  readonly interval: Interval | null;
  /** Observations, and the scenes that they come from. */
  readonly n: number;
  readonly scenes: number;
}

const at = (run: Run, { name }: Metric, scenes: readonly number[]): readonly Counted[] =>
  scenes.flatMap((i) => run.scenes[i]?.get(name) ?? []);

/** Clusters without the scenes that are not wanted, and without those that nothing is left of. */
export const narrowed = (clusters: Clusters, wanted: (scene: number) => boolean): Clusters =>
  clusters.map((cluster) => cluster.filter(wanted)).filter(({ length }) => length > 0);

export function figure(run: Run, metric: Metric): Figure | null {
  const clusters = narrowed(run.clusters, (i) => run.scenes[i]?.has(metric.name) === true);
  const seen = at(run, metric, clusters.flat());
  const value = figureOf(metric, seen);
  if (value === null) return null;
  return {
    value,
    interval: scenesInterval(clusters, (drawn) => figureOf(metric, at(run, metric, drawn))),
    n: seen.reduce((sum, { values }) => sum + values.length, 0),
    scenes: seen.length,
  };
}

/** How two runs differ in a metric. */
export interface Difference {
  /** The first's figure less the second's. */
  readonly value: number;
  readonly interval: Interval | null;
  /** The interval excludes 0. */
  readonly verdict: 'better' | 'worse' | 'not shown';
}

/**
 * Paired by scene, over the scenes in which both have something to show: who talks all the time is interrupted in scenes
 * in which nobody else is. Null where there is no such scene.
 */
export function difference(one: Run, other: Run, metric: Metric): Difference | null {
  const has = (run: Run, i: number): boolean => run.scenes[i]?.has(metric.name) === true;
  const clusters = narrowed(one.clusters, (i) => has(one, i) && has(other, i));
  const apart = (scenes: readonly number[]): number | null => {
    const [a, b] = [one, other].map((run) => figureOf(metric, at(run, metric, scenes)));
    return typeof a === 'number' && typeof b === 'number' ? a - b : null;
  };
  const value = apart(clusters.flat());
  if (value === null) return null;
  const interval = scenesInterval(clusters, apart);
  return { value, interval, verdict: verdictOf(metric.better, interval) };
}

export function verdictOf(better: Metric['better'], interval: Interval | null): Difference['verdict'] {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'not shown';
  return interval.high < 0 === (better === 'lower') ? 'better' : 'worse';
}

/** The same run over some of its scenes. */
export const over = (run: Run, wanted: (scene: number) => boolean): Run => ({
  ...run,
  clusters: narrowed(run.clusters, wanted),
});
