import { msToSamples } from '../../../../shared/audio.ts';
import { noise, silence, type Sound } from '../../../scenarios/support/sounds.ts';

/** Where one piece of sound gives way to the next: too short to be heard as a fade, too long to click. */
export const FADE_MS = 20;

/** One after the other, each beginning within the end of the one before. Shorter by a fade for each joint. */
export function crossfaded(...parts: readonly Sound[]): Sound {
  const fade = msToSamples(FADE_MS);
  const [first, ...rest] = parts.filter(({ length }) => length >= fade);
  if (!first) return new Float32Array();
  return rest.reduce((before, part) => {
    const out = new Float32Array(before.length + part.length - fade);
    out.set(before);
    for (let i = 0; i < part.length; i++) {
      const at = before.length - fade + i;
      const risen = Math.min(1, (i + 1) / (fade + 1));
      out[at] = i < fade ? (before[at] ?? 0) * (1 - risen) + (part[i] ?? 0) * risen : (part[i] ?? 0);
    }
    return out;
  }, first);
}

/**
 * A room in which nobody speaks for so long: its own sound, over and over. Where it was nowhere quiet for long enough,
 * or nobody knows where, white noise of its level does.
 */
export function roomTone(ms: number, quiet: Sound | null, floorDbfs: number): Sound {
  const length = msToSamples(ms);
  if (!quiet || quiet.length < msToSamples(4 * FADE_MS))
    // The root mean square of white noise is its peak ÷ √3.
    return floorDbfs <= SILENT_DBFS ? silence(ms) : noise(ms, 10 ** (floorDbfs / 20) * Math.sqrt(3));
  const step = quiet.length - msToSamples(FADE_MS);
  const times = Math.ceil(length / step) + 1;
  return crossfaded(...Array.from({ length: times }, () => quiet)).slice(0, length);
}

/** Nothing of it reaches 16 bits. */
const SILENT_DBFS = -96;
