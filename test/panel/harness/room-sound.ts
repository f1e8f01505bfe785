import { msToSamples } from '../../../shared/audio.ts';
import type { Sound } from '../../scenarios/support/sounds.ts';

/** So much at either end of a scene is the room alone. */
const ALONE_MS = 150;

/**
 * The room before a scene and after it, out of the scene's first or last moments, there and back again so that nothing
 * jumps. A room that begins with the scene is taken for a voice for a second: noise out of nothing is like an onset.
 */
export function roomSound(
  scene: Sound,
  end: 'before' | 'after',
): (fromSample: number, samples: number) => Sound {
  const count = Math.min(msToSamples(ALONE_MS), scene.length);
  const alone =
    end === 'before' ? scene.subarray(0, count) : scene.subarray(scene.length - count).toReversed();
  const around = Math.max(1, 2 * count);
  return (fromSample, samples) =>
    Float32Array.from({ length: samples }, (_, i) => {
      const at = (fromSample + i) % around;
      return alone[at < count ? at : around - 1 - at] ?? 0;
    });
}
