import { controls } from './controls.ts';
import { duck } from './duck.ts';
import { echo } from './echo.ts';
import { endOfTurn } from './end-of-turn.ts';
import { interaction } from './interaction.ts';
import type { Gauge, Metric } from './observation.ts';
import { overlap } from './overlap.ts';
import { pauses } from './pauses.ts';
import { selectivity } from './selectivity.ts';
import { time } from './time.ts';
import { words } from './words.ts';

/** Everything that the panel reads off a scene. */
export const gauges: readonly Gauge[] = [
  controls,
  interaction,
  selectivity,
  duck,
  overlap,
  pauses,
  endOfTurn,
  time,
  echo,
  words,
];

const metrics: readonly Metric[] = gauges.flatMap((gauge) => gauge.metrics);

/** Throws on a name that nobody knows. */
export function metricNamed(name: string): Metric {
  const found = metrics.find((metric) => metric.name === name);
  if (!found) throw new Error(`no metric is called ${name}`);
  return found;
}
