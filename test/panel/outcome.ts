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

/** Stretches with gaps up to `gapMs` bridged. */
export function bridged(spans: readonly Voiced[], gapMs: number): readonly Voiced[] {
  const out: Voiced[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && span.fromMs - last.toMs <= gapMs)
      out[out.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
    else out.push(span);
  }
  return out;
}

export interface Outcome {
  readonly sceneId: string;
  /** From the played samples themselves, gaps up to 60 ms bridged: never from what was meant to play. */
  readonly voiced: readonly Voiced[];
  readonly spoken: readonly Spoken[];
  /** Beside's level was lowered, until it came back, waited or ended. */
  readonly ducks: readonly Voiced[];
  /** Beside waited, silent, with the rest unsaid, until it went on or gave up. */
  readonly waits: readonly Voiced[];
  /** The person's lines, as Beside understood them in the end, with when they came. */
  readonly heard: readonly { readonly atMs: number; readonly text: string }[];
  /** Every decision that differs from the one before, with its reason. */
  readonly decisions: readonly { readonly atMs: number; readonly act: string; readonly reason: string }[];
}
