import type { Interval } from '../../bench/support/statistics.ts';
import type { Metric } from '../metrics/observation.ts';
import type { Scene } from '../scene.ts';
import { scenesInterval } from './bootstrap.ts';
import { figureOf, type Counted } from './counted.ts';

/** What a contestant did in every scene: `scenes[i]` is of the same scene in every run. */
export interface Run {
  readonly contestant: string;
  readonly scenes: readonly ReadonlyMap<string, Counted>[];
}

/** A metric of a run. */
export interface Figure {
  readonly value: number;
  readonly interval: Interval | null;
  /** Observations, and the scenes that they come from. */
  readonly n: number;
  readonly scenes: number;
}

const ofMetric = ({ scenes }: Run, { name }: Metric): readonly Counted[] =>
  scenes.flatMap((scene) => scene.get(name) ?? []);

export function figure(run: Run, metric: Metric): Figure | null {
  const seen = ofMetric(run, metric);
  const value = figureOf(metric, seen);
  if (value === null) return null;
  return {
    value,
    interval: scenesInterval(seen.length, (drawn) =>
      figureOf(
        metric,
        drawn.flatMap((i) => seen[i] ?? []),
      ),
    ),
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

/** Paired by scene: the same scenes are drawn for both. Null where one of them has no figure. */
export function difference(one: Run, other: Run, metric: Metric): Difference | null {
  const [first, second] = [one, other].map((run) => run.scenes.map((scene) => scene.get(metric.name)));
  if (!first || !second) return null;
  const of = (all: readonly (Counted | undefined)[], drawn: readonly number[]): number | null =>
    figureOf(
      metric,
      drawn.flatMap((i) => all[i] ?? []),
    );
  const apart = (drawn: readonly number[]): number | null => {
    const [a, b] = [of(first, drawn), of(second, drawn)];
    return a === null || b === null ? null : a - b;
  };
  const value = apart(first.map((_, i) => i));
  if (value === null) return null;
  const interval = scenesInterval(first.length, apart);
  return { value, interval, verdict: verdictOf(metric.better, interval) };
}

export function verdictOf(better: Metric['better'], interval: Interval | null): Difference['verdict'] {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return 'not shown';
  return interval.high < 0 === (better === 'lower') ? 'better' : 'worse';
}

/** The same run over some of its scenes. */
export function over(run: Run, scenes: readonly Scene[], wanted: (scene: Scene) => boolean): Run {
  return {
    contestant: run.contestant,
    scenes: run.scenes.filter((_, i) => {
      const scene = scenes[i];
      return scene !== undefined && wanted(scene);
    }),
  };
}
