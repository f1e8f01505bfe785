import type { Hush } from '../../../shared/manners.ts';
import type { Cue } from './cue.ts';

/** What an answer may refer to: the engine's own knowledge at the moment when an answer is asked for. Bounded. */
export interface Situation {
  /** Wall clock, ms since 1970. */
  readonly wallMs: number;
  /** How far the clock on the person's wall is ahead of UTC, ms. */
  readonly zoneMs: number;
  readonly cues: readonly Cue[];
  /** The cue that spoke last, as long as it stands. */
  readonly lastCueId: string | null;
  readonly stopwatchMs: number | null;
  /** The person's line just before, whose answer they did not hear out: these words may be the rest of it. */
  readonly unfinished: string | null;
  /** The person said "not now", and it still holds. */
  readonly hush: Hush | null;
  /** The person's line before this one, and when it was said. */
  readonly heardBefore: { readonly text: string; readonly atMs: number } | null;
  /** Beside's last line, and what of an answer that was cut off since the last whole one is still to be heard. */
  readonly saidBefore: { readonly text: string; readonly rest: string } | null;
}

export const nothingSaid = (wallMs: number): Situation => ({
  wallMs,
  zoneMs: 0,
  cues: [],
  lastCueId: null,
  stopwatchMs: null,
  unfinished: null,
  hush: null,
  heardBefore: null,
  saidBefore: null,
});
