import { msToSamples } from '../../../shared/audio.ts';
import { endRun, isUtterance, silentMs } from '../perception/voice-runs.ts';
import { awaitsFinal } from '../perception/heard-words.ts';
import { obey } from '../cues/cue-book.ts';
import { interject } from '../cues/deliver.ts';
import {
  beginning,
  canHear,
  changeLine,
  takeId,
  withLine,
  type Draft,
  type EngineState,
  type Step,
} from '../state.ts';
import type { Ruling } from '../timeline/cell.ts';
import type { Effect, Order } from '../timeline/events.ts';
import { asksToStop, mayGoOn } from './over-own-voice.ts';
import { discardDraft, finishDraft, STOP_FADE_MS } from './draft.ts';
import { nod } from './nod.ts';
import { joinedLine } from './unfinished.ts';
import { shownText, totalSamples } from './utterance.ts';

/**
 * Kept before the first window that was certainly a person's: Beside waits 256 ms into a voice, which counts 320 ms
 * after that, so that this reaches back over its onset.
 */
const OVER_LEAD_MS = 800;
/** Silence after which words said over Beside's voice are over. */
const BACKCHANNEL_OVER_MS = 500;
/**
 * 800 ms: the precise recogniser, asked 200 ms after the last voiced sound, has mostly answered before the floor is free
 * and is waited for on a busy computer only. Shorter, and sums are answered there with the wrong figures.
 */
const FINAL_PATIENCE_CELLS = 4;

/** Carries a decision out, as far as the licence lets it. */
export function carryOut<P>(
  state: EngineState<P>,
  { decision, veto }: Pick<Ruling, 'decision' | 'veto'>,
): Step<P> {
  switch (decision.act) {
    case 'speak':
      return takeFloor(state);
    case 'interject':
      return interject(state, veto);
    case 'yield':
      return yieldFloor(state);
    case 'hold': {
      return { state: forgetBackchannel(state), effects: [] };
    }
    case 'backchannel':
      return nod(state, veto);
    case 'silent':
      return decision.reason === 'not-for-beside' ? letGo(state) : { state, effects: [] };
  }
}

/** What was said was not meant for Beside: it is no part of what is said next. */
function letGo<P>(state: EngineState<P>): Step<P> {
  return discardDraft({ ...state, voice: endRun(state.voice) });
}

/**
 * Words over Beside's voice that took nothing from it are done with. What the person had begun to say before is not:
 * a typed line that came in between is answered first, and they still wait for theirs.
 */
function forgetBackchannel<P>(state: EngineState<P>): EngineState<P> {
  const { voice, own } = state;
  // Where there is no voice of Beside's, words are no sign of listening.
  if (own === null || voice.run === null || silentMs(voice) < BACKCHANNEL_OVER_MS) return state;
  // A due cue is said over whoever speaks: what they say meanwhile is no sign of listening either.
  if (own.insists || voice.run.fromSample < own.sinceSample || mayGoOn(state)) return state;
  return { ...state, voice: endRun(voice) };
}

/** Speaks the draft when it is ready; until then the floor is taken and nothing sounds yet. */
function takeFloor<P>(state: EngineState<P>): Step<P> {
  const { draft } = state;
  if (!draft || state.own) return { state: dropClick(state), effects: [] };
  if (draft.stage !== 'failed' && mayBetter(state, draft)) {
    return { state: { ...state, draft: { ...draft, heldCells: draft.heldCells + 1 } }, effects: [] };
  }
  if (draft.stage === 'nothing') return { state: finishDraft(state), effects: [] };
  if (draft.stage === 'failed') return { state: finishDraft(notUnderstood(state, draft.via)), effects: [] };
  if (draft.stage !== 'ready' || !draft.utterance || draft.better) return { state, effects: [] };
  return say(state, draft, draft.utterance);
}

/** The precise recogniser is still at it, and there is time to hear it out. */
function mayBetter<P>({ words }: EngineState<P>, draft: Draft): boolean {
  if (draft.via !== 'voice' || !words || draft.heldCells >= FINAL_PATIENCE_CELLS) return false;
  return awaitsFinal(words);
}

/** A voiced run without a draft must not hold the floor for ever: too short for words, or nobody to write them. */
function dropClick<P>(state: EngineState<P>): EngineState<P> {
  const { run } = state.voice;
  if (state.typed.length > 0 || state.own || !run) return state;
  // A host that died is back within seconds and is sent the sound again: its patience is kept in patience.ts.
  if (!canHear(state.abilities) && state.couldHear) return state;
  const ended = { ...state, voice: endRun(state.voice) };
  return isUtterance(run) ? notUnderstood(ended, 'voice') : ended;
}

/** What is owned up to when words that were said are lost. */
export const NOT_UNDERSTOOD = "I heard you, but couldn't make out the words.";

/** Words were said and nobody can tell which: that is said, or they would be lost in silence. */
export function notUnderstood<P>(state: EngineState<P>, via: Draft['via']): EngineState<P> {
  const { nextId } = state;
  const text = via === 'voice' ? NOT_UNDERSTOOD : "I couldn't answer that just now.";
  return withLine({ ...state, nextId: nextId + 1 }, line(`line-${nextId}`, 'beside', via, text, 'shown'));
}

