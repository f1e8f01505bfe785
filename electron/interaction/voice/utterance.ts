import { PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import type { Reply } from '../timeline/events.ts';
import type { ReplyReason } from '../timeline/reasons.ts';

/** A sentence of Beside's with the length of its sound, once that is known. Samples at 48 kHz. */
interface SentenceSound {
  readonly shown: string;
  /** What is made so far; null while nothing is. */
  readonly samples: number | null;
  /** Whether `samples` is the whole sentence. */
  readonly whole: boolean;
}

/** Slow speech, 10 characters a second: what a sentence is taken to last until its sound is whole. */
const SAMPLES_PER_CHAR = PLAYBACK_RATE_HZ / 10;

/** Something Beside says, and how much of it has been heard. */
export interface Utterance {
  readonly id: string;
  /** Why it is said (`Reply.reason`). */
  readonly reason: ReplyReason;
  readonly sentences: readonly SentenceSound[];
  readonly complete: boolean;
  /** Samples that were audible. */
  readonly heardSamples: number;
}

export function newUtterance(id: string, reply: Reply): Utterance {
  const sentences = reply.sentences.map(({ shown }) => ({ shown, samples: null, whole: false }));
  return { id, reason: reply.reason, sentences, complete: false, heardSamples: 0 };
}

/** The same sound with the words of a reply that sounds like it. */
export function withText(utterance: Utterance, reply: Reply): Utterance {
  const sentences = utterance.sentences.map((one, i) => ({
    ...one,
    shown: reply.sentences[i]?.shown ?? one.shown,
  }));
  return { ...utterance, sentences };
}

/** The same words, to be read: their sound is not there. */
export function withoutSamples(utterance: Utterance): Utterance {
  const sentences = utterance.sentences.map(({ shown }) => ({ shown, samples: null, whole: false }));
  return { ...utterance, sentences };
}

/** Adds a piece of a sentence's sound; pieces come in order. */
export function withSound(
  utterance: Utterance,
  piece: {
    readonly sentence: number;
    readonly samples: number;
    readonly sentenceEnd: boolean;
    readonly last: boolean;
  },
): Utterance {
  const sentences = utterance.sentences.map((one, i) =>
    i === piece.sentence
      ? { ...one, samples: (one.samples ?? 0) + piece.samples, whole: piece.sentenceEnd }
      : one,
  );
  return { ...utterance, sentences, complete: utterance.complete || piece.last };
}

/** Never less than before: what was heard stays heard. */
export function withHeard(utterance: Utterance, samples: number): Utterance {
  return { ...utterance, heardSamples: Math.max(utterance.heardSamples, samples) };
}

export const shownText = (utterance: Utterance): string =>
  utterance.sentences.map(({ shown }) => shown).join(' ');

/**
 * How many characters of the shown text have been heard, in whole words: within a sentence, text is taken to
 * pass evenly with sound, and a word counts when its last sample was audible. Of a sentence that is still being
 * made the length is estimated, never too short: rather a word too few than one that was not said.
 */
export function heardChars(utterance: Utterance): number {
  let chars = 0;
  let left = utterance.heardSamples;
  for (const [i, { shown, samples, whole }] of utterance.sentences.entries()) {
    const gap = i === 0 ? 0 : 1;
    if (samples === null || left <= 0) return chars;
    const length = whole ? samples : Math.max(samples, shown.length * SAMPLES_PER_CHAR);
    if (left < length || !whole) return chars + wholeWords(shown, gap, Math.min(1, left / length));
    chars += gap + shown.length;
    left -= samples;
  }
  return chars;
}

function wholeWords(shown: string, gap: number, share: number): number {
  const upTo = shown.slice(0, Math.floor(shown.length * share));
  const end = /\s/.test(shown[upTo.length] ?? '') ? upTo.length : upTo.search(/\s\S*$/);
  return end > 0 ? gap + end : 0;
}

/** Samples of all sentences, or null while one is not made yet. */
export function totalSamples(utterance: Utterance): number | null {
  let total = 0;
  for (const { samples, whole } of utterance.sentences) {
    if (samples === null || !whole) return null;
    total += samples;
  }
  return total;
}
