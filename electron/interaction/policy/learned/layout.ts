import type { Act, UserState } from '../../timeline/events.ts';

/** What the network is given once a cell and what it gives: the contract between its training and the app. */

/** Log-mel frames of a cell: one every 10 ms. */
export const MEL_FRAMES = 20;
export const MEL_BANDS = 40;
/** Pooled output of the quick recogniser's encoder: its last second, and its whole window. */
export const ENCODER_SIZE = 576;
/** Buckets that the last words are hashed into. */
export const WORD_BUCKETS = 32;

/** One flat vector of float32, in this order. What is missing is zero. */
export const inputs = [
  /** Log-mel of the gated microphone, a row a frame, oldest first. */
  { name: 'microphone', size: MEL_FRAMES * MEL_BANDS },
  /** The same of Beside's own voice as it was played. */
  { name: 'own', size: MEL_FRAMES * MEL_BANDS },
  /** Mean, most and last of the probabilities of voice that landed in the cell. */
  { name: 'voiceActivity', size: 3 },
  { name: 'encoder', size: ENCODER_SIZE },
  /** Whether there is one; seconds since the end of what it heard, 2 at most. */
  { name: 'encoderAge', size: 2 },
  /**
   * Words in the open utterance / 10, 3 at most; new words in this cell; ends with . ? !; ends with a comma or a filler;
   * then the last three words' buckets, the newest 1, 0.5, 0.25.
   */
  { name: 'words', size: 4 + WORD_BUCKETS },
  /**
   * Microphone open; utterance open; a typed line waits; own voice speaks; own voice waits or is ducked; seconds since
   * it began / 10 and since it ended / 5, 1 at most; silence / 2 s, 1 at most; voice / 5 s, 1 at most; voice over its own
   * / 1 s, 1 at most; a cue is due within 1 s; the words heard are Beside's own.
   */
  { name: 'events', size: 12 },
] as const;

export type InputName = (typeof inputs)[number]['name'];

export const INPUT_SIZE = inputs.reduce((sum, { size }) => sum + size, 0);

/** Where a part begins in the vector. */
export function offsetOf(name: InputName): number {
  const index = inputs.findIndex((input) => input.name === name);
  return inputs.slice(0, index).reduce((sum, { size }) => sum + size, 0);
}

/** What the outputs stand for, in their order. */
export const acts = ['silent', 'backchannel', 'speak', 'hold', 'yield'] as const satisfies readonly Act[];
export const userStates = [
  'silent',
  'speaking',
  'hesitating',
  'finished',
  'backchannel',
  'to-someone-else',
  'noise',
] as const satisfies readonly UserState[];
/** Whose voice is to be expected when, after this cell's end: the person's in each of these, then Beside's. */
export const voiceSpansMs = [
  [0, 200],
  [200, 600],
  [600, 1200],
  [1200, 2000],
] as const;
export const VOICE_SIZE = 2 * voiceSpansMs.length;
