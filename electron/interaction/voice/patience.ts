import { endRun, isUtterance } from '../perception/voice-runs.ts';
import { canHear, type EngineState, type Step } from '../state.ts';
import { notUnderstood } from './act.ts';
import { cutOff } from './cut-off.ts';
import { discardDraft, withoutSound } from './draft.ts';

/**
 * Any process may hang without dying. What does not answer in time is given up, so that the floor is never
 * held by nobody.
 */

/** 20 s: recognising two minutes of speech on two busy cores stays below. */
const DRAFT_CELLS = 100;
/** 5 s: the player reports every 20 ms while it plays. */
const PLAYER_CELLS = 25;
/** 15 s: the host is up again after two or three, and after its second death after some more. */
const DEAF_CELLS = 75;

/** Counts a cell of waiting, and ends a wait that has lasted too long. */
export function giveUpWaiting<P>(state: EngineState<P>): Step<P> {
  const player = waitForPlayer(state);
  const draft = waitForDraft(player.state);
  const hearing = waitForHearing(draft.state);
  return { state: hearing.state, effects: [...player.effects, ...draft.effects, ...hearing.effects] };
}

/** What nobody can hear to its end any more must not hold the floor. */
function waitForHearing<P>(state: EngineState<P>): Step<P> {
  const { run } = state.voice;
  const deafCells = canHear(state.abilities) || run === null ? 0 : state.deafCells + 1;
  if (run === null || deafCells < DEAF_CELLS) return { state: { ...state, deafCells }, effects: [] };
  // Its answer goes with it, or what is owned up to as lost would be answered all the same later.
  const { state: given, effects } =
    state.draft?.via === 'voice' ? discardDraft(state) : { state, effects: [] };
  const ended = { ...given, deafCells: 0, voice: endRun(given.voice) };
  return { state: isUtterance(run) ? notUnderstood(ended, 'voice') : ended, effects };
}

function waitForDraft<P>(state: EngineState<P>): Step<P> {
  const { draft } = state;
  if (!draft || (draft.requestId === null && draft.better === null && draft.stage !== 'recognising'))
    return { state, effects: [] };
  const waitedCells = draft.waitedCells + 1;
  if (waitedCells < DRAFT_CELLS)
    return { state: { ...state, draft: { ...draft, waitedCells } }, effects: [] };
  // The answer to the words as they were first heard is there: better that one than none.
  if (draft.better !== null && draft.requestId === null)
    return { state: { ...state, draft: { ...draft, better: null } }, effects: [] };
  const { effects } = discardDraft(state);
  const spoken = draft.stage === 'voicing' && draft.utterance !== null;
  return {
    state: { ...state, draft: spoken ? withoutSound(draft) : { ...draft, requestId: null, stage: 'failed' } },
    effects,
  };
}

function waitForPlayer<P>(state: EngineState<P>): Step<P> {
  const { own } = state;
  if (!own) return { state, effects: [] };
  const silentCells = own.silentCells + 1;
  if (silentCells < PLAYER_CELLS) return { state: { ...state, own: { ...own, silentCells } }, effects: [] };
  return {
    state: cutOff({ ...state, own: null, stop: null }, own),
    // Should it wake up after all, it must not talk into the next answer.
    effects: [{ type: 'stop', utteranceId: own.utterance.id, fadeMs: 0 }],
  };
}
