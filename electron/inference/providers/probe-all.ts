import type { ProviderName } from '../../../shared/inference.ts';
import { laneNeeds } from '../lane-plan.ts';
import { chooseProvider, type Choice, type Measurement } from './choose.ts';

export interface ProbeJob {
  readonly model: string;
  readonly provider: ProviderName;
}

/** Runs one probe in a process of its own; null when that process died or took too long. */
export type RunProbe = (job: ProbeJob) => Promise<Measurement | null>;

export interface ProbeResult {
  readonly measurements: readonly Measurement[];
  readonly choices: readonly Choice[];
}

/** Measures every ONNX model whose pack is ready on every candidate, one after the other, and chooses. */
export async function probeAll(
  readyPacks: readonly string[],
  candidates: readonly ProviderName[],
  runProbe: RunProbe,
): Promise<ProbeResult> {
  const measurements: Measurement[] = [];
  const models = laneNeeds
    .filter(({ onnx, packId }) => onnx && readyPacks.includes(packId))
    .map(({ model }) => model);
  for (const model of models) {
    for (const provider of candidates) {
      measurements.push((await runProbe({ model, provider })) ?? died({ model, provider }));
    }
  }
  return { measurements, choices: models.map((model) => chooseProvider(model, measurements)) };
}

function died(job: ProbeJob): Measurement {
  return { ...job, failure: 'its process died or took too long', loadMs: 0, runsMs: [], output: [] };
}
