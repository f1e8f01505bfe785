import { naturalVoiceNeeds } from '../inference/lane-plan.ts';
import { candidateProviders } from '../inference/providers/candidates.ts';
import { readMeasuredVoices, writeMeasuredVoices } from '../inference/voice-bench/measured-voices.ts';
import {
  judgeVoices,
  voiceMeasurementSchema,
  type VoiceMeasurement,
} from '../inference/voice-bench/verdict.ts';
import type { VoiceVerdict } from '../inference/voice-bench/verdict.ts';
import { runProbe, type ProbeOptions } from './probe.ts';
import { validFor } from './provider-bench.ts';

/** Loading 326 MB and six answers; on a slow computer each answer takes several times its length. */
const TIMEOUT_MS = 120_000;

export interface VoiceBenchOptions extends Omit<ProbeOptions, 'name' | 'timeoutMs'> {
  readonly voicesPath: string;
}

export interface VoiceBenchRun {
  readonly onnxruntime: string;
  readonly backends: readonly string[];
  readonly readyPacks: readonly string[];
  /** Measure what was measured before, too. */
  readonly again: boolean;
}

/** Measures the natural voices whose packs are there, on every provider, and judges. Saved for the next start. */
export async function benchVoices(options: VoiceBenchOptions, run: VoiceBenchRun): Promise<VoiceVerdict> {
  const valid = validFor(run.onnxruntime);
  const saved = run.again ? [] : await readMeasuredVoices(options.voicesPath, valid);
  const measured: VoiceMeasurement[] = [];
  for (const { model } of naturalVoiceNeeds.filter(({ packId }) => run.readyPacks.includes(packId))) {
    for (const provider of candidateProviders(run.backends.map((name) => ({ name })))) {
      const known = saved.find((one) => one.model === model && one.provider === provider);
      measured.push(known ?? (await measure(options, { model, provider })));
    }
  }
  await writeMeasuredVoices(options.voicesPath, valid, measured).catch(() => undefined);
  return judgeVoices(measured);
}

async function measure(
  options: VoiceBenchOptions,
  job: Pick<VoiceMeasurement, 'model' | 'provider'>,
): Promise<VoiceMeasurement> {
  const probe = { ...options, name: 'Beside voice probe', timeoutMs: TIMEOUT_MS };
  const result = voiceMeasurementSchema.safeParse(await runProbe(probe, job));
  if (result.success) return result.data;
  const nothing = { loadMs: 0, firstMs: [], rtfAlone: [], rtfLoaded: [], starvedMs: [] };
  return { ...job, ...nothing, failure: 'its process died or took too long' };
}
