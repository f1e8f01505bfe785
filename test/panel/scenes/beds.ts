import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import { seededRandom } from '../../bench/support/statistics.ts';
import { silence, type Sound } from '../../scenarios/support/sounds.ts';
import type { Talker } from './talkers.ts';

/** What lies under a voice, or is all there is. Each split has its own kinds. */
export type BedName = 'hiss' | 'hum' | 'fan' | 'rain' | 'keys' | 'babble';

/** Noise through one pole: the nearer to 1, the darker. */
function darkNoise(ms: number, pole: number, seed: number): Sound {
  const random = seededRandom(seed);
  let state = 0;
  return silence(ms).map(() => {
    state = pole * state + (1 - pole) * (2 * random() - 1);
    return state;
  });
}

const tone = (ms: number, hz: number, level: number): Sound =>
  silence(ms).map((_, i) => level * Math.sin((2 * Math.PI * hz * i) / HEARING_RATE_HZ));

const sum = (one: Sound, other: Sound): Sound => one.map((sample, i) => sample + (other[i] ?? 0));

/** Keys that are struck at uneven times: a click and a softer one when the key comes up. */
function keys(ms: number, seed: number): Sound {
  const random = seededRandom(seed);
  const out = silence(ms);
  for (let at = 0; at < out.length; at += msToSamples(90 + 260 * random())) {
    for (const [later, level] of [
      [0, 0.6],
      [70, 0.25],
    ] as const) {
      const from = at + msToSamples(later);
      for (let i = 0; i < msToSamples(9); i++)
        if (from + i < out.length) out[from + i] = level * (2 * random() - 1) * Math.exp(-i / 40);
    }
  }
  return out;
}

const MURMURED = [
  'The train was late again and nobody at the station could say why.',
  'We painted the kitchen yellow and the hall a very light grey.',
  'She has been learning the violin since she was six years old.',
  'They moved the meeting to Thursday because of the holiday.',
] as const;

const crowds = new Map<string, Promise<readonly Sound[]>>();

/** Each voice of the crowd, backwards: nobody can understand a word of it. */
function crowdOf(talkers: readonly Talker[]): Promise<readonly Sound[]> {
  const key = talkers.map(({ id }) => id).join();
  const known =
    crowds.get(key) ??
    Promise.all(
      talkers.flatMap((talker, turn) =>
        MURMURED.filter((_, i) => i % talkers.length === turn).map(async (text, i) =>
          (await talker.say(text, { pace: 0.9 + 0.15 * i, pitch: 1 })).toReversed(),
        ),
      ),
    );
  crowds.set(key, known);
  return known;
}

async function babble(ms: number, talkers: readonly Talker[]): Promise<Sound> {
  const voices = await crowdOf(talkers);
  return voices.reduce((all, voice) => sum(all, repeated(voice, all.length)), silence(ms));
}

const repeated = (sound: Sound, length: number): Sound =>
  Float32Array.from({ length }, (_, i) => sound[i % sound.length] ?? 0);

/** So much of a bed, the same for the same seed, at no particular level. */
export async function bed(
  name: BedName,
  ms: number,
  seed: number,
  talkers: readonly Talker[],
): Promise<Sound> {
  switch (name) {
    case 'hiss':
      return darkNoise(ms, 0.2, seed);
    case 'rain':
      return darkNoise(ms, 0.6, seed);
    case 'hum':
      return sum(darkNoise(ms, 0.9, seed), sum(tone(ms, 100, 0.05), tone(ms, 300, 0.015)));
    case 'fan':
      return sum(darkNoise(ms, 0.97, seed), tone(ms, 187, 0.01));
    case 'keys':
      return keys(ms, seed);
    case 'babble':
      return babble(ms, talkers);
  }
}
