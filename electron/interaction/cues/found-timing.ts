import type { Timing } from './cue.ts';
import type { OrderWord } from './order-words.ts';
import type { TimeOfDay } from './spoken-time.ts';

/** The clock on the person's wall, to the second: what "at three" counts from. */
export interface WallClock {
  readonly wallMs: number;
  /** How far it is ahead of UTC, ms. */
  readonly zoneMs: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface FoundTiming {
  readonly timing: Timing;
  /** The words that are left: what is to be done then. */
  readonly rest: readonly OrderWord[];
  /** The time of day that was said, where no day was said with it. */
  readonly time?: TimeOfDay;
}
