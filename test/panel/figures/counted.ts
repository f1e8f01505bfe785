import { quantile } from '../../bench/support/statistics.ts';
import type { Metric, Observation } from '../metrics/observation.ts';

/** What one metric saw in one scene under one contestant. */
export interface Counted {
  readonly value: number;
  readonly per: number;
  /** The single values, for a metric whose figure is a median. */
  readonly values: readonly number[];
}

const nothing: Counted = { value: 0, per: 0, values: [] };

/** Observations of one scene, metric by metric. */
export function counted(observations: readonly Observation[]): ReadonlyMap<string, Counted> {
  const all = new Map<string, Counted>();
  for (const { metric, value, per = 1 } of observations) {
    const known = all.get(metric) ?? nothing;
    all.set(metric, {
      value: known.value + value,
      per: known.per + per,
      values: [...known.values, value],
    });
  }
  return all;
}

/** One figure out of scenes; null where nothing was seen in any of them. */
export function figureOf({ kind }: Pick<Metric, 'kind'>, scenes: readonly Counted[]): number | null {
  if (kind === 'ms') {
    const values = scenes.flatMap((scene) => scene.values);
    return values.length === 0 ? null : quantile(values, 0.5);
  }
  const per = scenes.reduce((sum, scene) => sum + scene.per, 0);
  return per === 0 ? null : scenes.reduce((sum, scene) => sum + scene.value, 0) / per;
}
