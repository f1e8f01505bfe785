import path from 'node:path';
import type { SceneSource } from '../scenes/scene-source.ts';
import { shareOut } from './share-out.ts';
import type { Order, PlayedScene } from './work.ts';

export interface PoolOptions {
  readonly sources: readonly SceneSource[];
  /** By name. */
  readonly contestants: readonly string[];
  readonly processes: number;
  /** The folder where what was heard is kept. */
  readonly heard: string;
  /** After each scene. */
  readonly onPlayed: (count: number) => void;
}

/** Plays every scene under every contestant, in several processes. In the order of the sources, whoever was done first. */
export async function playAll(options: PoolOptions): Promise<readonly PlayedScene[]> {
  const { sources, contestants, processes, heard, onPlayed } = options;
  const played = new Map<string, PlayedScene>();
  await shareOut<Order, PlayedScene>({
    script: path.resolve(import.meta.dirname, 'worker.ts'),
    orders: sources.map(({ scene }) => ({
      split: scene.split,
      sceneId: scene.id,
      contestants: [...contestants],
      heard,
    })),
    processes,
    onDone: (one) => {
      played.set(one.scene.id, one);
      onPlayed(played.size);
    },
  });
  return sources.flatMap(({ scene }) => played.get(scene.id) ?? []);
}
