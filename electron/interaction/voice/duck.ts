import { msToSamples } from '../../../shared/audio.ts';
import { silentMs } from '../perception/voice-runs.ts';
import type { EngineState, OwnVoice, Step } from '../state.ts';

/** Unbroken voice over Beside's own that lowers it: two windows of 32 ms, since one alone is often a click. */
const DUCK_AFTER = msToSamples(64);
/** Silence after which it was nothing: shorter, and the level pumps between the syllables of one "mm-hm". */
const RESTORE_AFTER_MS = 350;

/**
 * The reflex of one who is spoken over: lower the voice at once, whatever it was, and come back when it was nothing.
 * No decision about the floor: that is the policy's, in its cell.
 */
export function tendDuck<P>(state: EngineState<P>): Step<P> {
  const { own } = state;
  if (own?.state !== 'playing') return { state, effects: [] };
  const ducked = own.duckedSample !== null;
  const on = ducked ? !isOver(state) : state.voice.streak >= DUCK_AFTER;
  return on === ducked ? { state, effects: [] } : set(state, own, on);
}

function set<P>(state: EngineState<P>, own: OwnVoice, on: boolean): Step<P> {
  return {
    state: { ...state, own: { ...own, duckedSample: on ? state.voice.nowSample : null } },
    effects: [{ type: 'duck', utteranceId: own.utterance.id, on }],
  };
}

function isOver<P>({ voice }: EngineState<P>): boolean {
  if (voice.streak > 0) return false;
  return voice.run === null || silentMs(voice) >= RESTORE_AFTER_MS;
}
