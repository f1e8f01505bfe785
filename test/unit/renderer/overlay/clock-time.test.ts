import { expect, test } from 'vitest';
import { clockTime, exactTime } from '../../../../renderer/overlay/clock-time.ts';

const at = (day: number, hour: number): number => new Date(2027, 0, day, hour, 5, 9).getTime();

test('a time is shown to the minute, or to the second, and with its day where that is another', () => {
  expect(clockTime(at(15, 14))).toMatch(/^2:05\sPM$/);
  expect(exactTime(at(15, 14), at(15, 23))).toMatch(/^2:05:09\sPM$/);
  expect(exactTime(at(14, 14), at(15, 1))).toMatch(/^Jan 14, 2:05\sPM$/);
});
