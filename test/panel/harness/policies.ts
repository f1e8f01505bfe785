import fs from 'node:fs';
import { defaultEndOfTurn, endOfTurn } from '../../../electron/interaction/policy/end-of-turn.ts';
import { learnedNamed } from '../../../electron/interaction/policy/learned/learned.ts';
import { policyCardOf } from '../../../electron/inference/policy-pack.ts';
import type { PolicyFiles } from '../../../shared/inference.ts';
import { shippedPolicy } from './shipped-policy.ts';
import type { Policy } from '../../../electron/interaction/policy/policy.ts';
import {
  defaultSilenceTimeout,
  silenceTimeout,
} from '../../../electron/interaction/policy/silence-timeout.ts';
import type { Decision } from '../../../electron/interaction/timeline/events.ts';

/**
 * Policies by name, so that a worker process can make the one that it is told. A silence timeout at any
 * threshold, the end-of-turn head and the learned policy at any; one that must lose; and faults that a panel worth its
 * name catches.
 */

const REASONS = {
  silent: 'nothing-said',
  hold: 'own-voice-goes-on',
} as const;

const certain = (act: keyof typeof REASONS): Decision => ({
  act,
  userState: 'silent',
  confidence: 1,
  reason: REASONS[act],
});

/** Mute: whatever is said or typed, it stays silent. */
const neverSpeaks: Policy<null> = {
  name: 'never-speaks',
  initial: null,
  step: (state, { ownVoice }) => ({
    state,
    decision: certain(ownVoice === 'speaking' ? 'hold' : 'silent'),
  }),
};

/** Of the policy that faults are planted into, ms. */
export const SOUND_TIMEOUT_MS = 1200;

const timeout = (timeoutMs: number): Policy<null> => silenceTimeout({ ...defaultSilenceTimeout, timeoutMs });

/** Takes away from a policy that what a person says over Beside's voice ever reaches it. */
function neverYields(name: string): Policy<null> {
  const inner = timeout(SOUND_TIMEOUT_MS);
  return {
    name,
    initial: null,
    step: (state, view, nowMs) => {
      const { decision } = inner.step(state, view, nowMs);
      return { state, decision: decision.act === 'yield' ? certain('hold') : decision };
    },
  };
}

/** Hears nobody who speaks; a typed line it answers. */
function deaf(name: string): Policy<null> {
  const inner = timeout(SOUND_TIMEOUT_MS);
  const unheard = { utteranceOpen: false, silentMs: 0, voicedMs: 0, overMs: 0, ownWords: false };
  const unsaid = { askedToStop: false, askedOfVoice: false };
  return {
    name,
    initial: null,
    step: (state, view, nowMs) => inner.step(state, { ...view, ...unheard, ...unsaid }, nowMs),
  };
}

const others: Readonly<Record<string, () => Policy<unknown>>> = {
  'never-speaks': () => neverSpeaks,
  'fault-deaf': () => deaf('fault-deaf'),
  'fault-cuts-off': () => ({ ...timeout(200), name: 'fault-cuts-off' }),
  'fault-late': () => ({ ...timeout(2500), name: 'fault-late' }),
  'fault-ignores-barge-in': () => neverYields('fault-ignores-barge-in'),
};

/** The learned policy at a threshold; the one for giving way is its card's, unless the name has one too. */
export function taughtNamed(name: string, files: PolicyFiles | null): Policy<unknown> | null {
  const policy = learnedNamed(name);
  if (!policy || !files || name.split('-').length > 2) return policy;
  const { yieldAt } = policyCardOf(fs.readFileSync(files.card, 'utf8')).thresholds;
  return learnedNamed(`${name}-${(100 * yieldAt).toFixed(1)}`);
}

/** Throws on a name that nobody knows. */
export function policyNamed(name: string): Policy<unknown> {
  // Thresholds 5 to 99 %.
  const percent = /^eot-([5-9]|[1-9]\d)$/.exec(name)?.[1];
  if (percent !== undefined) return endOfTurn({ ...defaultEndOfTurn, threshold: Number(percent) / 100 });
  const taught = taughtNamed(name, shippedPolicy());
  if (taught) return taught;
  const silence = /^silence-(\d+)$/.exec(name);
  if (silence) return timeout(Number(silence[1]));
  const make = others[name];
  if (!make) throw new Error(`no policy is called ${name}`);
  return make();
}
