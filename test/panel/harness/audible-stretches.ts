import { samplesToMs } from '../../../shared/audio.ts';
import type { Voiced } from '../outcome.ts';

/** −60 dBFS: what is below was not heard. */
const AUDIBLE = 0.001;
/** The closure of a stop, and a zero crossing. */
const BRIDGE_MS = 60;

/** Where sound can be heard, by its samples (±1). `atMs` is when the first of them is in the air. */
export function audibleStretches(samples: Iterable<number>, rateHz: number, atMs: number): readonly Voiced[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  let i = 0;
  for (const sample of samples) {
    const sampleMs = atMs + samplesToMs(i, rateHz);
    i += 1;
    if (Math.abs(sample) < AUDIBLE) continue;
    const last = spans.at(-1);
    if (last && sampleMs - last.toMs <= BRIDGE_MS) last.toMs = sampleMs;
    else spans.push({ fromMs: sampleMs, toMs: sampleMs });
  }
  return spans;
}
