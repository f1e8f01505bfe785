import type { Decision } from '../timeline/events.ts';
import { certain, defaultYield, giveAndTake, type YieldOptions } from './give-and-take.ts';
import type { Policy, PolicyView } from './policy.ts';

export interface EndOfTurnOptions extends YieldOptions {
  /** Probability from which the person counts as having finished, 0…1. @defaultValue 0.6 */
  readonly threshold: number;
  /** Silence before which nobody has finished, whatever the probability. @defaultValue 200 */
  readonly leastSilentMs: number;
  /** Silence after which the floor counts as free all the same. @defaultValue 1500 */
  readonly fallbackMs: number;
}

export const defaultEndOfTurn = {
  threshold: 0.6,
  // Shorter silences lie within words.
  leastSilentMs: 200,
  // Nobody should have to wait longer for an answer because a probability was wrong or never came.
  fallbackMs: 1500,
  ...defaultYield,
} as const satisfies EndOfTurnOptions;

/** As the silence timeout, but it speaks soon where the recogniser takes the words for whole, and late where it does not. */
export function endOfTurn(options: EndOfTurnOptions = defaultEndOfTurn): Policy<null> {
  return {
    name: `end-of-turn-${Math.round(options.threshold * 100)}`,
    initial: null,
    asksEndOfTurn: true,
    step: (state, view) => ({
      state,
      decision: giveAndTake(view, options, (seen) => finished(seen, options)),
    }),
  };
}

function finished(
  { silentMs, endOfTurn: probability }: PolicyView,
  options: EndOfTurnOptions,
): Decision | null {
  if (silentMs >= options.fallbackMs) return certain('speak', 'finished', 'silence-timeout');
  if (probability === undefined || probability < options.threshold || silentMs < options.leastSilentMs)
    return null;
  return { act: 'speak', userState: 'finished', confidence: probability, reason: 'end-of-turn' };
}
