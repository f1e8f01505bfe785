import type { Linear } from '../../../electron/inference/end-of-turn/head.ts';

/** Logistic regression with an L2 penalty by plain gradient descent: the same examples give the same head. */

export interface Example {
  readonly vector: Float32Array;
  /** 1: the turn had ended; 0: the person went on. */
  readonly label: 0 | 1;
}

export interface Training {
  /** Penalty on the weights of standardised values. */
  readonly l2: number;
  readonly steps: number;
}

/** Below this a value is the same in every example and tells nothing. */
const LEAST_SCALE = 1e-6;

/** Both labels count alike, however many examples there are of each: the head's threshold is then the policy's own. */
export function trainLogistic(examples: readonly Example[], { l2, steps }: Training): Linear {
  const { mean, scale } = standardOf(examples);
  const rows = examples.map(({ vector }) =>
    Float64Array.from(vector, (value, i) => (value - (mean[i] ?? 0)) / (scale[i] ?? 1)),
  );
  const counts = [0, 1].map((label) => examples.filter((one) => one.label === label).length);
  const shares = examples.map(({ label }) => 0.5 / Math.max(1, counts[label] ?? 1));
  // By the most that the loss can bend, with some to spare for what the iteration has not found: longer steps overshoot.
  const rate = 1 / (0.3 * (largestEigenvalue(rows, shares) + 1) + l2);
  const weights = new Float64Array(mean.length);
  let bias = 0;
  for (let step = 0; step < steps; step++) {
    const slope = weights.map((weight) => l2 * weight);
    let biasSlope = 0;
    for (const [n, row] of rows.entries()) {
      const error = (shares[n] ?? 0) * (sigmoid(dot(weights, row) + bias) - (examples[n]?.label ?? 0));
      for (let i = 0; i < slope.length; i++) slope[i] = (slope[i] ?? 0) + error * (row[i] ?? 0);
      biasSlope += error;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) - rate * (slope[i] ?? 0);
    bias -= rate * biasSlope;
  }
  const single = (values: Iterable<number>): number[] => Array.from(values, Math.fround);
  return { mean: single(mean), scale: single(scale), weights: single(weights), bias: Math.fround(bias) };
}

/** Mean and deviation of each value. */
function standardOf(examples: readonly Example[]): {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
} {
  const mean = new Float64Array(examples[0]?.vector.length ?? 0);
  const square = new Float64Array(mean.length);
  for (const { vector } of examples)
    for (const [i, value] of vector.entries()) mean[i] = (mean[i] ?? 0) + value / examples.length;
  for (const { vector } of examples)
    for (const [i, value] of vector.entries())
      square[i] = (square[i] ?? 0) + (value - (mean[i] ?? 0)) ** 2 / examples.length;
  return { mean, scale: square.map((value) => Math.max(LEAST_SCALE, Math.sqrt(value))) };
}

/** Of the weighted moments, by power iteration. */
function largestEigenvalue(rows: readonly Float64Array[], shares: readonly number[]): number {
  let direction = new Float64Array(rows[0]?.length ?? 0).fill(1);
  let value = 0;
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(direction.length);
    for (const [n, row] of rows.entries()) {
      const along = (shares[n] ?? 0) * dot(row, direction);
      for (let i = 0; i < next.length; i++) next[i] = (next[i] ?? 0) + along * (row[i] ?? 0);
    }
    value = Math.sqrt(dot(next, next));
    if (value === 0) return 0;
    direction = next.map((one) => one / value);
  }
  return value;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
