import type { Interval } from '../../bench/support/statistics.ts';
import type { Metric } from '../metrics/observation.ts';
import { scenesInterval, type Clusters } from './bootstrap.ts';
import { figureOf, type Counted } from './counted.ts';
import { verdictOf, type Difference, type Run } from './run.ts';

/** One policy over its threshold: any latency can be bought with cut-offs, so latency is compared at the same cut-offs. */
export interface Sweep {
  readonly name: string;
  /** In the order of the threshold. */
  readonly runs: readonly Run[];
}

/** What is traded for what. */
export interface Trade {
  /** The price, a rate. */
  readonly errors: Metric;
  /** What is bought with it; lower is better. */
  readonly latency: Metric;
  /** How many never came at all, a rate: who answers the easy half alone is not quick. */
  readonly missed: Metric;
}

interface Point {
  readonly errors: number;
  readonly latency: number;
}

/**
 * `silence-500` is the sweep `silence` at 500, `learned-60-70` is `learned` at 60 with something else that is set, and a
 * name without a number is a sweep of one.
 */
export function thresholdOf(contestant: string): { readonly sweep: string; readonly threshold: number } {
  const [, sweep = contestant, threshold = '0'] =
    /^(.+?)-(\d+(?:\.\d)?)(?:-\d+(?:\.\d)?)?$/.exec(contestant) ?? [];
  return { sweep, threshold: Number(threshold) };
}

export function sweepsOf(runs: readonly Run[]): readonly Sweep[] {
  const of = ({ contestant }: Run): string => thresholdOf(contestant).sweep;
  const at = ({ contestant }: Run): number => thresholdOf(contestant).threshold;
  return [...new Set(runs.map(of))].map((name) => ({
    name,
    runs: runs.filter((run) => of(run) === name).toSorted((a, b) => at(a) - at(b)),
  }));
}

/**
 * The least latency that a sweep has at so many errors at most, on the line through its points in the order of the
 * threshold; null where all its points have more errors.
 */
export function latencyAt(points: readonly Point[], mostErrors: number): number | null {
  let least: number | null = null;
  const offer = (latency: number): void => void (least = least === null ? latency : Math.min(least, latency));
  for (const [i, point] of points.entries()) {
    if (point.errors <= mostErrors) offer(point.latency);
    const next = points[i + 1];
    if (!next || point.errors <= mostErrors === next.errors <= mostErrors) continue;
    const part = (mostErrors - point.errors) / (next.errors - point.errors);
    if (Number.isFinite(point.latency) && Number.isFinite(next.latency))
      offer(point.latency + part * (next.latency - point.latency));
  }
  return least;
}

const pick = (run: Run, { name }: Metric, drawn: readonly number[]): readonly Counted[] =>
  drawn.flatMap((i) => run.scenes[i]?.get(name) ?? []);

/** The median of what came and of what never did, which is later than all of it; null of nothing. */
export function medianWith(values: readonly number[], missed: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length + missed - 1) / 2;
  if (middle < 0) return null;
  const [below, above] = [Math.floor(middle), Math.ceil(middle)].map((i) => sorted[i] ?? Infinity);
  return below === above ? (below ?? null) : ((below ?? Infinity) + (above ?? Infinity)) / 2;
}

/** Infinite where a sweep never has so few errors: that latency cannot be bought from it at that price. */
function matched(
  { runs }: Sweep,
  { errors, latency, missed }: Trade,
  most: number,
  drawn: readonly number[],
): number {
  const points = runs.flatMap((run): Point[] => {
    const price = figureOf(errors, pick(run, errors, drawn));
    const bought = medianWith(
      pick(run, latency, drawn).flatMap(({ values }) => values),
      pick(run, missed, drawn).reduce((sum, { value }) => sum + value, 0),
    );
    return price === null || bought === null ? [] : [{ errors: price, latency: bought }];
  });
  return latencyAt(points, most) ?? Infinity;
}

/** All of a sweep's runs are over the same scenes. */
const clustersIn = ({ runs }: Sweep): Clusters => runs[0]?.clusters ?? [];

/** Latency at matched errors, with its interval over scenes; infinite where the sweep never has so few. */
export function matchedLatency(
  sweep: Sweep,
  trade: Trade,
  most: number,
): { readonly value: number; readonly interval: Interval | null } {
  const clusters = clustersIn(sweep);
  return {
    value: matched(sweep, trade, most, clusters.flat()),
    interval: scenesInterval(clusters, (drawn) => matched(sweep, trade, most, drawn)),
  };
}

/**
 * The first sweep's matched latency less the second's, paired by scene: infinite where only one of them ever has so few
 * errors. Null when neither has.
 */
export function matchedDifference(one: Sweep, other: Sweep, trade: Trade, most: number): Difference | null {
  const both = (drawn: readonly number[]): readonly [number, number] => [
    matched(one, trade, most, drawn),
    matched(other, trade, most, drawn),
  ];
  const clusters = clustersIn(one);
  const [a, b] = both(clusters.flat());
  if (a === b && !Number.isFinite(a)) return null;
  // A draw in which neither has so few tells them no more apart than one in which they are the same.
  const interval = scenesInterval(clusters, (drawn) => {
    const [first, second] = both(drawn);
    return first === second ? 0 : first - second;
  });
  const value = a - b;
  return { value, interval, verdict: verdictOf(trade.latency.better, interval) };
}
