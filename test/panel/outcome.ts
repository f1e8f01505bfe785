/** What one policy did in one scene, as it could be heard. Times are ms from the scene's start. */

/** A stretch in which Beside's voice was audible. */
export interface Voiced {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One utterance of Beside's that played. */
export interface Spoken {
  /** Of its first and last audible sample. */
  readonly fromMs: number;
  readonly toMs: number;
  /** As shown, whole. */
  readonly text: string;
  /** How many characters of it were heard. */
  readonly heardChars: number;
  /** `answer`: to a line of the person's; `cue`: because it was due; `prelude`: what the scene began with. */
  readonly because: 'answer' | 'cue' | 'prelude';
  /** Where it stopped before its end: on purpose, or lost. */
  readonly cutOff: boolean;
}

export interface Outcome {
  readonly sceneId: string;
  /** From the played samples themselves, gaps up to 500 ms bridged: never from what was meant to play. */
  readonly voiced: readonly Voiced[];
  readonly spoken: readonly Spoken[];
  /** Beside's level was lowered (or it waited, silent) and came back or ended. */
  readonly ducks: readonly Voiced[];
  /** The person's lines, as Beside understood them in the end, with when they came. */
  readonly heard: readonly { readonly atMs: number; readonly text: string }[];
  /** Every decision that differs from the one before, with its reason. */
  readonly decisions: readonly { readonly atMs: number; readonly act: string; readonly reason: string }[];
}
