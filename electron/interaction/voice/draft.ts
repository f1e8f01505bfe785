import { msToSamples } from '../../../shared/audio.ts';
import { endRun, isUtterance, silentMs } from '../perception/voice-runs.ts';
import type { Draft, EngineState, Step } from '../state.ts';
import type { Effect, Perception, Reply } from '../timeline/events.ts';
import { newUtterance } from './utterance.ts';

/** Long enough not to click, short enough to be a stop. */
export const STOP_FADE_MS = 20;
/** Silence after which words are looked for, long before the floor is taken: a pause costs one wasted run. */
const CANDIDATE_SILENCE_MS = 200;
/** Sound after the last voiced window that goes along: a final "t" lies below the voice threshold. */
const TAIL_MS = 200;

/** Starts, keeps or throws away the draft that fits what was said so far. */
export function tendDraft<P>(state: EngineState<P>): Step<P> {
  const { state: kept, effects } = draftOutdated(state) ? discardDraft(state) : { state, effects: [] };
  if (kept.draft) return { state: kept, effects };
  const started = kept.typed[0] ? draftTyped(kept, kept.typed[0].text) : draftVoice(kept);
  return { state: started.state, effects: [...effects, ...started.effects] };
}

/** Forgets the draft and ends what works on it; sound that is made already is let go too. */
export function discardDraft<P>(state: EngineState<P>): Step<P> {
  const id = state.draft?.requestId ?? state.draft?.utterance?.id ?? null;
  return { state: { ...state, draft: null }, effects: id === null ? [] : [{ type: 'cancel', id }] };
}

/** The person went on speaking, or a typed line came first. */
function draftOutdated<P>({ draft, typed, voice }: EngineState<P>): boolean {
  if (draft?.via !== 'voice') return false;
  return typed.length > 0 || (voice.run !== null && voice.run.lastVoicedSample > draft.toSample);
}

function draftTyped<P>(state: EngineState<P>, text: string): Step<P> {
  return askReply({ ...state, draft: { ...emptyDraft, via: 'typed' } }, text);
}

function draftVoice<P>(state: EngineState<P>): Step<P> {
  const { run } = state.voice;
  if (!run || !state.abilities.hear || silentMs(state.voice) < CANDIDATE_SILENCE_MS)
    return { state, effects: [] };
  // While Beside speaks, words count only once they have taken the floor from it.
  if (state.own?.state === 'playing') return { state, effects: [] };
  if (!isUtterance(run)) return { state, effects: [] };
  const toSample = Math.min(state.voice.nowSample, run.lastVoicedSample + msToSamples(TAIL_MS));
  const [requestId, next] = takeId(state, 'hear');
  const draft: Draft = { ...emptyDraft, via: 'voice', toSample, requestId, stage: 'recognising' };
  const effect: Effect = {
    type: 'recognise',
    requestId,
    lane: 'hear-final',
    voiceActive: false,
    fromSample: run.fromSample,
    toSample,
  };
  return { state: { ...next, draft }, effects: [effect] };
}

/** Takes a result into the draft that asked for it; a result nobody waits for changes nothing. */
export function advanceDraft<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'recognised' | 'recognition-failed' | 'reply' | 'synthesis-failed' }>,
): Step<P> {
  const { draft, own } = state;
  const unchanged = { state, effects: [] };
  if (what.type === 'synthesis-failed') {
    const { utteranceId } = what;
    if (draft?.utterance?.id === utteranceId) {
      return { state: { ...state, draft: withoutSound(draft) }, effects: [] };
    }
    if (own?.utterance.id !== utteranceId || own.state !== 'playing') return unchanged;
    const stopping = { ...state, own: { ...own, state: 'stopping' as const } };
    return { state: stopping, effects: [{ type: 'stop', utteranceId, fadeMs: STOP_FADE_MS }] };
  }
  if (!draft || draft.requestId !== what.requestId) return unchanged;
  switch (what.type) {
    case 'recognised':
      return what.text.trim() === '' ? nothing(state, draft) : askReply(state, what.text.trim());
    case 'recognition-failed':
      return { state: { ...state, draft: { ...draft, requestId: null, stage: 'failed' } }, effects: [] };
    case 'reply':
      return voiceReply(state, draft, what.reply);
  }
}

const nothing = <P>(state: EngineState<P>, draft: Draft): Step<P> => ({
  state: { ...state, draft: { ...draft, requestId: null, stage: 'nothing' } },
  effects: [],
});

function askReply<P>(state: EngineState<P>, text: string): Step<P> {
  const { draft } = state;
  if (!draft) return { state, effects: [] };
  const [requestId, next] = takeId(state, 'reply');
  return {
    state: { ...next, draft: { ...draft, text, requestId, stage: 'replying', waitedCells: 0 } },
    effects: [{ type: 'reply', requestId, text, via: draft.via }],
  };
}

function voiceReply<P>(state: EngineState<P>, draft: Draft, reply: Reply): Step<P> {
  const [id, next] = takeId(state, 'say');
  const utterance = newUtterance(id, reply);
  const unspoken = { ...draft, reply, utterance };
  if (!state.abilities.speak) return { state: { ...next, draft: withoutSound(unspoken) }, effects: [] };
  return {
    state: { ...next, draft: { ...unspoken, requestId: id, stage: 'voicing', waitedCells: 0 } },
    effects: [
      { type: 'synthesise', utteranceId: id, sentences: reply.sentences.map(({ spoken }) => spoken) },
    ],
  };
}

/** The answer is ready and will be shown, not spoken; sound that was made of it already is let go. */
export function withoutSound(draft: Draft): Draft {
  const { utterance } = draft;
  const sentences = utterance?.sentences.map(({ shown }) => ({ shown, samples: null, whole: false })) ?? [];
  return { ...draft, utterance: utterance && { ...utterance, sentences }, requestId: null, stage: 'ready' };
}

/** The draft has been used or came to nothing; the words it covers are done with. */
export function finishDraft<P>(state: EngineState<P>): EngineState<P> {
  const via = state.draft?.via;
  const next = { ...state, draft: null };
  return via === 'typed' ? { ...next, typed: next.typed.slice(1) } : { ...next, voice: endRun(next.voice) };
}

const emptyDraft: Draft = {
  via: 'voice',
  toSample: 0,
  requestId: null,
  stage: 'nothing',
  waitedCells: 0,
  text: '',
  reply: null,
  utterance: null,
};

function takeId<P>(state: EngineState<P>, kind: string): [string, EngineState<P>] {
  return [`${kind}-${state.nextId}`, { ...state, nextId: state.nextId + 1 }];
}
