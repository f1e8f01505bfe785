import { msToSamples, samplesToMs } from '../../../shared/audio.ts';
import { seededRandom } from '../../bench/support/statistics.ts';
import { silence, type Sound } from '../../scenarios/support/sounds.ts';

/** Below this part of the loudest sample is silence: a voice's own noise, the tail of a synthesiser's filter. */
const SILENT_PART = 0.02;

const gain = (levelDb: number): number => 10 ** (levelDb / 20);

const peakOf = (sound: Sound): number => sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** From the first to the last sample that is no silence. */
export function trimmed(sound: Sound): Sound {
  const least = SILENT_PART * peakOf(sound);
  const loud = (sample: number): boolean => Math.abs(sample) > least;
  const [from, to] = [sound.findIndex(loud), sound.findLastIndex(loud)];
  return from === -1 ? sound : sound.slice(from, to + 1);
}

/** At a mean level over its loud parts, dBFS: pauses do not make a voice louder. */
export function atLevel(sound: Sound, levelDbfs: number): Sound {
  const least = SILENT_PART * peakOf(sound);
  let [power, count] = [0, 0];
  for (const sample of sound) {
    if (Math.abs(sample) <= least) continue;
    power += sample * sample;
    count += 1;
  }
  const rms = Math.sqrt(power / Math.max(1, count));
  const factor = rms === 0 ? 1 : gain(levelDbfs) / rms;
  return sound.map((sample) => Math.max(-1, Math.min(1, sample * factor)));
}

/** A stretch of a sound, in samples. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The longest silence between its first and its last loud sample; null when it has none of 60 ms. */
export function longestSilence(sound: Sound): Stretch | null {
  const least = SILENT_PART * peakOf(sound);
  let longest: Stretch | null = null;
  let last = sound.findIndex((sample) => Math.abs(sample) > least);
  for (let i = last + 1; i < sound.length; i++) {
    if (Math.abs(sound[i] ?? 0) <= least) continue;
    if (i - last > (longest ? longest.to - longest.from : msToSamples(60))) longest = { from: last, to: i };
    last = i;
  }
  return longest;
}

/** Puts sounds at places of one track. */
export class Track {
  readonly sound: Sound;

  constructor(durationMs: number) {
    this.sound = silence(durationMs);
  }

  /** Where it lies then, ms, exact to the sample. */
  place(sound: Sound, atMs: number): { readonly fromMs: number; readonly toMs: number } {
    const from = msToSamples(atMs);
    for (let i = 0; i < sound.length && from + i < this.sound.length; i++)
      this.sound[from + i] = (this.sound[from + i] ?? 0) + (sound[i] ?? 0);
    return { fromMs: samplesToMs(from), toMs: samplesToMs(from + sound.length) };
  }
}

/**
 * A room: the sound itself and some of it again, ever weaker, at random times (velvet noise: one impulse in each 4 ms).
 * The first of it is 6 dB below the sound itself; 60 dB are gone after `decayMs`.
 */
export function inRoom(sound: Sound, decayMs: number, seed: number): Sound {
  if (decayMs === 0) return sound;
  const random = seededRandom(seed);
  const out = sound.slice();
  const slot = msToSamples(4);
  for (let slotFrom = slot; slotFrom < msToSamples(decayMs); slotFrom += slot) {
    const at = slotFrom + Math.floor(random() * slot);
    const level = (random() < 0.5 ? -0.5 : 0.5) * gain((-60 * samplesToMs(at)) / decayMs) * 0.5;
    for (let i = at; i < out.length; i++) out[i] = (out[i] ?? 0) + level * (sound[i - at] ?? 0);
  }
  return out;
}

/** A bed under everything, so many dB below the voice. */
export function withBed(sound: Sound, bed: Sound, voiceDbfs: number, snrDb: number): Sound {
  const under = atLevel(bed, voiceDbfs - snrDb);
  return sound.map((sample, i) => Math.max(-1, Math.min(1, sample + (under[i % under.length] ?? 0))));
}
