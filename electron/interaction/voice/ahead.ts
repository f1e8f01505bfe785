import { wordsSoFar } from '../perception/heard-words.ts';
import { sameWords, splitWords, type Words } from '../perception/words.ts';
import { takeId, type Ahead, type Draft, type EngineState, type Step } from '../state.ts';
import type { Perception, Reply } from '../timeline/events.ts';
import { situationOf } from './situation-of.ts';
import { newUtterance } from './utterance.ts';
import { mayGoOn } from './over-own-voice.ts';
import { paceOf } from './pace-of.ts';

/**
 * Replies prepared on the stable prefix: while the person still speaks, an answer to what they have said so far, one at a
 * time. It is thrown away when they say more. When they leave it at these words its sound is there at once.
 */

/** Starts, keeps or throws away what is prepared ahead. */
export function tendAhead<P>(state: EngineState<P>): Step<P> {
  const { state: kept, effects } = isOutdated(state) ? dropAhead(state) : { state, effects: [] };
  if (kept.ahead !== null) return { state: kept, effects };
  const words = stableWords(kept);
  if (words === null) return { state: kept, effects };
  const text = words.join(' ');
  const [requestId, next] = takeId(kept, 'reply');
  const ahead: Ahead = { text, requestId, stage: 'replying', reply: null, utterance: null };
  return {
    state: { ...next, ahead },
    effects: [...effects, { type: 'reply', requestId, text, via: 'voice', situation: situationOf(kept) }],
  };
}

export function dropAhead<P>(state: EngineState<P>): Step<P> {
  const id = state.ahead?.requestId ?? state.ahead?.utterance?.id ?? null;
  return { state: { ...state, ahead: null }, effects: id === null ? [] : [{ type: 'cancel', id }] };
}

function isOutdated<P>(state: EngineState<P>): boolean {
  const { ahead, words, draft, own, typed } = state;
  if (ahead === null) return false;
  if (words === null || typed.length > 0) return true;
  const others = !sameWords(splitWords(ahead.text), soFar(words));
  if (own !== null) return others || !mayGoOn(state);
  // The ending was heard, and these were not its words.
  if (draft !== null) return draft.stage !== 'recognising';
  return words.pause === null && others;
}

const soFar = (words: NonNullable<EngineState<never>['words']>): Words => {
  const { stable, open } = wordsSoFar(words);
  return [...stable, ...open];
};

/** What the person has said so far, if it can be taken for all: heard twice alike, or with nothing said since. */
function stableWords<P>(state: EngineState<P>): Words | null {
  const { words, voice, own, typed, draft, abilities } = state;
  if (!words || !voice.run || draft !== null || typed.length > 0) return null;
  // There is no time to hear twice what may be one word, and no sound is made of it.
  if (own !== null) return mayGoOn(state) && soFar(words).length > 0 ? soFar(words) : null;
  if (!abilities.speak || words.pause !== null) return null;
  const heardAll = words.asked === null && voice.run.lastVoicedSample <= words.askedToSample;
  if (words.steady === 0 && !heardAll) return null;
  const said = soFar(words);
  return said.length > 0 ? said : null;
}

/** Takes in what was asked for ahead. Null: it is somebody else's. */
export function advanceAhead<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'reply' | 'reply-failed' | 'synthesis-failed' }>,
): Step<P> | null {
  const { ahead } = state;
  const id = what.type === 'synthesis-failed' ? what.utteranceId : what.requestId;
  if (ahead === null || ahead.requestId !== id) return null;
  // "I can't answer that yet" is no answer to half a sentence.
  if (what.type === 'reply' && what.reply.aside !== true) return voiceAhead(state, ahead, what.reply);
  const nothing: Ahead = { ...ahead, requestId: null, stage: 'nothing', reply: null, utterance: null };
  return { state: { ...state, ahead: nothing }, effects: [] };
}

function voiceAhead<P>(state: EngineState<P>, ahead: Ahead, reply: Reply): Step<P> {
  if (state.own !== null)
    return { state: { ...state, ahead: { ...ahead, requestId: null, stage: 'ready', reply } }, effects: [] };
  const [utteranceId, next] = takeId(state, 'say');
  const utterance = newUtterance(utteranceId, reply);
  const sentences = reply.sentences.map(({ spoken }) => spoken);
  return {
    state: { ...next, ahead: { ...ahead, requestId: utteranceId, stage: 'voicing', reply, utterance } },
    effects: [{ type: 'synthesise', utteranceId, sentences, pace: paceOf(reply) }],
  };
}

/** The draft with what was prepared ahead for its words; null where that is of no use. */
export function adopted({ ahead }: EngineState<unknown>, draft: Draft, heard: Words): Draft | null {
  if (ahead === null || ahead.utterance === null) return null;
  if (!sameWords(splitWords(ahead.text), heard)) return null;
  const { requestId, stage, reply, utterance } = ahead;
  return { ...draft, text: heard.join(' '), requestId, stage, reply, utterance };
}
