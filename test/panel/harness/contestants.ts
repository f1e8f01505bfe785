import type { Policy } from '../../../electron/interaction/policy/policy.ts';
import { policyNamed } from './policies.ts';

/** Who is judged: a policy, and what is wrong with the rest of Beside. */
export interface Contestant {
  readonly policy: Policy<unknown>;
  /** What is said while Beside's own voice is there is lost on it. */
  readonly forgets: boolean;
}

/** Throws on a name that nobody knows. */
export function contestantNamed(name: string): Contestant {
  if (name === 'fault-forgets') return { policy: policyNamed('silence-500'), forgets: true };
  return { policy: policyNamed(name), forgets: false };
}
