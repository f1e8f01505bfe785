import { obligation } from './cues/deliver.ts';
import type { PolicyView } from './policy/policy.ts';
import type { EngineState } from './state.ts';
import type { Veto } from '../../shared/manners.ts';
import { canBeHeard, nodLicence } from './voice/nod.ts';
import type { Ruling } from './timeline/cell.ts';
import type { Decision } from './timeline/events.ts';

/**
 * What a micro-turn is to do: the policy's output, unless the person's own hand or a due cue comes before it, and what the
 * licence says to it.
 */
export function rule<P>(state: EngineState<P>, view: PolicyView, output: Decision): Ruling {
  const hand = byHand(state);
  if (hand) return { view, output, by: 'person', decision: hand, veto: null };
  const owed = obligation(state);
  if (owed) return { view, output, by: 'scheduler', ...owed };
  return { view, output, by: 'policy', decision: output, veto: vetoOn(state, output) };
}

/** An answer is what the person waits for; a sign of listening is nobody's wish. */
function vetoOn<P>(state: EngineState<P>, { act }: Decision): Veto | null {
  if (act !== 'backchannel') return null;
  const { seen, heard } = nodLicence(state);
  return seen ?? (canBeHeard(state) ? heard : null);
}

/** The person's own hand outranks any policy, and so does a voice that nobody can hear. */
function byHand<P>(state: EngineState<P>): Decision | null {
  if (state.stop === null || !state.own) return null;
  return { act: 'yield', userState: 'silent', confidence: 1, reason: state.stop };
}
