import type { PauseLength } from '../../shared/pause.ts';

/** When a pause that begins now ends, wall clock in ms. "Tomorrow" begins at six: nobody means midnight. */
export function pauseEndMs(length: PauseLength, now: Date): number {
  switch (length) {
    case '15-minutes':
      return now.getTime() + 15 * 60_000;
    case '1-hour':
      return now.getTime() + 3_600_000;
    case 'tomorrow': {
      const end = new Date(now);
      end.setHours(6, 0, 0, 0);
      // Late at night "tomorrow" is the morning that comes.
      if (now.getHours() >= 4) end.setDate(end.getDate() + 1);
      return end.getTime();
    }
  }
}
