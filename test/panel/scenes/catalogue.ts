import type { Split } from '../scene.ts';
import { humanScenes } from './human/human-scenes.ts';
import type { SceneSource } from './scene-source.ts';
import { syntheticScenes } from './synthetic.ts';

/** All scenes of a split, always in the same order. Without the recordings the human ones are missing. */
export async function sceneSources(split: Split): Promise<readonly SceneSource[]> {
  return [...syntheticScenes(split), ...humanScenes(split)];
}