function say<P>(state: EngineState<P>, draft: Draft, utterance: NonNullable<Draft['utterance']>): Step<P> {
  const { userId, state: withUser } = withUserLine(state, draft);
  const [lineId, next] = takeId(withUser, 'line');
  const voiced = utterance.sentences[0]?.samples !== null;
  const withOwn = withLine(
    next,
    line(lineId, 'beside', draft.via, shownText(utterance), voiced ? 'waiting' : 'shown'),
  );
  const orders = draft.reply?.orders ?? [];
  const aside = draft.reply?.aside === true;
  // What has been done cannot be taken back: its words stay a line of their own.
  const half =
    draft.via === 'voice' && orders.length === 0
      ? { lineId: userId, answerId: lineId, toSample: state.voice.run?.lastVoicedSample ?? draft.toSample }
      : null;
  const used = finishDraft({ ...withOwn, half, rest: aside ? state.rest : null });
  const { state: done, effects } = carryOutOrders(used, orders);
  if (!voiced) return { state: done, effects };
  const own = beginning({ utterance, lineId, sinceSample: state.voice.nowSample, insists: false, aside });
  return {
    state: { ...done, own },
    effects: [...effects, { type: 'play', utteranceId: utterance.id }],
  };
}

/** The person's words as a line, or as the rest of the one that they go on with. A typed one stands there already. */
function withUserLine<P>(
  state: EngineState<P>,
  draft: Draft,
): { readonly userId: string; readonly state: EngineState<P> } {
  if (draft.via === 'typed') return { userId: state.typed[0]?.id ?? '', state };
  const before =
    draft.reply?.continues === true ? state.lines.find(({ id }) => id === draft.continues) : undefined;
  if (before) {
    // What is still to come for the words of before would take the place of all.
    const settled = state.late?.lineId === before.id ? { ...state, late: null } : state;
    const joined = changeLine(settled, before.id, { text: joinedLine(before.text, draft.text) });
    return { userId: before.id, state: withLateWords(joined, before.id, before.text) };
  }
  const [id, next] = takeId(state, 'line');
  return {
    userId: id,
    state: withLateWords(withLine(next, line(id, 'user', 'voice', draft.text, 'final')), id, ''),
  };
}

/** Words that the precise recogniser still owes of a line that is answered now. */
function withLateWords<P>(state: EngineState<P>, lineId: string, lead: string): EngineState<P> {
  const { words } = state;
  return words && awaitsFinal(words) ? { ...state, late: { lineId, lead, words }, words: null } : state;
}

/** What the person asked for is done when they are told so, not when the answer was prepared. */
function carryOutOrders<P>(state: EngineState<P>, orders: readonly Order[]): Step<P> {
  let next = state;
  const effects: Effect[] = [];
  for (const order of orders) {
    if (order.type === 'change-volume' || order.type === 'set-pace') {
      effects.push(order);
      continue;
    }
    if (order.type === 'hush' || order.type === 'unhush') {
      next = withHush(next, order.type === 'hush' ? order.untilMs : null);
      continue;
    }
    const [id, after] = takeId(next, 'cue');
    next = { ...after, book: obey(after.book, order, id, state.wallMs) };
  }
  return { state: next, effects };
}

function withHush<P>(state: EngineState<P>, untilMs: number | null): EngineState<P> {
  return { ...state, hush: untilMs === null ? null : { fromMs: state.wallMs, untilMs } };
}

function line(
  id: string,
  who: 'user' | 'beside',
  via: 'voice' | 'typed',
  text: string,
  lineState: 'final' | 'waiting' | 'shown',
): Omit<EngineState<never>['lines'][number], 'atMs'> {
  return { id, who, via, text, heardChars: who === 'beside' ? 0 : null, state: lineState };
}

function yieldFloor<P>(state: EngineState<P>): Step<P> {
  const { own } = state;
  if (own?.state !== 'playing') return { state, effects: [] };
  if (own.insists && state.stop === null && !asksToStop(state)) return { state, effects: [] };
  const utteranceId = own.utterance.id;
  const effects: Effect[] = [{ type: 'stop', utteranceId, fadeMs: STOP_FADE_MS }];
  // Sentences that are still being made will not be said.
  if (totalSamples(own.utterance) === null) effects.push({ type: 'cancel', id: utteranceId });
  return {
    state: { ...state, own: { ...own, state: 'stopping' }, voice: withoutEcho(state), stop: null },
    effects,
  };
}

/** The person's words begin where it was certain to be a person: before that it may have been Beside's own echo. */
function withoutEcho<P>({ voice, own }: EngineState<P>): EngineState<P>['voice'] {
  if (!voice.run || !own?.over) return voice;
  const fromSample = Math.max(voice.run.fromSample, own.over.fromSample - msToSamples(OVER_LEAD_MS));
  return { ...voice, run: { ...voice.run, fromSample } };
}
