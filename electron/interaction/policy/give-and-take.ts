import type { Decision } from '../timeline/events.ts';
import type { PolicyReason } from '../timeline/reasons.ts';
import type { PolicyView } from './policy.ts';

/** What policies have in common whose one question is whether the person has finished. */

export interface YieldOptions {
  /** Voice over Beside's own that takes the floor from it, echo and short pauses left out. @defaultValue 96 */
  readonly yieldAfterMs: number;
  /** Silence after which what was said over Beside's voice counts as over. @defaultValue 300 */
  readonly yieldWithinMs: number;
}

export const defaultYield = {
  // It begins to count some 580 ms into the voice, when Beside has long been silent: no "mm-hm" lasts so long.
  yieldAfterMs: 96,
  // Longer than the closure in "stop it", shorter than the pause after a "mm-hm".
  yieldWithinMs: 300,
} as const satisfies YieldOptions;

/** Yields when `wantsFloor` says so, nods in long speech, and speaks when `finished` says so; null: not yet. */
export function giveAndTake(
  view: PolicyView,
  options: YieldOptions,
  finished: (view: PolicyView) => Decision | null,
  wantsFloor: (view: PolicyView) => Decision | null = (seen) => keepsTalking(seen, options),
): Decision {
  if (view.typedWaiting)
    return certain(view.ownVoice === 'speaking' ? 'yield' : 'speak', 'finished', 'typed-line');
  if (view.ownVoice === 'speaking') return underOwnVoice(view, wantsFloor);
  if (!view.utteranceOpen)
    return certain('silent', 'silent', view.microphoneOpen ? 'nothing-said' : 'gate-closed');
  const taken = finished(view);
  if (taken) return taken;
  if (nods(view)) return certain('backchannel', 'hesitating', 'pause-in-long-speech');
  const userState = view.silentMs > 0 ? 'hesitating' : 'speaking';
  return certain('silent', userState, 'person-has-the-floor');
}

function underOwnVoice(view: PolicyView, wantsFloor: (view: PolicyView) => Decision | null): Decision {
  if (view.askedToStop) return certain('yield', 'speaking', 'asked-to-stop');
  if (view.askedOfVoice) return certain('yield', 'speaking', 'asked-of-voice');
  if (view.goesOn) return certain('yield', 'speaking', 'goes-on');
  return (
    wantsFloor(view) ?? certain('hold', view.utteranceOpen ? 'backchannel' : 'silent', 'own-voice-goes-on')
  );
}

/** By the length of what is said over Beside's voice. */
function keepsTalking(view: PolicyView, { yieldAfterMs, yieldWithinMs }: YieldOptions): Decision | null {
  const wanted = !view.ownWords && view.overMs >= yieldAfterMs && view.silentMs < yieldWithinMs;
  return wanted ? certain('yield', 'speaking', 'voice-over-own-voice') : null;
}

/** Voice after which a pause is answered with a sign of listening. Who wants none is spared it by the licence. */
const NOD_AFTER_MS = { reserved: 3000, balanced: 3000, forward: 1800 } as const satisfies Record<
  PolicyView['forwardness'],
  number
>;
/** Such a pause lies between two cells at most. Shorter ones lie within words; longer ones the person may have ended with. */
const NOD_FROM_MS = 190;
const NOD_UNTIL_MS = 420;

const nods = ({ unsignedMs, forwardness, silentMs }: PolicyView): boolean =>
  unsignedMs >= NOD_AFTER_MS[forwardness] && silentMs >= NOD_FROM_MS && silentMs < NOD_UNTIL_MS;

/** A rule knows no doubt. */
export function certain(
  act: Decision['act'],
  userState: Decision['userState'],
  reason: PolicyReason,
): Decision {
  return { act, userState, confidence: 1, reason };
}
