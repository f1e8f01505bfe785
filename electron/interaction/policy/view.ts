import { CELL_MS, samplesToMs } from '../../../shared/audio.ts';
import { endOfTurnOf } from '../perception/end-of-turn.ts';
import { silentMs } from '../perception/voice-runs.ts';
import type { EngineState } from '../state.ts';
import { unsignedSamples } from '../voice/nod.ts';
import { asksOfVoice, asksToStop, goesOn, hearsItself } from '../voice/over-own-voice.ts';
import type { PolicyView } from './policy.ts';

/** What a policy is shown of the state. */
export function viewOf<P>(state: EngineState<P>): PolicyView {
  const { voice, own, typed, microphone, draft } = state;
  const endOfTurn = endOfTurnOf(state);
  return {
    microphoneOpen: microphone.open,
    utteranceOpen: voice.run !== null,
    silentMs: silentMs(voice),
    voicedMs: voice.run ? samplesToMs(voice.run.voicedSamples) : 0,
    unsignedMs: samplesToMs(unsignedSamples(state)),
    forwardness: state.manners.forwardness,
    // A finished question whose gate has closed since is owed an answer like a typed line.
    // A due cue is said to its end first.
    typedWaiting: !own?.insists && (typed.length > 0 || (draft?.via === 'voice' && voice.run === null)),
    ownVoice: own ? 'speaking' : 'silent',
    overMs: own?.insists ? 0 : samplesToMs(own?.over?.samples ?? 0),
    ownWords: hearsItself(state),
    askedToStop: asksToStop(state),
    goesOn: goesOn(state),
    askedOfVoice: !own?.insists && asksOfVoice(state),
    ...(endOfTurn === null ? {} : { endOfTurn }),
    ...learnedOf(state),
  };
}

/** What the network made of an older cell than this is no longer about the conversation as it is. */
const OLDEST_MS = 1000;

function learnedOf<P>({ network, cell }: EngineState<P>): Pick<PolicyView, 'learned'> {
  if (!network) return {};
  const ageMs = (cell - network.cell) * CELL_MS;
  if (ageMs > OLDEST_MS) return {};
  return { learned: { act: network.act, user: network.user, ageMs } };
}
