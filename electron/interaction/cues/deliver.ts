import { isUtterance, silentMs } from '../perception/voice-runs.ts';
import { beginning, takeId, withLine, type EngineState, type Step } from '../state.ts';
import type { Effect } from '../timeline/events.ts';
import { STOP_FADE_MS } from '../voice/draft.ts';
import { newUtterance, shownText } from '../voice/utterance.ts';
import { delivered, nextBatch, type Batch, type PreparedCue } from './cue-book.ts';

/** Flite makes a sentence in 0.2 s, ten times that on a busy computer. */
const LEAD_MS = 3000;
/** Beside lets an answer of its own or a person finish for so long: the cue has to be heard within a second of its time. */
const PATIENCE_MS = 600;
/** Somebody who has been silent for so long may not be about to go on. */
const PAUSE_MS = 300;
/** A cue whose sound does not come is shown, so late. */
const VOICELESS_MS = 3000;

/**
 * Once a cell. A due cue is an obligation (DESIGN.md, invariant 2): within [due, due + 1 s] it waits for a gap, then it
 * is said over whoever speaks, and only a person's "stop" ends it.
 */
export function tendCues<P>(before: EngineState<P>, wallMs: number, zoneMs: number): Step<P> {
  const state = noticeZone(noticePerson(before, wallMs), zoneMs);
  const prepared = prepare(state);
  const due = deliver(prepared.state);
  return { state: due.state, effects: [...prepared.effects, ...due.effects] };
}

function noticePerson<P>(before: EngineState<P>, wallMs: number): EngineState<P> {
  const { voice, typed, book } = before;
  const there =
    typed.length > 0 || (voice.run !== null && isUtterance(voice.run) && silentMs(voice) < PAUSE_MS);
  const personAtMs = there || book.personAtMs === 0 ? wallMs : book.personAtMs;
  return { ...before, wallMs, book: personAtMs === book.personAtMs ? book : { ...book, personAtMs } };
}

/** The clocks were changed, or the computer has travelled. */
const noticeZone = <P>(state: EngineState<P>, zoneMs: number): EngineState<P> =>
  zoneMs === state.book.zoneMs ? state : { ...state, book: { ...state.book, zoneMs } };

/** Has the words of what is due next ready, and lets go of those that are not due any more. */
function prepare<P>(state: EngineState<P>): Step<P> {
  const batch = nextBatch(state.book, state.wallMs + LEAD_MS);
  const { cue } = state;
  if (cue && batch && sameBatch(cue, batch)) return { state, effects: [] };
  const effects: Effect[] = cue ? [{ type: 'cancel', id: cue.utterance.id }] : [];
  if (!batch) return { state: cue ? { ...state, cue: null } : state, effects };
  const [id, next] = takeId(state, 'say');
  const utterance = newUtterance(id, { sentences: batch.sentences, reason: 'cue' });
  if (!state.abilities.speak)
    return { state: { ...next, cue: { ...batch, utterance, stage: 'ready' } }, effects };
  const sentences = batch.sentences.map(({ spoken }) => spoken);
  effects.push({ type: 'synthesise', utteranceId: id, sentences, pace: null });
  return { state: { ...next, cue: { ...batch, utterance, stage: 'voicing' } }, effects };
}

const sameBatch = (a: Batch, b: Batch): boolean =>
  a.dueMs === b.dueMs && a.ids.length === b.ids.length && a.ids.every((id, i) => id === b.ids[i]);

function deliver<P>(state: EngineState<P>): Step<P> {
  const { cue, own, voice, wallMs } = state;
  const lateMs = cue ? wallMs - cue.dueMs : -1;
  if (!cue || lateMs < 0) return { state, effects: [] };
  if (cue.stage === 'voicing' && lateMs < VOICELESS_MS) return { state, effects: [] };
  if (own) return lateMs >= PATIENCE_MS && !own.insists ? makeWay(state, own) : { state, effects: [] };
  const talking = voice.run !== null && isUtterance(voice.run) && silentMs(voice) < PAUSE_MS;
  if (talking && lateMs < PATIENCE_MS) return { state, effects: [] };
  return say(state, cue);
}

/** An answer that lasts too long is cut short; "go on" brings its rest. */
function makeWay<P>(state: EngineState<P>, own: NonNullable<EngineState<P>['own']>): Step<P> {
  if (own.state !== 'playing') return { state, effects: [] };
  return {
    state: { ...state, own: { ...own, state: 'stopping' } },
    effects: [{ type: 'stop', utteranceId: own.utterance.id, fadeMs: STOP_FADE_MS }],
  };
}

function say<P>(state: EngineState<P>, { ids, utterance, stage }: PreparedCue): Step<P> {
  const [lineId, next] = takeId(state, 'line');
  const voiced = stage === 'ready' && utterance.sentences[0]?.samples !== null;
  const line = {
    id: lineId,
    who: 'beside',
    via: 'cue',
    text: shownText(utterance),
    heardChars: 0,
    state: voiced ? 'waiting' : 'shown',
  } as const;
  const said = {
    ...withLine(next, line),
    cue: null,
    book: delivered(state.book, ids, state.wallMs),
  };
  if (!voiced)
    return { state: said, effects: stage === 'voicing' ? [{ type: 'cancel', id: utterance.id }] : [] };
  const own = beginning({ utterance, lineId, sinceSample: state.voice.nowSample, insists: true });
  return { state: { ...said, own }, effects: [{ type: 'play', utteranceId: utterance.id }] };
}
