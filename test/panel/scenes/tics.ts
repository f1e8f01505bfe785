import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import { seededRandom } from '../../bench/support/statistics.ts';
import { joined, silence, type Sound } from '../../scenarios/support/sounds.ts';

/** Noises that people make without saying anything. Made of noise and a glottal pulse: no recording is needed for them. */
export type Tic = 'cough' | 'breath' | 'throat' | 'laugh';

/** Noise around one frequency: a two-pole resonance. */
function resonant(ms: number, hz: number, random: () => number): Sound {
  const radius = 0.96;
  const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / HEARING_RATE_HZ);
  let [one, two] = [0, 0];
  return silence(ms).map(() => {
    const now = (1 - radius) * (2 * random() - 1) + turn * one - radius * radius * two;
    [one, two] = [now, one];
    return now;
  });
}

const shaped = (sound: Sound, level: (part: number) => number): Sound =>
  sound.map((sample, i) => sample * level(i / sound.length));

const burst = (ms: number, hz: number, random: () => number): Sound =>
  shaped(resonant(ms, hz, random), (part) => Math.min(1, part * 30) * Math.exp(-4 * part));

const swell = (ms: number, hz: number, random: () => number): Sound =>
  shaped(resonant(ms, hz, random), (part) => Math.sin(Math.PI * part) ** 2);

/** A vowel's worth of voice with breath in it, falling in pitch. */
function ha(ms: number, pitchHz: number, random: () => number): Sound {
  let phase = 0;
  const voice = silence(ms).map((_, i) => {
    const part = i / msToSamples(ms);
    phase += (pitchHz * (1 - 0.25 * part)) / HEARING_RATE_HZ;
    return Math.max(0, Math.sin(2 * Math.PI * phase)) ** 3 - 0.2 + 0.3 * (2 * random() - 1);
  });
  return shaped(voice, (part) => Math.min(1, part * 8) * (1 - part));
}

/** The same for the same seed. */
export function tic(kind: Tic, seed: number): Sound {
  const random = seededRandom(seed);
  const about = (value: number): number => value * (0.85 + 0.3 * random());
  switch (kind) {
    case 'cough':
      return joined(
        burst(about(160), about(900), random),
        silence(about(120)),
        burst(about(220), about(800), random),
      );
    case 'breath':
      return swell(about(550), about(2400), random);
    case 'throat':
      return joined(ha(about(90), about(95), random), silence(about(40)), ha(about(150), about(85), random));
    case 'laugh':
      return joined(
        ...Array.from({ length: 4 }, () => joined(ha(about(110), about(230), random), silence(about(90)))),
      );
  }
}
