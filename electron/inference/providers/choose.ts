import { z } from 'zod';
import { providerNames, type ProviderName } from '../../../shared/inference.ts';

/** What one model did on one provider, in a process of its own. */
export const measurementSchema = z.strictObject({
  model: z.string(),
  provider: z.enum(providerNames),
  /** Null when it ran; else why it did not. */
  failure: z.string().nullable(),
  loadMs: z.number(),
  /** Wall-clock of the model's usual piece of work, ms, one number a run. */
  runsMs: z.array(z.number()),
  /** The first numbers that the model gave for the fixed input, to compare providers by. */
  output: z.array(z.number()),
});
export type Measurement = z.infer<typeof measurementSchema>;

export interface Choice {
  readonly model: string;
  readonly provider: ProviderName;
  readonly reason: 'fastest' | 'cpu-close-enough' | 'only-cpu-works' | 'nothing-works';
}

/** Another provider must save at least this share of CPU's time: less is within a run's own spread (±40 %). */
const WORTHWHILE_SAVING = 0.25;
/** Half-precision kernels move a unit-scale activation by about 1e-2; a wrong kernel moves it by far more. */
const MAX_DIFFERENCE = 0.05;

/** Chooses by median time among the providers whose output agrees with CPU's. */
export function chooseProvider(model: string, measurements: readonly Measurement[]): Choice {
  const ran = measurements.filter(
    (one) => one.model === model && one.failure === null && one.runsMs.length > 0,
  );
  const cpu = ran.find((one) => one.provider === 'cpu');
  if (!cpu) return { model, provider: 'cpu', reason: 'nothing-works' };
  const sound = ran.filter(
    (one) => one !== cpu && largestDifference(one.output, cpu.output) <= MAX_DIFFERENCE,
  );
  const best = sound.toSorted((a, b) => medianMs(a) - medianMs(b))[0];
  if (!best) return { model, provider: 'cpu', reason: 'only-cpu-works' };
  const worthwhile = medianMs(best) <= medianMs(cpu) * (1 - WORTHWHILE_SAVING);
  return worthwhile
    ? { model, provider: best.provider, reason: 'fastest' }
    : { model, provider: 'cpu', reason: 'cpu-close-enough' };
}

export function medianMs(measurement: Measurement): number {
  const sorted = measurement.runsMs.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.POSITIVE_INFINITY;
}

/** Infinity when the two cannot be compared, so that they never count as agreeing. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => {
    const difference = Math.abs(value - (b[i] ?? Number.NaN));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}
