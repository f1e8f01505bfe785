import { quantile } from '../../bench/support/statistics.ts';
import type { Scene } from '../scene.ts';
import type { Latencies } from './latencies.ts';
import type { Course, Timed } from './timed.ts';

/** One scene, as it came out on the panel's clock and in real Electron. */
export interface Pair {
  readonly scene: Pick<Scene, 'id' | 'family'>;
  readonly panel: Timed;
  readonly electron: Timed;
}

export interface Quantiles {
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/** One latency over all scenes in which both sides have it; null without any. */
export interface Compared {
  readonly n: number;
  readonly panel: Quantiles | null;
  readonly electron: Quantiles | null;
}

/** The panel is believed when its medians are this near to those of real Electron. */
const WITHIN_MS = 200;
/** With fewer, one odd scene moves the median by more than that. */
const LEAST_PAIRS = 8;

export const compared = (pairs: readonly Pair[], latency: keyof Latencies): Compared =>
  comparedBy(pairs, (side) => side[latency]);

/** A part of the answers' time. */
export const comparedPart = (pairs: readonly Pair[], part: keyof Course): Compared =>
  comparedBy(pairs, ({ course }) => course?.[part] ?? null);

function comparedBy(pairs: readonly Pair[], of: (side: Timed) => number | null): Compared {
  const both = pairs.flatMap(({ panel, electron }) => {
    const [ours, theirs] = [of(panel), of(electron)];
    return ours === null || theirs === null ? [] : [{ ours, theirs }];
  });
  return {
    n: both.length,
    panel: quantilesOf(both.map(({ ours }) => ours)),
    electron: quantilesOf(both.map(({ theirs }) => theirs)),
  };
}

const quantilesOf = (values: readonly number[]): Quantiles | null =>
  values.length === 0
    ? null
    : { p50Ms: Math.round(quantile(values, 0.5)), p90Ms: Math.round(quantile(values, 0.9)) };

/** Of the medians, panel less Electron. */
export const differenceMs = ({ panel, electron }: Compared): number | null =>
  panel && electron ? panel.p50Ms - electron.p50Ms : null;

export function isCalibrated(all: readonly Compared[]): boolean {
  return all.every((one) => {
    const difference = differenceMs(one);
    return one.n >= LEAST_PAIRS && difference !== null && Math.abs(difference) <= WITHIN_MS;
  });
}
