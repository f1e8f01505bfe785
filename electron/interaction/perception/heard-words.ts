import { continuedBy, sameWords, type Words } from './words.ts';

/** What a word stream holds, and what can be read from it. How it changes is in `word-stream.ts`. */

/** A closed stretch of the run. */
export interface Segment {
  readonly fromSample: number;
  readonly toSample: number;
  readonly words: Words;
  /** The precise recogniser's request for it, while one is out. */
  readonly finalId: string | null;
  /** The precise recogniser has had its say, or never will. */
  readonly corrected: boolean;
}

/** The window's ending, if the person leaves it at that: heard by both recognisers at once. */
export interface Pause {
  readonly toSample: number;
  readonly fastId: string | null;
  readonly finalId: string | null;
  readonly fastWords: Words | null;
  readonly finalWords: Words | null;
}

export interface Hearing {
  readonly requestId: string;
  /** `cut`: up to a quiet place that the recogniser's side looks for, where the window will be closed. */
  readonly kind: 'partial' | 'cut';
  readonly toSample: number;
}

export interface WordStream {
  /** Which voiced run: where it began. */
  readonly runFrom: number;
  readonly fromSample: number;
  readonly segments: readonly Segment[];
  /** Words before the window whose sound it may hold once more, after sound was lost. */
  readonly seam: Words;
  readonly committed: Words;
  /** How many hearings in a row had the very words of the one before. */
  readonly steady: number;
  /** What the last hearing had beyond the committed words. */
  readonly tail: Words;
  readonly asked: Hearing | null;
  readonly askedToSample: number;
  readonly lastCostMs: number;
  readonly pause: Pause | null;
  /** Sound is missing somewhere in the window. */
  readonly interrupted: boolean;
  /** How often an ending could not be heard. */
  readonly failures: number;
  /** How likely it was that the person had finished, as last told, and of sound up to where. Absent: nobody has told. */
  readonly endOfTurn?: { readonly toSample: number; readonly probability: number };
}

/** Every request of the stream's that is still out. */
export function openRequests({ asked, pause, segments }: WordStream): string[] {
  const ids = [asked?.requestId, pause?.fastId, pause?.finalId, ...segments.map(({ finalId }) => finalId)];
  return ids.filter((id) => typeof id === 'string');
}

/** The precise recogniser still owes words of what was said. */
export function awaitsFinal({ pause, segments }: WordStream): boolean {
  return (pause !== null && pause.finalId !== null) || segments.some(({ finalId }) => finalId !== null);
}

/** What the quick recogniser hears twice in so many words was said, though the precise one makes nothing of it. */
const FEWEST_TWICE = 2;

/** The best that was heard of an ending so far; null while nothing was. */
export function heardOf({ pause, committed, tail }: WordStream): Words | null {
  if (pause === null) return null;
  const { fastWords, finalWords } = pause;
  if (finalWords === null || fastWords === null) return finalWords ?? fastWords;
  // "Twenty three" by itself: heard as nothing by the precise recogniser. Noise is hardly ever misheard alike twice.
  const twice = fastWords.length >= FEWEST_TWICE && sameWords(fastWords, [...committed, ...tail]);
  if (finalWords.length === 0 && twice) return fastWords;
  return continuedBy(finalWords, fastWords);
}

/** All that was said, at its ending: null while nobody has heard the last window whole. */
export function endingWords(stream: WordStream): Words | null {
  const last = heardOf(stream);
  return last === null ? null : [...stream.segments.flatMap(({ words }) => words), ...last];
}

/** Nobody will hear the ending: every request for it has failed. */
export function endingFailed({ pause }: WordStream): boolean {
  if (!pause) return false;
  return (
    pause.fastId === null && pause.finalId === null && pause.fastWords === null && pause.finalWords === null
  );
}

/** What was said so far: what stands, and what may still change. */
export function wordsSoFar(stream: WordStream): { readonly stable: Words; readonly open: Words } {
  const closed = stream.segments.flatMap(({ words }) => words);
  const ending = endingWords(stream);
  if (ending !== null) return { stable: ending, open: [] };
  return { stable: [...closed, ...stream.committed], open: stream.tail };
}
