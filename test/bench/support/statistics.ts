/** Numbers that a table can stand on: quantiles, and how sure the median is. */

/** A repeatable source of 0…1 (mulberry32): a bench that is run again makes the same choices. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Linear between the two nearest values; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 % of the medians of `rounds` samples drawn from the values, with replacement. */
export function medianInterval(values: readonly number[], rounds = 2000, seed = 1): Interval {
  const random = seededRandom(seed);
  const medians = Array.from({ length: rounds }, () =>
    quantile(
      values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN),
      0.5,
    ),
  );
  return { low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

export interface Summary {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  readonly interval: Interval;
}

export function summarise(values: readonly number[]): Summary {
  return {
    n: values.length,
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    min: quantile(values, 0),
    max: quantile(values, 1),
    interval: medianInterval(values),
  };
}

/** Least squares: how much `y` rises with one of `x`. NaN with fewer than two different `x`. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middleX, middleY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0);
  const shared = points.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0);
  return spread === 0 ? Number.NaN : shared / spread;
}
