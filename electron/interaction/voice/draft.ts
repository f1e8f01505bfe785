import { isHopeless } from '../perception/hear-words.ts';
import { endRun } from '../perception/voice-runs.ts';
import { endingWords } from '../perception/heard-words.ts';
import { sameWords, splitWords, type Words } from '../perception/words.ts';
import { takeId, type Draft, type EngineState, type Step } from '../state.ts';
import type { Perception, Reply } from '../timeline/events.ts';
import { adopted } from './ahead.ts';
import { wasItself, wasMurmur } from './over-own-voice.ts';
import { paceOf } from './pace-of.ts';
import { situationOf } from './situation-of.ts';
import { unfinishedLine } from './unfinished.ts';
import { newUtterance, withoutSamples, withText } from './utterance.ts';

/** Long enough not to click, short enough to be a stop. */
export const STOP_FADE_MS = 20;

/** Starts, keeps or throws away the draft that fits what was said so far. */
export function tendDraft<P>(state: EngineState<P>): Step<P> {
  const { state: kept, effects } = draftOutdated(state) ? discardDraft(state) : { state, effects: [] };
  const begun = kept.draft ? kept : beginDraft(kept);
  const followed = followWords(begun);
  return { state: followed.state, effects: [...effects, ...followed.effects] };
}

/** Forgets the draft and ends what works on it; sound that is made already is let go too. */
export function discardDraft<P>(state: EngineState<P>): Step<P> {
  const id = state.draft?.requestId ?? state.draft?.utterance?.id ?? null;
  return { state: { ...state, draft: null }, effects: id === null ? [] : [{ type: 'cancel', id }] };
}

/** The person went on speaking, or a typed line came first. */
function draftOutdated<P>({ draft, typed, voice }: EngineState<P>): boolean {
  // What was said before the gate closed is owed its answer, whatever is typed meanwhile.
  if (draft?.via !== 'voice' || voice.run === null) return false;
  return typed.length > 0 || voice.run.lastVoicedSample > draft.toSample;
}

function beginDraft<P>(state: EngineState<P>): EngineState<P> {
  if (state.typed.length > 0) return { ...state, draft: { ...emptyDraft, via: 'typed' } };
  const { words, own } = state;
  // While Beside speaks, words count only once they have taken the floor from it.
  if (!words?.pause || own?.state === 'playing') return state;
  return { ...state, draft: { ...emptyDraft, toSample: words.pause.toSample } };
}

/** Asks for an answer as soon as there are words, and for another when better ones have come. */
function followWords<P>(state: EngineState<P>): Step<P> {
  const { draft, words } = state;
  if (draft === null) return { state, effects: [] };
  const [line] = state.typed;
  if (draft.via === 'typed') {
    return line && draft.stage === 'recognising' ? askReply(state, draft, line.text) : { state, effects: [] };
  }
  if (!words) return { state, effects: [] };
  const ending = endingWords(words);
  if (ending === null) {
    const stage = isHopeless(words) ? 'failed' : draft.stage;
    return { state: { ...state, draft: { ...draft, stage } }, effects: [] };
  }
  const heard = wasItself(state, ending) || wasMurmur(state, ending) ? [] : ending;
  const text = heard.join(' ');
  if (draft.stage !== 'recognising' && text === draft.text) return { state, effects: [] };
  const ready = draft.stage === 'recognising' ? adopted(state, draft, heard) : null;
  // What it answers with may be of a second ago: it is asked again, and the sound stands where it would sound the same.
  if (ready) return askAgain({ ...state, ahead: null }, ready, text);
  // The same words with a comma more: the answer stands.
  if (draft.text !== '' && sameWords(splitWords(draft.text), heard))
    return { state: { ...state, draft: { ...draft, text, better: null } }, effects: [] };
  if (draft.better?.text === text) return { state, effects: [] };
  if (draft.utterance !== null && text !== '') return askAgain(state, draft, text);
  const dropped = discardDraft(state);
  const fresh: Draft = { ...emptyDraft, toSample: draft.toSample, heldCells: draft.heldCells };
  const next =
    text === '' ? nothing(dropped.state, fresh) : askReply({ ...dropped.state, draft: fresh }, fresh, text);
  return { state: next.state, effects: [...dropped.effects, ...next.effects] };
}

