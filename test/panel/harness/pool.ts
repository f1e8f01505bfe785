import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { SceneSource } from '../scenes/scene-source.ts';
import type { Order, PlayedScene, Told } from './work.ts';

export interface PoolOptions {
  readonly sources: readonly SceneSource[];
  /** By name. */
  readonly contestants: readonly string[];
  readonly processes: number;
  /** After each scene. */
  readonly onPlayed: (count: number) => void;
}

/** Plays every scene under every contestant, in several processes. In the order of the sources, whoever was done first. */
export async function playAll(options: PoolOptions): Promise<readonly PlayedScene[]> {
  const { sources, contestants, processes, onPlayed } = options;
  const waiting: Order[] = sources.map(({ scene }) => ({
    split: scene.split,
    sceneId: scene.id,
    contestants: [...contestants],
  }));
  const played = new Map<string, PlayedScene>();
  const workers = Array.from({ length: Math.min(processes, sources.length) }, startWorker);
  try {
    await Promise.all(
      workers.map((worker) =>
        serve(worker, waiting, (one) => {
          played.set(one.scene.id, one);
          onPlayed(played.size);
        }),
      ),
    );
  } finally {
    for (const worker of workers) worker.kill();
  }
  return sources.flatMap(({ scene }) => played.get(scene.id) ?? []);
}

/** Else onnxruntime reports to its maker. */
const startWorker = (): ChildProcess =>
  fork(path.resolve(import.meta.dirname, 'worker.ts'), {
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  });

/** Gives a worker one order after another until none is left. */
function serve(
  worker: ChildProcess,
  waiting: Order[],
  onPlayed: (played: PlayedScene) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a process that plays scenes ended with ${code}`)));
    worker.on('message', (told: Told) => {
      if (told.type === 'failed') return reject(new Error(`${told.sceneId}: ${told.why}`));
      if (told.type === 'played') onPlayed(told.played);
      const order = waiting.shift();
      if (order) worker.send(order);
      else resolve();
    });
  });
}
