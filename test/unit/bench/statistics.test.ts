import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianInterval, quantile, slope, summarise } from '../../bench/support/statistics.ts';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

test('quantiles lie between the least and the most, and the ends are those', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const at = quantile(values, share);
      expect(at).toBeGreaterThanOrEqual(Math.min(...values));
      expect(at).toBeLessThanOrEqual(Math.max(...values));
      expect(quantile(values, 0)).toBe(Math.min(...values));
      expect(quantile(values, 1)).toBe(Math.max(...values));
    }),
  );
});

test('the median of an even number of values lies in the middle of two', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the interval holds the median, and is the same each time', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const { low, high } = medianInterval(values, 200);
      expect(low).toBeLessThanOrEqual(quantile(values, 0.5));
      expect(high).toBeGreaterThanOrEqual(quantile(values, 0.5));
      expect(medianInterval(values, 200)).toEqual({ low, high });
    }),
    { numRuns: 20 },
  );
});

test('a straight line gives its slope, and one point gives none', () => {
  const line = [0, 1, 2, 5].map((x) => ({ x, y: 3 * x - 7 }));
  expect(slope(line)).toBeCloseTo(3);
  expect(slope(line.slice(0, 1))).toBeNaN();
  expect(summarise([]).n).toBe(0);
});