/** Takes a result into the draft that asked for it; a result nobody waits for changes nothing. */
export function advanceDraft<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'reply' | 'reply-failed' | 'synthesis-failed' }>,
): Step<P> {
  const { draft, own } = state;
  const unchanged = { state, effects: [] };
  if (what.type === 'synthesis-failed') {
    const { utteranceId } = what;
    const { cue } = state;
    if (cue?.utterance.id === utteranceId) {
      const utterance = withoutSamples(cue.utterance);
      return { state: { ...state, cue: { ...cue, utterance, stage: 'ready' } }, effects: [] };
    }
    if (draft?.utterance?.id === utteranceId) {
      return { state: { ...state, draft: withoutSound(draft) }, effects: [] };
    }
    if (own?.utterance.id !== utteranceId || own.state !== 'playing') return unchanged;
    const stopping = { ...state, own: { ...own, state: 'stopping' as const } };
    return { state: stopping, effects: [{ type: 'stop', utteranceId, fadeMs: STOP_FADE_MS }] };
  }
  if (draft && draft.better?.requestId === what.requestId) {
    // Without an answer to the better words the one that there is stands.
    if (what.type === 'reply-failed')
      return { state: { ...state, draft: { ...draft, better: null } }, effects: [] };
    return better(state, draft, draft.better.text, what.reply);
  }
  if (!draft || draft.requestId !== what.requestId) return unchanged;
  if (what.type === 'reply') return voiceReply(state, draft, what.reply);
  return { state: { ...state, draft: { ...draft, requestId: null, stage: 'failed' } }, effects: [] };
}

const nothing = <P>(state: EngineState<P>, draft: Draft): Step<P> => ({
  state: { ...state, draft: { ...draft, requestId: null, stage: 'nothing' } },
  effects: [],
});

function askReply<P>(state: EngineState<P>, draft: Draft, text: string): Step<P> {
  const [requestId, next] = takeId(state, 'reply');
  const continues = unfinishedLine(state)?.id ?? null;
  return {
    state: { ...next, draft: { ...draft, text, continues, requestId, stage: 'replying', waitedCells: 0 } },
    effects: [{ type: 'reply', requestId, text, via: draft.via, situation: situationOf(state) }],
  };
}

/** Asks for an answer to better words and keeps the one that there is: "17" and "seventeen" sound alike. */
function askAgain<P>(state: EngineState<P>, draft: Draft, text: string): Step<P> {
  const [requestId, next] = takeId(state, 'reply');
  const continues = unfinishedLine(state)?.id ?? null;
  return {
    state: { ...next, draft: { ...draft, continues, better: { requestId, text }, waitedCells: 0 } },
    effects: [{ type: 'reply', requestId, text, via: draft.via, situation: situationOf(state) }],
  };
}

/** The answer to better words: its sound is there already where it sounds as the one before. */
function better<P>(state: EngineState<P>, draft: Draft, text: string, reply: Reply): Step<P> {
  if (draft.utterance !== null && soundsAlike(reply, draft.reply)) {
    const utterance = withText(draft.utterance, reply);
    return { state: { ...state, draft: { ...draft, text, reply, utterance, better: null } }, effects: [] };
  }
  const dropped = discardDraft(state);
  const { toSample, heldCells, continues } = draft;
  const fresh: Draft = { ...emptyDraft, text, toSample, heldCells, continues };
  const next = voiceReply({ ...dropped.state, draft: fresh }, fresh, reply);
  return { state: next.state, effects: [...dropped.effects, ...next.effects] };
}

const soundsAlike = (a: Reply, b: Reply | null): boolean =>
  a.sentences.length === b?.sentences.length &&
  a.sentences.every(({ spoken }, i) => sameWords(wordsOf(spoken), wordsOf(b.sentences[i]?.spoken ?? '')));

const wordsOf = (spoken: string): Words => splitWords(spoken.replaceAll('-', ' '));

function voiceReply<P>(state: EngineState<P>, draft: Draft, reply: Reply): Step<P> {
  const [id, next] = takeId(state, 'say');
  const utterance = newUtterance(id, reply);
  const unspoken = { ...draft, reply, utterance };
  if (!state.abilities.speak) return { state: { ...next, draft: withoutSound(unspoken) }, effects: [] };
  return {
    state: { ...next, draft: { ...unspoken, requestId: id, stage: 'voicing', waitedCells: 0 } },
    effects: [
      {
        type: 'synthesise',
        utteranceId: id,
        sentences: reply.sentences.map(({ spoken }) => spoken),
        pace: paceOf(reply),
      },
    ],
  };
}

/** The answer is ready and will be shown, not spoken; sound that was made of it already is let go. */
export function withoutSound(draft: Draft): Draft {
  const { utterance } = draft;
  return { ...draft, utterance: utterance && withoutSamples(utterance), requestId: null, stage: 'ready' };
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
  continues: null,
  requestId: null,
  stage: 'recognising',
  waitedCells: 0,
  heldCells: 0,
  text: '',
  better: null,
  reply: null,
  utterance: null,
};
