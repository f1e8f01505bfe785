import type { Clock } from '../interaction/loop.ts';
import type { LocalClock } from '../interaction/voice/small-talk/answer.ts';

export const realClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  zoneMs: (wallMs) => -60_000 * new Date(wallMs).getTimezoneOffset(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The clock on the wall where the person is. */
export function localClock(date: Date): LocalClock {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
  };
}
