import type { Order, Reply, Sentence } from '../timeline/events.ts';
import type { ReplyReason } from '../timeline/reasons.ts';

/** What is said to an order, and what is done with it. */
export const reply = (
  reason: ReplyReason,
  sentences: readonly Sentence[],
  ...orders: readonly Order[]
): Reply => ({
  reason,
  sentences,
  ...(orders.length > 0 ? { orders } : {}),
});

export const say = (text: string): Sentence => ({ shown: text, spoken: text });
