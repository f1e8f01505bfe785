import { quantile, seededRandom, type Interval } from '../../bench/support/statistics.ts';

/** Few enough to be quick, enough for a 95 % interval. */
const ROUNDS = 1000;
/** The same draws for every metric and contestant: two runs print the same figures. */
const SEED = 20_261_127;

/**
 * 95 % of what `figure` gives of as many scenes drawn with replacement: what happens within one scene hangs together, so
 * scenes are drawn and not observations. Rounds in which it has no figure are left out; null when most have none.
 */
export function scenesInterval(
  count: number,
  figure: (scenes: readonly number[]) => number | null,
): Interval | null {
  const random = seededRandom(SEED);
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const drawn = Array.from({ length: count }, () => Math.floor(random() * count));
    const value = figure(drawn);
    if (value !== null && Number.isFinite(value)) figures.push(value);
  }
  if (figures.length < ROUNDS / 2) return null;
  return { low: quantile(figures, 0.025), high: quantile(figures, 0.975) };
}
