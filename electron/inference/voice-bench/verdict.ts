import { z } from 'zod';
import { providerNames, type NaturalVoiceChoice } from '../../../shared/inference.ts';

/** What one natural voice did on one provider, in a process of its own, with recognition running beside it. */
export const voiceMeasurementSchema = z.strictObject({
  model: z.string(),
  provider: z.enum(providerNames),
  /** Null when it ran; else why it did not. */
  failure: z.string().nullable(),
  loadMs: z.number(),
  /** From the request to the first piece of sound, one number a run. */
  firstMs: z.array(z.number()),
  /** Making time over sounding time of a whole answer: alone, and with recognition running. */
  rtfAlone: z.array(z.number()),
  rtfLoaded: z.array(z.number()),
  /** Silence in the midst of the answer that a player would have had, with recognition running. */
  starvedMs: z.array(z.number()),
});
export type VoiceMeasurement = z.infer<typeof voiceMeasurementSchema>;

/** Whether a natural voice speaks here, and if not, why. */
export type VoiceVerdict =
  | { readonly kind: 'fits'; readonly choice: NaturalVoiceChoice }
  | { readonly kind: 'starts-late'; readonly firstMs: number }
  | { readonly kind: 'falls-behind'; readonly starvedMs: number }
  | { readonly kind: 'does-not-run' };

/** An answer that begins later is felt as a pause of thought. */
export const MOST_FIRST_MS = 600;

/** The quickest voice that begins in time and never makes the player wait; else the reason of the best that ran. */
export function judgeVoices(measurements: readonly VoiceMeasurement[]): VoiceVerdict {
  const ran = measurements
    .filter(({ failure, firstMs, starvedMs }) => failure === null && firstMs.length * starvedMs.length > 0)
    .toSorted((a, b) => median(a.firstMs) - median(b.firstMs));
  const [quickest] = ran;
  if (!quickest) return { kind: 'does-not-run' };
  const inTime = ran.filter(({ firstMs }) => median(firstMs) <= MOST_FIRST_MS);
  const fit = inTime.find(({ starvedMs }) => Math.max(...starvedMs) <= 0);
  if (fit) return { kind: 'fits', choice: { model: fit.model, provider: fit.provider } };
  if (inTime.length === 0) return { kind: 'starts-late', firstMs: median(quickest.firstMs) };
  return {
    kind: 'falls-behind',
    starvedMs: Math.min(...inTime.map(({ starvedMs }) => Math.max(...starvedMs))),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.POSITIVE_INFINITY;
}

/** A piece of sound: when it was there, and how long it sounds. */
export interface ArrivedPiece {
  readonly atMs: number;
  readonly soundMs: number;
}

/** Silence (ms) in the midst of sound that starts to play with the first piece. */
export function starvation(pieces: readonly ArrivedPiece[]): number {
  let endsAtMs = pieces[0]?.atMs ?? 0;
  let starvedMs = 0;
  for (const { atMs, soundMs } of pieces) {
    starvedMs += Math.max(0, atMs - endsAtMs);
    endsAtMs = Math.max(endsAtMs, atMs) + soundMs;
  }
  return starvedMs;
}
