import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';

/** How a metric's observations become one figure. */
export type MetricKind =
  /** Σ value ÷ Σ per, between 0 and 1: each observation is 0 or 1 (or k of n). */
  | 'rate'
  /** Times in ms: p50 (and p90) over the observations. */
  | 'ms'
  /** Σ value ÷ Σ per, any unit: ms a minute, words a scene. */
  | 'ratio';

/** One thing that was counted or measured in one scene under one policy. */
export interface Observation {
  readonly metric: string;
  readonly value: number;
  /** What it is counted against. @defaultValue 1 */
  readonly per?: number;
}

/** What a metric is, for the table, the JSON and whoever doubts a figure. */
export interface Metric {
  readonly name: string;
  readonly kind: MetricKind;
  readonly better: 'higher' | 'lower';
  /** One sentence: what counts, from when to when, over which scenes. */
  readonly definition: string;
}

/** Metrics that belong together, and how they are read off one scene: pure, nothing of other scenes. */
export interface Gauge {
  readonly metrics: readonly Metric[];
  observe(scene: Scene, outcome: Outcome): readonly Observation[];
}
