import { samplesToMs } from '../../../../shared/audio.ts';
import { wordsSoFar } from '../../perception/heard-words.ts';
import { plainWord, type Words } from '../../perception/words.ts';
import type { EngineState } from '../../state.ts';
import { viewOf } from '../view.ts';
import { WORD_BUCKETS } from './layout.ts';

/** The engine's part of what the network is given of a cell. What is sound is put to it where the sound is. */
export interface CellParts {
  readonly cell: number;
  /** Where the open utterance began; null: none is open. */
  readonly utteranceFromSample: number | null;
  readonly words: Float32Array;
  readonly events: Float32Array;
}

/** What one cell has to know of the one before. */
export interface CellBefore {
  readonly utteranceFromSample: number | null;
  readonly words: Words;
}

export const noCellBefore: CellBefore = { utteranceFromSample: null, words: [] };

/** Of the cell that ends now, and what the next one has to know of it. Pure; the work grows with nothing but an utterance. */
export function cellParts<P>(
  state: EngineState<P>,
  before: CellBefore,
): { readonly parts: CellParts; readonly before: CellBefore } {
  const utteranceFromSample = state.voice.run?.fromSample ?? null;
  const words = utteranceFromSample === null ? [] : wordsOf(state);
  const known = before.utteranceFromSample === utteranceFromSample ? before.words.length : 0;
  return {
    parts: {
      cell: state.cell,
      utteranceFromSample,
      words: wordValues(words, words.length > known),
      events: eventValues(state),
    },
    before: { utteranceFromSample, words },
  };
}

function wordsOf<P>({ words }: EngineState<P>): Words {
  if (!words) return [];
  const { stable, open } = wordsSoFar(words);
  return [...stable, ...open];
}

/** After these more is to come. */
const FILLERS = 'um er uh well so and but or the a an to of with for if because like'.split(' ');
/** The newest word's, and those of the ones before it. */
const WORD_WEIGHTS = [1, 0.5, 0.25] as const;

function wordValues(words: Words, isNew: boolean): Float32Array {
  const last = words.at(-1) ?? '';
  const buckets = new Float32Array(WORD_BUCKETS);
  for (const [i, weight] of WORD_WEIGHTS.entries()) {
    const word = words.at(-1 - i);
    if (word === undefined) break;
    const bucket = bucketOf(word);
    buckets[bucket] = (buckets[bucket] ?? 0) + weight;
  }
  return Float32Array.of(
    Math.min(3, words.length / 10),
    flag(isNew),
    flag(/[.?!]$/.test(last)),
    flag(last.endsWith(',') || FILLERS.includes(plainWord(last))),
    ...buckets,
  );
}

/** FNV-1a over the word's letters, without case and punctuation. */
function bucketOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const letter of plainWord(word)) {
    hash ^= letter.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % WORD_BUCKETS;
}

const DUE_WITHIN_MS = 1000;

function eventValues<P>(state: EngineState<P>): Float32Array {
  const view = viewOf(state);
  const { own, spoken, voice, cue, wallMs } = state;
  const sinceMs = (sample: number): number => Math.max(0, samplesToMs(voice.nowSample - sample));
  // Never spoken is long ago.
  const endedMs = spoken ? sinceMs(spoken.untilSample) : Number.POSITIVE_INFINITY;
  return Float32Array.of(
    flag(view.microphoneOpen),
    flag(view.utteranceOpen),
    flag(view.typedWaiting),
    flag(view.ownVoice === 'speaking'),
    flag(own !== null && (own.pausedSample !== null || own.duckedSample !== null)),
    own ? part(sinceMs(own.sinceSample), 10_000) : 0,
    own ? 0 : part(endedMs, 5000),
    part(view.silentMs, 2000),
    part(view.voicedMs, 5000),
    part(view.overMs, 1000),
    flag(cue !== null && cue.dueMs - wallMs <= DUE_WITHIN_MS),
    flag(view.ownWords),
  );
}

const flag = (is: boolean): number => (is ? 1 : 0);
const part = (ms: number, mostMs: number): number => Math.min(1, ms / mostMs);
