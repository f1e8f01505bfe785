import { expect, test } from 'vitest';
import { endOfTurnProbability } from '../../../../electron/inference/end-of-turn/head.ts';
import { seededRandom } from '../../../bench/support/statistics.ts';
import { trainLogistic, type Example } from '../../../panel/end-of-turn/logistic.ts';

const random = seededRandom(7);
/** Two values that tell, of very different sizes, one that tells nothing and one that never changes. */
const examples: Example[] = Array.from({ length: 400 }, (_, i) => {
  const label = i % 4 === 0 ? 1 : 0;
  const vector = [label + random(), 1000 * (2 * random() - label), random(), 5];
  return { label, vector: Float32Array.from(vector) };
});
const training = { l2: 0.01, steps: 300 };

test('what tells the two apart is found, whatever its size, and which way it points', () => {
  const { weights } = trainLogistic(examples, training);
  expect(weights[0]).toBeGreaterThan(0.5);
  expect(weights[1]).toBeLessThan(-0.5);
  expect(Math.abs(weights[2] ?? 1)).toBeLessThan(0.2);
  expect(weights[3]).toBeCloseTo(0, 6);
});

test('examples that it has not seen are told apart, and both kinds count alike', () => {
  const head = trainLogistic(examples.slice(0, 300), training);
  const verdicts = examples
    .slice(300)
    .map(({ vector, label }) => (endOfTurnProbability(head, vector) >= 0.5 ? 1 : 0) === label);
  expect(verdicts.filter(Boolean).length / verdicts.length).toBeGreaterThan(0.93);
  const few = examples.filter(({ label }, i) => label === 1 || i % 2 === 0);
  expect(trainLogistic(few, training).weights[0]).toBeCloseTo(
    trainLogistic(examples, training).weights[0] ?? 0,
    0,
  );
});

test('the same examples give the same head', () => {
  expect(trainLogistic(examples, training)).toEqual(trainLogistic(examples, training));
});

test('where it has come to rest, more steps change nothing', () => {
  const [rest, more] = [2000, 4000].map((steps) => trainLogistic(examples, { l2: 0.1, steps }));
  for (const [i, weight] of (rest?.weights ?? []).entries()) expect(more?.weights[i]).toBeCloseTo(weight, 4);
});

test('a stronger penalty gives smaller weights', () => {
  const size = (l2: number): number => Math.hypot(...trainLogistic(examples, { l2, steps: 300 }).weights);
  expect(size(1)).toBeLessThan(size(0.01));
});
