import { msToSamples, samplesToMs } from '../../../shared/audio.ts';
import { silentMs } from '../perception/voice-runs.ts';
import { canHear, type EngineState, type OwnVoice, type Step } from '../state.ts';
import { mayGoOn } from './over-own-voice.ts';
import type { Effect } from '../timeline/events.ts';

/** Unbroken voice over Beside's own that lowers it: two windows of 32 ms, since one alone is often a click. */
const DUCK_AFTER = msToSamples(64);
/**
 * Voice over the lowered one that makes it wait. Longer than most a "mm", and by then most of its own echo has
 * fallen: what still lasts is mostly a person.
 */
const PAUSE_AFTER_MS = 256;
/** Silence after which it was nothing: shorter, and the level pumps between the syllables of one "mm-hm". */
const RESTORE_AFTER_MS = 350;

/** So long where a single word may be the rest of a sentence: it is heard to its end first, and asked about. */
const HEAR_OUT_MS = 750;

/**
 * The reflex of one who is spoken over: lower the voice at once, whatever it was; wait when it goes on; come back where
 * it left off when it was nothing. While it waits nothing of it can come back through the microphone, so that what is
 * heard then is a person for certain. Whether to give up the floor is the policy's, in its cell.
 */
export function tendDuck<P>(state: EngineState<P>): Step<P> {
  const { own, voice } = state;
  if (own?.state !== 'playing') return { state, effects: [] };
  if (own.duckedSample === null)
    return voice.streak >= DUCK_AFTER ? duck(state, own) : { state, effects: [] };
  // Who hears nothing more cannot know that it is over: the host may have died while it waited.
  if (isOver(state) || !canHear(state.abilities)) return restore(state, own);
  const voicedMs = voice.run ? samplesToMs(voice.run.voicedSamples) : 0;
  // A due cue is said, though softly, whoever speaks.
  if (own.pausedSample === null && !own.insists && voicedMs >= PAUSE_AFTER_MS) return pause(state, own);
  return { state, effects: [] };
}

function duck<P>(state: EngineState<P>, own: OwnVoice): Step<P> {
  return {
    state: { ...state, own: { ...own, duckedSample: state.voice.nowSample } },
    effects: [{ type: 'duck', utteranceId: own.utterance.id, on: true }],
  };
}

function pause<P>(state: EngineState<P>, own: OwnVoice): Step<P> {
  return {
    state: { ...state, own: { ...own, pausedSample: state.voice.nowSample } },
    effects: [{ type: 'pause', utteranceId: own.utterance.id, on: true }],
  };
}

function restore<P>(state: EngineState<P>, own: OwnVoice): Step<P> {
  const utteranceId = own.utterance.id;
  const effects: Effect[] = [{ type: 'duck', utteranceId, on: false }];
  if (own.pausedSample !== null) effects.push({ type: 'pause', utteranceId, on: false });
  return {
    state: { ...state, own: { ...own, duckedSample: null, pausedSample: null, over: null } },
    effects,
  };
}

function isOver<P>(state: EngineState<P>): boolean {
  const { voice } = state;
  if (voice.streak > 0) return false;
  return voice.run === null || silentMs(voice) >= (mayGoOn(state) ? HEAR_OUT_MS : RESTORE_AFTER_MS);
}
