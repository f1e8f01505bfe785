import type { Sound } from '../../e2e/support/wav.ts';
import { decibels, findIn, power, voicedPart } from './signal.ts';
import { quantile } from './statistics.ts';

/** 20 ms: a duck is a matter of tens of milliseconds. */
const WINDOW_MS = 20;
/** Quieter than this in the synthesised signal is a pause, and says nothing about the gain. */
const LOUD_DBFS = -38;
/** One window can be off by itself; this many in a row are a change. */
const IN_A_ROW = 2;
const STRETCH_MS = 500;
const BEGINNINGS_MS = [0, 500, 1000, 2000, 4000] as const;
/** A fragment of sound either way; an output that ran dry on a busy machine; a voice that waited for a person's. */
const REACHES_MS = [30, 500, 2000] as const;
/** Below this the recording holds something else than the signal. */
const LIKE_ENOUGH = 0.6;

export interface GainWindow {
  readonly fromMs: number;
  /** Recorded less synthesised, dB, against the usual difference. */
  readonly db: number;
}

/**
 * How loud Beside's voice left the speaker against how it was synthesised, window by window, pauses left out:
 * what changes there is a duck or a stop, never the words. Null when the signal is not in the recording.
 */
export function gainTrack(
  recorded: Sound & { readonly fromMs: number },
  synthesised: Sound,
): GainWindow[] | null {
  const perMs = recorded.rateHz / 1000;
  let shift = shiftOf(recorded, synthesised);
  if (shift === null) return null;
  const size = WINDOW_MS * perMs;
  const stretch = STRETCH_MS * perMs;
  const windows: GainWindow[] = [];
  for (let at = 0; at + size <= synthesised.samples.length; at += size) {
    if (at % stretch === 0) shift = realigned(recorded, synthesised, at, shift);
    const loud = decibels(power(synthesised.samples.subarray(at, at + size)));
    const from = shift + at;
    if (loud < LOUD_DBFS || from < 0 || from + size > recorded.samples.length) continue;
    const heard = decibels(power(recorded.samples.subarray(from, from + size)));
    windows.push({ fromMs: recorded.fromMs + from / perMs, db: heard - loud });
  }
  // The upper half is untouched even when much of an answer was ducked.
  const usual = quantile(
    windows.map(({ db }) => db),
    0.75,
  );
  return windows.map(({ fromMs, db }) => ({ fromMs, db: db - usual }));
}

/** How much later it lies in the recording, samples: by its beginning, or by a later part when that was spoken over. */
function shiftOf(recorded: Sound, synthesised: Sound): number | null {
  const perMs = recorded.rateHz / 1000;
  const beginMs = voicedPart(synthesised, LOUD_DBFS)?.firstMs ?? 0;
  for (const laterMs of BEGINNINGS_MS) {
    const at = Math.round((beginMs + laterMs) * perMs);
    const pattern = synthesised.samples.subarray(at, at + STRETCH_MS * perMs);
    if (pattern.length < STRETCH_MS * perMs) return null;
    const place = findIn(recorded.samples.subarray(0, at + 4 * recorded.rateHz), pattern, pattern.length);
    if (place.likeness >= LIKE_ENOUGH) return place.at - at;
  }
  return null;
}

/** An output that ran dry for a moment plays on later: each stretch is looked for anew, near where it should be. */
function realigned(recorded: Sound, synthesised: Sound, at: number, shift: number): number {
  const perMs = recorded.rateHz / 1000;
  const pattern = synthesised.samples.subarray(at, at + STRETCH_MS * perMs);
  // A pause is alike to nothing.
  if (decibels(power(pattern)) < LOUD_DBFS) return shift;
  for (const reachMs of REACHES_MS) {
    const from = Math.max(0, at + shift - reachMs * perMs);
    const near = recorded.samples.subarray(from, at + shift + pattern.length + reachMs * perMs);
    const place = findIn(near, pattern, pattern.length);
    if (place.likeness >= LIKE_ENOUGH) return from + place.at - at;
  }
  return shift;
}

/** When the voice had fallen by this much for the first time after `afterMs`; null when it never did. */
export function firstDropMs(track: readonly GainWindow[], afterMs: number, byDb: number): number | null {
  const after = track.filter(({ fromMs }) => fromMs >= afterMs);
  const at = after.findIndex((_, i) => {
    const row = after.slice(i, i + IN_A_ROW);
    return row.length === IN_A_ROW && row.every(({ db }) => db <= -byDb);
  });
  return after[at]?.fromMs ?? null;
}

/** A fricative loses up to 3 dB on its way through two resamplers; a duck is deeper. */
const DUCKED_DB = 4.5;

/** How long the voice was down or waited, pauses between such windows included. One window alone is a signal's edge. */
export function duckedMs(track: readonly GainWindow[], fromMs: number, toMs: number): number {
  const within = track.filter((window) => window.fromMs >= fromMs && window.fromMs < toMs);
  const low = within.map(({ db }) => db <= -DUCKED_DB);
  let total = 0;
  for (const [i, window] of within.entries()) {
    const [before, here, after] = [low[i - 1], low[i], low[i + 1]];
    if (!here || (!before && !after)) continue;
    total += after ? (within[i + 1]?.fromMs ?? 0) - window.fromMs : WINDOW_MS;
  }
  return total;
}
