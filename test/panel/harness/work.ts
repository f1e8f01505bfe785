import { z } from 'zod';
import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';

/** What the panel's processes say to one another. */

/** One scene, under each of these. All of a scene's policies are played by one process: they hear much the same. */
export const orderSchema = z.strictObject({
  split: z.enum(['train', 'tune', 'held-out']),
  sceneId: z.string(),
  contestants: z.array(z.string()),
  /** Where what was heard is kept. */
  heard: z.string(),
});
export type Order = z.infer<typeof orderSchema>;

/** A scene that was played under each contestant, in the order's order. */
export interface PlayedScene {
  readonly scene: Scene;
  readonly outcomes: readonly Outcome[];
  /** Hearings that were not kept from an earlier run. */
  readonly made: number;
}
