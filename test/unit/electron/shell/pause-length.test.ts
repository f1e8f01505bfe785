import { expect, test } from 'vitest';
import { pauseEndMs } from '../../../../electron/shell/pause-length.ts';

const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 10, day, hour, minute);

test.each([
  ['15-minutes', at(24, 14), at(24, 14, 15)],
  ['1-hour', at(24, 23, 30), at(25, 0, 30)],
  ['tomorrow', at(24, 14), at(25, 6)],
  ['tomorrow', at(24, 23, 59), at(25, 6)],
  // Late at night the morning that comes is meant.
  ['tomorrow', at(25, 1), at(25, 6)],
  ['tomorrow', at(25, 5), at(26, 6)],
] as const)('%s from %s on ends at %s', (length, now, end) => {
  expect(new Date(pauseEndMs(length, now))).toEqual(end);
});
