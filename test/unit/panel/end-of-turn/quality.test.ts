import { expect, test } from 'vitest';
import { accuracy, auc, type Judged } from '../../../panel/end-of-turn/quality.ts';

const judged = (ended: readonly number[], wentOn: readonly number[]): Judged[] => [
  ...ended.map((probability) => ({ probability, label: 1 as const })),
  ...wentOn.map((probability) => ({ probability, label: 0 as const })),
];

test.each([
  ['told apart', [0.9, 0.8], [0.1, 0.7], 1, 0.75],
  ['all alike', [0.4, 0.4], [0.4], 0.5, 0.5],
  ['turned round', [0.1], [0.9, 0.8], 0, 0],
  ['one of four pairs wrong', [0.9, 0.3], [0.1, 0.4], 0.75, 0.75],
])('%s', (_what, ended, wentOn, area, right) => {
  expect(auc(judged(ended, wentOn))).toBe(area);
  expect(accuracy(judged(ended, wentOn))).toBe(right);
});

test('both kinds count alike, however many there are of each', () => {
  expect(
    accuracy(
      judged(
        [0.9],
        Array.from({ length: 99 }, () => 0.9),
      ),
    ),
  ).toBe(0.5);
});
