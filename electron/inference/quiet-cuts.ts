import { HEARING_RATE_HZ, msToSamples } from '../../shared/audio.ts';

/**
 * The longest stretch the recogniser gets at once. Its attention grows with the square of the window, and its
 * memory with it: 8 s is where Moonshine base stays near 0.5 s a call and 490 MB on two cores.
 */
export const MAX_WINDOW_SAMPLES = 8 * HEARING_RATE_HZ;
/** A cut is looked for in the last part of a full window, where most of it is used. */
const SEARCH_SAMPLES = 3 * HEARING_RATE_HZ;
const STEP = msToSamples(20);
/** Energy is judged over 100 ms: shorter, and the closure of a plosive looks like a pause. */
const SPAN = msToSamples(100);

/** Cuts sound at its quietest places into windows of at most `max` samples; the windows join without a gap. */
export function cutAtQuiet(samples: Float32Array, max: number = MAX_WINDOW_SAMPLES): Float32Array[] {
  const windows: Float32Array[] = [];
  let start = 0;
  while (samples.length - start > max) {
    const cut = quietestPoint(samples, start + max - Math.min(SEARCH_SAMPLES, max >> 1), start + max);
    windows.push(samples.subarray(start, cut));
    start = cut;
  }
  windows.push(samples.subarray(start));
  return windows;
}

/** The middle of the quietest 100 ms of [from, to); `to` where that is no stretch at all. */
export function quietestPoint(samples: Float32Array, from: number, to: number): number {
  let best = to;
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at + SPAN <= to; at += STEP) {
    let energy = 0;
    for (let i = at; i < at + SPAN; i++) energy += (samples[i] ?? 0) ** 2;
    if (energy < least) {
      least = energy;
      best = at + (SPAN >> 1);
    }
  }
  return best;
}
