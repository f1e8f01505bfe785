import { seededRandom, type Interval } from '../../bench/support/statistics.ts';
import type { Scene } from '../scene.ts';

/** Few enough to be quick, enough for a 95 % interval. */
const ROUNDS = 1000;
/** The same draws for every metric and contestant: two runs print the same figures. */
const SEED = 20_261_127;

/** Scenes by their place, those together that hang together. */
export type Clusters = readonly (readonly number[])[];

/**
 * Synthetic scenes are drawn for themselves. Of recordings, a speaker's are one: they are cut from the same minutes of the
 * same person, and a policy that is lucky with one of them is lucky with all.
 */
export function clustersOf(scenes: readonly Pick<Scene, 'id' | 'human' | 'speakers'>[]): Clusters {
  const key = ({ id, human, speakers }: Pick<Scene, 'id' | 'human' | 'speakers'>): string =>
    human && speakers.length > 0 ? speakers.join() : id;
  const keys = scenes.map(key);
  return [...new Set(keys)].map((one) => keys.flatMap((other, i) => (other === one ? [i] : [])));
}

/**
 * 95 % of what `figure` gives of as many clusters of scenes drawn with replacement: what happens within one scene hangs
 * together, so scenes are drawn and not observations. Rounds in which it has no figure are left out; null when most have
 * none. A figure may be infinite, for something that never comes: then so may an end of the interval.
 */
export function scenesInterval(
  clusters: Clusters,
  figure: (scenes: readonly number[]) => number | null,
): Interval | null {
  const random = seededRandom(SEED);
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const drawn = clusters.flatMap(() => clusters[Math.floor(random() * clusters.length)] ?? []);
    const value = figure(drawn);
    if (value !== null) figures.push(value);
  }
  if (figures.length < ROUNDS / 2) return null;
  const sorted = figures.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  const [low, high] = [sorted[Math.floor(0.025 * last)], sorted[Math.ceil(0.975 * last)]];
  return low === undefined || high === undefined ? null : { low, high };
}
