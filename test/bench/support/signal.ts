import type { Sound } from '../../e2e/support/wav.ts';

/** Where sound is, how loud, and how far one signal lies in another. */

const FULL_SCALE = 32_768;
const HOP_MS = 1;
/** Length of the window that a level is taken over. */
const LEVEL_MS = 10;

export const decibels = (ratio: number): number => 10 * Math.log10(Math.max(ratio, 1e-12));

/** Mean power, 1 = full scale. */
export function power(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += (sample / FULL_SCALE) ** 2;
  return samples.length === 0 ? 0 : sum / samples.length;
}

export interface Voiced {
  /** ms from the first sample of the sound. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** From the beginning of the first 10 ms window at or above the level to the end of the last; null when there is none. */
export function voicedPart(sound: Sound, thresholdDbfs: number): Voiced | null {
  const perMs = sound.rateHz / 1000;
  const window = LEVEL_MS * perMs;
  const hop = HOP_MS * perMs;
  const least = 10 ** (thresholdDbfs / 10);
  let [firstMs, lastMs] = [-1, -1];
  for (let at = 0; at + window <= sound.samples.length; at += hop) {
    if (power(sound.samples.subarray(at, at + window)) < least) continue;
    if (firstMs < 0) firstMs = at / perMs;
    lastMs = (at + window) / perMs;
  }
  return firstMs < 0 ? null : { firstMs, lastMs };
}

/** Peak at this level of full scale. */
export function levelled(sound: Sound, peakDbfs: number): Sound {
  const peak = sound.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = (10 ** (peakDbfs / 20) * (FULL_SCALE - 1)) / peak;
  return { rateHz: sound.rateHz, samples: sound.samples.map((sample) => Math.round(sample * gain)) };
}

/** The part between two times, with 10 ms ramps where it is cut. */
export function cut(sound: Sound, fromMs: number, toMs: number): Sound {
  const perMs = sound.rateHz / 1000;
  const samples = sound.samples.slice(Math.round(Math.max(0, fromMs) * perMs), Math.round(toMs * perMs));
  const ramp = Math.min(10 * perMs, Math.floor(samples.length / 2));
  for (let i = 0; i < ramp; i++) {
    const gain = i / ramp;
    samples[i] = Math.round((samples[i] ?? 0) * gain);
    const end = samples.length - 1 - i;
    samples[end] = Math.round((samples[end] ?? 0) * gain);
  }
  return { rateHz: sound.rateHz, samples };
}

/**
 * Where `part` begins in `whole` (same rate), in samples, by the largest normalised correlation of its first
 * `overSamples`; with how alike they are there, 0…1. Searched coarsely first:
 * speech at 16 kHz looks the same one sample on.
 */
export function findIn(
  whole: Int16Array,
  part: Int16Array,
  overSamples = 16_000,
): { at: number; likeness: number } {
  const pattern = part.subarray(0, overSamples);
  const last = whole.length - pattern.length;
  if (last < 0 || pattern.length === 0) return { at: 0, likeness: 0 };
  const search = (from: number, to: number, step: 1 | 2): { at: number; likeness: number } => {
    let best = { at: from, likeness: -1 };
    for (let at = from; at <= to; at += step) {
      const likeness = likenessAt(whole, pattern, at, step === 1 ? 1 : 4);
      if (likeness > best.likeness) best = { at, likeness };
    }
    return best;
  };
  const near = search(0, last, 2);
  return search(Math.max(0, near.at - 2), Math.min(last, near.at + 2), 1);
}

function likenessAt(whole: Int16Array, pattern: Int16Array, at: number, step: number): number {
  let [shared, powerA, powerB] = [0, 0, 0];
  for (let i = 0; i < pattern.length; i += step) {
    const a = whole[at + i] ?? 0;
    const b = pattern[i] ?? 0;
    shared += a * b;
    powerA += a * a;
    powerB += b * b;
  }
  return powerA === 0 || powerB === 0 ? 0 : shared / Math.sqrt(powerA * powerB);
}
