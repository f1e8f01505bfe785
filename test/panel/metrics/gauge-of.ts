import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import type { Gauge, Metric, Observation } from './observation.ts';

/** A gauge whose observations can only be of the metrics that it says it has. */
export interface GaugeOf<Name extends string> extends Gauge {
  readonly metrics: readonly (Metric & { readonly name: Name })[];
  observe(scene: Scene, outcome: Outcome): readonly (Observation & { readonly metric: Name })[];
}

export function gaugeOf<const Name extends string>(
  metrics: readonly (Metric & { readonly name: Name })[],
  observe: (scene: Scene, outcome: Outcome) => readonly (Observation & { readonly metric: NoInfer<Name> })[],
): GaugeOf<Name> {
  return { metrics, observe };
}

/** Whether it was so, for a rate. */
export const whether = <Name extends string>(
  metric: Name,
  so: boolean,
): Observation & { readonly metric: Name } => ({ metric, value: so ? 1 : 0 });
