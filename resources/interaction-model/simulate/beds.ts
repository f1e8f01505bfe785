import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import { seededRandom } from '../../../test/bench/support/statistics.ts';
import { bed } from '../../../test/panel/scenes/beds.ts';
import { silence, type Sound } from '../../../test/scenarios/support/sounds.ts';

/** What lies under a session: the beds of the panel's train split, and more kinds that no split of it has. */
export const bedNames = ['hiss', 'hum', 'street', 'dishes', 'music'] as const;
export type TrainBed = (typeof bedNames)[number];

export async function trainBed(name: TrainBed, ms: number, seed: number): Promise<Sound> {
  switch (name) {
    case 'hiss':
    case 'hum':
      return bed(name, ms, seed, []);
    case 'street':
      return street(ms, seed);
    case 'dishes':
      return dishes(ms, seed);
    case 'music':
      return music(ms, seed);
  }
}

/** Dark noise that swells and fades: cars that come and go. */
function street(ms: number, seed: number): Sound {
  const random = seededRandom(seed);
  const [periodMs, phase] = [2500 + 4000 * random(), 2 * Math.PI * random()];
  let state = 0;
  return silence(ms).map((_, i) => {
    state = 0.95 * state + 0.05 * (2 * random() - 1);
    const swell = 1 + 0.9 * Math.sin(phase + (2 * Math.PI * i) / msToSamples(periodMs));
    return state * swell;
  });
}

/** Things that ring when they are put down. */
function dishes(ms: number, seed: number): Sound {
  const random = seededRandom(seed);
  const out = silence(ms).map(() => 0.004 * (2 * random() - 1));
  for (let at = msToSamples(200 * random()); at < out.length; at += msToSamples(250 + 1400 * random())) {
    const [hz, level, decay] = [
      1500 + 3500 * random(),
      0.1 + 0.4 * random(),
      msToSamples(20 + 60 * random()),
    ];
    for (let i = 0; i < 6 * decay && at + i < out.length; i++) {
      const ring = Math.sin((2 * Math.PI * hz * i) / HEARING_RATE_HZ);
      out[at + i] = (out[at + i] ?? 0) + level * ring * Math.exp(-i / decay);
    }
  }
  return out;
}

/** Half tones above the lowest note. */
const SCALE = [0, 3, 5, 7, 10, 12] as const;

/** A plucked tune, a note every few hundred ms. */
function music(ms: number, seed: number): Sound {
  const random = seededRandom(seed);
  const out = silence(ms);
  const [lowestHz, stepMs] = [130 + 130 * random(), 180 + 300 * random()];
  for (let at = 0; at < out.length; at += msToSamples(stepMs)) {
    const hz = lowestHz * 2 ** ((SCALE[Math.floor(random() * SCALE.length)] ?? 0) / 12);
    for (let i = 0; i < msToSamples(700) && at + i < out.length; i++) {
      const turn = (2 * Math.PI * hz * i) / HEARING_RATE_HZ;
      const note = Math.sin(turn) + 0.4 * Math.sin(2 * turn) + 0.2 * Math.sin(3 * turn);
      out[at + i] = (out[at + i] ?? 0) + 0.2 * note * Math.exp(-i / msToSamples(220));
    }
  }
  return out;
}
