import { advanceDraft, discardDraft } from '../voice/draft.ts';
import { heardChars, totalSamples, withHeard, withSound } from '../voice/utterance.ts';
import { changeLine, withLine, type EngineState, type Step } from '../state.ts';
import type { Perception } from '../timeline/events.ts';
import { endRun, hearWindow, voiceRunsFrom } from './voice-runs.ts';

/** Takes one perception into the state. Never decides anything. */
export function perceive<P>(state: EngineState<P>, what: Perception): Step<P> {
  switch (what.type) {
    case 'voice-activity':
      return quiet(hearVoice(state, what.endSample, what.probability));
    case 'microphone':
      return microphone(state, what);
    case 'abilities':
      return quiet(abilities(state, what));
    case 'typed':
      return quiet(typed(state, what.text));
    case 'stop-pressed':
      return stopPressed(state);
    case 'audible':
      return quiet(audible(state, what.utteranceId, what.samples));
    case 'playback-ended':
      return quiet(playbackEnded(state, what));
    case 'synthesised':
      return quiet(ownSound(state, what));
    case 'recognised':
    case 'recognition-failed':
    case 'reply':
    case 'synthesis-failed':
      return advanceDraft(state, what);
  }
}

/** Stops the voice; while an answer is still being made, calls that off instead. */
function stopPressed<P>(state: EngineState<P>): Step<P> {
  if (state.own) return quiet({ ...state, stopPressed: true });
  return discardDraft({ ...state, typed: [], voice: endRun(state.voice) });
}

function quiet<P>(state: EngineState<P>): Step<P> {
  return { state, effects: [] };
}

function hearVoice<P>(state: EngineState<P>, endSample: number, probability: number): EngineState<P> {
  if (!state.microphone.open) return state;
  // Without an echo canceller Beside's own voice would be taken for the person's: half-duplex then.
  const deaf = state.own !== null && !state.microphone.echoCancelled;
  return { ...state, voice: hearWindow(state.voice, endSample, deaf ? 0 : probability) };
}

function abilities<P>(
  state: EngineState<P>,
  { hear, speak }: Extract<Perception, { type: 'abilities' }>,
): EngineState<P> {
  // What nobody can hear to its end any more must not hold the floor.
  return { ...state, abilities: { hear, speak }, voice: hear ? state.voice : endRun(state.voice) };
}

function microphone<P>(state: EngineState<P>, what: Extract<Perception, { type: 'microphone' }>): Step<P> {
  const { open, echoCancelled, atSample } = what;
  // Words said before the gate closed were said: their draft stays. What was still open goes with the gate.
  return quiet({ ...state, microphone: { open, echoCancelled }, voice: voiceRunsFrom(atSample) });
}

function typed<P>(state: EngineState<P>, text: string): EngineState<P> {
  const id = `line-${state.nextId}`;
  const next = { ...state, nextId: state.nextId + 1, typed: [...state.typed, { id, text }] };
  return withLine(next, { id, who: 'user', via: 'typed', text, heardChars: null, state: 'final' });
}

function audible<P>(state: EngineState<P>, utteranceId: string, samples: number): EngineState<P> {
  const { own } = state;
  if (own?.utterance.id !== utteranceId) return state;
  const utterance = withHeard(own.utterance, samples);
  const next = { ...state, own: { ...own, utterance, silentCells: 0 } };
  return changeLine(next, own.lineId, { heardChars: heardChars(utterance), state: 'speaking' });
}

function playbackEnded<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'playback-ended' }>,
): EngineState<P> {
  const { own } = state;
  if (own?.utterance.id !== what.utteranceId) return state;
  const utterance = withHeard(own.utterance, what.samples);
  const total = totalSamples(utterance);
  const whole = what.cause === 'finished' && total !== null && utterance.heardSamples >= total;
  const next = { ...state, own: null, stopPressed: false };
  return changeLine(next, own.lineId, {
    heardChars: heardChars(utterance),
    state: whole ? 'final' : 'cut-off',
  });
}

/** A piece of a sentence is ready: of the draft, or a later one of what already plays. */
function ownSound<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'synthesised' }>,
): EngineState<P> {
  const { draft, own } = state;
  if (own?.utterance.id === what.utteranceId) {
    const utterance = withSound(own.utterance, what);
    return { ...state, own: { ...own, utterance } };
  }
  if (draft?.utterance?.id !== what.utteranceId) return state;
  const utterance = withSound(draft.utterance, what);
  const requestId = what.last ? null : draft.requestId;
  return { ...state, draft: { ...draft, utterance, requestId, stage: 'ready', waitedCells: 0 } };
}
