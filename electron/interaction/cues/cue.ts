/**
 * Standing instructions about time: what the person asked Beside to say, and when. Wall-clock times are milliseconds since
 * 1970, so that a cue holds over a restart and a night's sleep.
 */
export type Timing =
  /** Once. */
  | { readonly kind: 'at'; readonly dueMs: number }
  /** Again and again until told to stop; `nextMs` is a whole number of times `everyMs` after it was set. */
  | { readonly kind: 'every'; readonly everyMs: number; readonly nextMs: number }
  /**
   * At a time of day on some days of the week, until told to stop: `minute` 0…1439, `weekdays` 0 Sunday … 6 Saturday.
   * `nextLocalMs`: what the person's clock will show, as though it were UTC.
   */
  | {
      readonly kind: 'clock';
      readonly minute: number;
      readonly weekdays: readonly number[];
      readonly nextLocalMs: number;
    }
  /** Once, when the person has neither spoken nor typed for so long. */
  | { readonly kind: 'after-silence'; readonly silentMs: number };

export interface NewCue {
  /** What the person would call it: "stretch", "10 minutes". */
  readonly name: string;
  readonly what: 'reminder' | 'timer' | 'phrase';
  /** As shown and as pronounced. */
  readonly words: { readonly shown: string; readonly spoken: string };
  readonly timing: Timing;
}

export interface Cue extends NewCue {
  readonly id: string;
  readonly setAtMs: number;
}

/** What a person asks to be done with cues; carried out when the answer to it is given, not when it is prepared. */
export type CueOrder =
  | { readonly type: 'set-cue'; readonly cue: NewCue }
  | { readonly type: 'cancel-cues'; readonly ids: readonly string[] }
  | { readonly type: 'move-cue'; readonly id: string; readonly timing: Timing }
  | { readonly type: 'start-stopwatch'; readonly atMs: number };

/** The shortest that a voice can keep: a word takes half a second. */
export const LEAST_EVERY_MS = 2000;
/** Shorter, and every pause of a person would be one. */
export const LEAST_SILENCE_MS = 5000;
/** More is a mistake of hearing, and none of them would be found again in a list. */
export const MOST_CUES = 50;
