import { HEARING_RATE_HZ } from '../../../shared/audio.ts';
import { int16ToFloat32 } from '../../../shared/sound/pcm.ts';
import { asset } from '../../e2e/support/assets.ts';
import { readFlac } from '../../e2e/support/wav.ts';
import { seededRandom } from './statistics.ts';

/** Sounds without words, at 16 kHz, for a recogniser that must stay silent. */

/** A recorded keyboard over and over; null when the recordings are not here. */
export function typing(seconds: number): Float32Array | null {
  const file = asset('human/noise/keyboard1.flac');
  if (file === null) return null;
  const { samples } = readFlac(file);
  const keys = int16ToFloat32(samples);
  return Float32Array.from({ length: seconds * HEARING_RATE_HZ }, (_, i) => keys[i % keys.length] ?? 0);
}

/** Equal power in every octave (Paul Kellet's filter of white noise), −26 dBFS. */
export function pinkNoise(seconds: number): Float32Array {
  const random = seededRandom(7);
  const state = new Float64Array(3);
  return Float32Array.from({ length: seconds * HEARING_RATE_HZ }, () => {
    const white = 2 * random() - 1;
    state[0] = 0.99765 * (state[0] ?? 0) + white * 0.099046;
    state[1] = 0.963 * (state[1] ?? 0) + white * 0.2965164;
    state[2] = 0.57 * (state[2] ?? 0) + white * 1.0526913;
    return 0.045 * ((state[0] ?? 0) + (state[1] ?? 0) + (state[2] ?? 0) + white * 0.1848);
  });
}

const MELODY = [392, 440, 494, 587, 494, 440, 392, 330, 349, 392, 440, 523, 440, 392, 349, 294] as const;
const CHORDS = [
  [196, 247, 294],
  [165, 196, 247],
  [131, 165, 196],
  [147, 185, 220],
] as const;
const BEAT_S = 0.4;

/** A made band: plucked melody with vibrato, chords, a bass and a drum; no voice in it. */
export function music(seconds: number): Float32Array {
  const random = seededRandom(11);
  return Float32Array.from({ length: seconds * HEARING_RATE_HZ }, (_, i) => {
    const t = i / HEARING_RATE_HZ;
    const beat = Math.floor(t / BEAT_S);
    const since = t - beat * BEAT_S;
    const note = MELODY[beat % MELODY.length] ?? 392;
    const chord = CHORDS[(beat >> 2) % CHORDS.length] ?? [196];
    const tone = (hz: number, harmonics: number): number => {
      let sound = 0;
      for (let k = 1; k <= harmonics; k++) sound += Math.sin(2 * Math.PI * hz * k * t) / k;
      return sound;
    };
    const vibrato = note * (1 + 0.004 * Math.sin(2 * Math.PI * 5.5 * t));
    const melody = 0.11 * tone(vibrato, 6) * Math.exp(-3 * since);
    const pad = chord.reduce((all, hz) => all + 0.025 * tone(hz, 4), 0);
    const bass = 0.08 * Math.sin(Math.PI * (chord[0] ?? 196) * t);
    const drum = 0.2 * (2 * random() - 1) * Math.exp(-60 * since);
    return melody + pad + bass + drum;
  });
}
