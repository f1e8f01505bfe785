import type { Policy } from '../../../electron/interaction/policy/policy.ts';
import { policyNamed, SOUND_TIMEOUT_MS } from './policies.ts';

/** Who is judged: a policy, and what is wrong with the rest of Beside. */
export interface Contestant {
  readonly policy: Policy<unknown>;
  /** What is said while Beside's own voice is there is lost on it. */
  readonly forgets: boolean;
  /** Whenever Beside is silent it is made to say something, asked or not. */
  readonly chatters: boolean;
  /** Who tells how likely it is that a turn is over, where the policy asks. */
  readonly turnEnds: 'own-head' | 'smart-turn';
}

/** Throws on a name that nobody knows. */
export function contestantNamed(name: string): Contestant {
  const sound = { forgets: false, chatters: false, turnEnds: 'own-head' } as const;
  const percent = /^smart-turn-(\d+)$/.exec(name)?.[1];
  if (percent !== undefined)
    return { ...sound, policy: policyNamed(`eot-${percent}`), turnEnds: 'smart-turn' };
  switch (name) {
    case 'fault-forgets':
      return { ...sound, policy: policyNamed(`silence-${SOUND_TIMEOUT_MS}`), forgets: true };
    case 'always-speaks':
      return { ...sound, policy: policyNamed('fault-ignores-barge-in'), chatters: true };
    default:
      return { ...sound, policy: policyNamed(name) };
  }
}
