import { expect, test } from 'vitest';
import { Draw } from '../../../../../resources/interaction-model/simulate/draw.ts';

test('the same seed and name draw the same, another seed or name something else', () => {
  const drawn = (seed: number, name: string): number[] => {
    const draw = new Draw(seed, name);
    return Array.from({ length: 5 }, () => draw.between(0, 1));
  };
  expect(drawn(1, 'a')).toEqual(drawn(1, 'a'));
  expect(drawn(1, 'a')).not.toEqual(drawn(2, 'a'));
  expect(drawn(1, 'a')).not.toEqual(drawn(1, 'b'));
});

test('weights are kept, and whole numbers come with both ends', () => {
  const draw = new Draw(3, 'shares');
  const drawn = Array.from({ length: 2000 }, () =>
    draw.weighted([
      ['often', 9],
      ['seldom', 1],
    ]),
  );
  const seldom = drawn.filter((one) => one === 'seldom').length;
  expect(seldom).toBeGreaterThan(140);
  expect(seldom).toBeLessThan(260);
  const whole = Array.from({ length: 200 }, () => draw.whole(2, 4));
  expect([...new Set(whole)].toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
});

test('by the logarithm as many are short as are long', () => {
  const draw = new Draw(4, 'pauses');
  const drawn = Array.from({ length: 2000 }, () => draw.byLogarithm(100, 10_000));
  const below = drawn.filter((one) => one < 1000).length;
  expect(below).toBeGreaterThan(900);
  expect(below).toBeLessThan(1100);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(10_000);
});
