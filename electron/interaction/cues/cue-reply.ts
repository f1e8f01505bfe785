import type { Reply, Sentence } from '../timeline/events.ts';
import type { CueOrder } from './cue.ts';

/** What is said to an order about time, and what is done with it. */
export const reply = (
  reason: string,
  sentences: readonly Sentence[],
  ...orders: readonly CueOrder[]
): Reply => ({
  reason,
  sentences,
  ...(orders.length > 0 ? { orders } : {}),
});

export const say = (text: string): Sentence => ({ shown: text, spoken: text });
