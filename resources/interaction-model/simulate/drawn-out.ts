import { msToSamples } from '../../../shared/audio.ts';
import type { Sound } from '../../../test/scenarios/support/sounds.ts';

/** How people hold a word while they think of the next one: a stretch of it goes on for longer, at the same pitch. */

const GRAIN_MS = 24;
/** Half of a low voice's period, each way. */
const SEARCH_MS = 7;

/** `times` as long between two samples: grains that overlap by half, each from where it fits what is there best. */
export function drawnOut(
  sound: Sound,
  stretch: { readonly from: number; readonly to: number },
  times: number,
): Sound {
  const grain = msToSamples(GRAIN_MS);
  const half = grain / 2;
  const length = stretch.to - stretch.from;
  if (length < 2 * grain || times <= 1) return sound;
  // Whole grains, so that none of it stays empty.
  const held = new Float32Array(grain + half * Math.round((length * times - grain) / half));
  held.set(sound.subarray(stretch.from, stretch.from + grain));
  let last = stretch.from;
  for (let at = half; at + grain <= held.length; at += half) {
    const wanted = stretch.from + Math.round(at / times);
    const from = bestFit(sound, last + half, wanted, stretch.to - grain);
    for (let i = 0; i < grain; i++) {
      const risen = Math.min(1, i / half);
      held[at + i] = (held[at + i] ?? 0) * (1 - risen) + (sound[from + i] ?? 0) * risen;
    }
    last = from;
  }
  return joinedAt(sound, stretch, held);
}

/** Where the sound is most like what would come next at `like`, near `about`. */
function bestFit(sound: Sound, like: number, about: number, most: number): number {
  const half = msToSamples(GRAIN_MS) / 2;
  const search = msToSamples(SEARCH_MS);
  let [best, closest] = [Math.min(about, most), Number.NEGATIVE_INFINITY];
  for (let from = Math.max(0, about - search); from <= Math.min(most, about + search); from += 2) {
    let alike = 0;
    for (let i = 0; i < half; i += 2) alike += (sound[like + i] ?? 0) * (sound[from + i] ?? 0);
    if (alike > closest) [best, closest] = [from, alike];
  }
  return best;
}

function joinedAt(sound: Sound, { from, to }: { from: number; to: number }, held: Sound): Sound {
  const fade = msToSamples(GRAIN_MS) / 2;
  const out = new Float32Array(from + held.length + sound.length - to);
  out.set(sound.subarray(0, from));
  out.set(held, from);
  out.set(sound.subarray(to), from + held.length);
  // The last grain gives way to what led up to the rest.
  for (let i = 0; i < fade; i++) {
    const at = from + held.length - fade + i;
    const risen = i / fade;
    out[at] = (out[at] ?? 0) * (1 - risen) + (sound[to - fade + i] ?? 0) * risen;
  }
  return out;
}
