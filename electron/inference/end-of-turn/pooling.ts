import { HEARING_RATE_HZ } from '../../../shared/audio.ts';

/** How a turn ends is told by its last words and their tune. */
const LAST_S = 1;

/** What a recogniser's encoder made of a window: `frames` rows of `width` values, one after the other. */
export interface EncoderStates {
  readonly values: Float32Array;
  readonly frames: number;
  readonly width: number;
}

/** The window's length with and without the silence that it was filled up with to a length that the encoder knows. */
export interface WindowLength {
  readonly heardSamples: number;
  readonly paddedSamples: number;
}

/**
 * The mean over the last second that was heard and the mean over all of it, one behind the other: twice `width` values.
 * Frames of the padding are left out: how much of it there is says nothing about the person.
 */
export function pooled({ values, frames, width }: EncoderStates, length: WindowLength): Float32Array {
  const perSample = frames / length.paddedSamples;
  const heard = Math.min(frames, Math.max(1, Math.floor(length.heardSamples * perSample)));
  const last = Math.min(heard, Math.max(1, Math.round(LAST_S * HEARING_RATE_HZ * perSample)));
  const out = new Float32Array(2 * width);
  out.set(meanOf(values, width, heard - last, heard));
  out.set(meanOf(values, width, 0, heard), width);
  return out;
}

function meanOf(values: Float32Array, width: number, from: number, to: number): Float64Array {
  const sums = new Float64Array(width);
  for (let frame = from; frame < to; frame++)
    for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (values[frame * width + i] ?? 0);
  return sums.map((sum) => sum / (to - from));
}
