import type { Veto } from '../../../shared/manners.ts';
import { isUtterance, silentMs } from '../perception/voice-runs.ts';
import {
  beginning,
  changeLine,
  takeId,
  withLine,
  type EngineState,
  type SpokenLine,
  type Step,
} from '../state.ts';
import { licence, type LicenceContext, type Proposal } from '../policy/licence.ts';
import type { Decision, Effect } from '../timeline/events.ts';
import { newUtterance, shownText } from '../voice/utterance.ts';
import { caughtUp, delivered, LATE_MS, nextBatch, type Batch, type PreparedCue } from './cue-book.ts';

/** Flite makes a sentence in 0.2 s, ten times that on a busy computer. */
const LEAD_MS = 3000;
/** Beside lets an answer of its own or a person finish for so long: the cue has to be heard within a second of its time. */
const PATIENCE_MS = 600;
/** Somebody who has been silent for so long may not be about to go on. */
const PAUSE_MS = 300;
/** 10 s: the voice has come up by then if there is one. What was missed over a restart waits for it. */
const STARTING_CELLS = 50;
/** A cue whose sound does not come is shown, so long after it was due or could be asked for. */
const VOICELESS_MS = 3000;

/** Once a cell: notices the person and the clock, and has the words of what is due next ready. */
export function tendCues<P>(before: EngineState<P>, wallMs: number, zoneMs: number): Step<P> {
  return prepare(noticeTime(noticeZone(noticePerson(before, wallMs), zoneMs)));
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

/** The wish for quiet is over, the computer has slept. */
function noticeTime<P>(state: EngineState<P>): EngineState<P> {
  const { wallMs, hush } = state;
  const book = caughtUp(state.book, wallMs);
  const over = hush !== null && hush.untilMs <= wallMs;
  return book === state.book && !over ? state : { ...state, book, hush: over ? null : hush };
}

/** Has the words of what is due next ready, and lets go of those that are not due any more. */
function prepare<P>(state: EngineState<P>): Step<P> {
  const { cue, wallMs, abilities, cell } = state;
  const batch = nextBatch(state.book, wallMs + LEAD_MS, wallMs);
  if (cue && batch && sameBatch(cue, batch)) return { state, effects: [] };
  const effects: Effect[] = cue ? [{ type: 'cancel', id: cue.utterance.id }] : [];
  const missed = batch !== null && wallMs - batch.dueMs > LATE_MS;
  const voiceToCome = !abilities.speak && cell < STARTING_CELLS;
  if (!batch || (missed && voiceToCome)) return { state: cue ? { ...state, cue: null } : state, effects };
  const [id, next] = takeId(state, 'say');
  const utterance = newUtterance(id, { sentences: batch.sentences, reason: 'cue' });
  if (!abilities.speak)
    return { state: { ...next, cue: { ...batch, utterance, stage: 'ready', askedMs: wallMs } }, effects };
  const sentences = batch.sentences.map(({ spoken }) => spoken);
  effects.push({ type: 'synthesise', utteranceId: id, sentences, pace: null });
  return { state: { ...next, cue: { ...batch, utterance, stage: 'voicing', askedMs: wallMs } }, effects };
}

const sameBatch = (a: Batch, b: Batch): boolean =>
  a.dueMs === b.dueMs &&
  a.ids.length === b.ids.length &&
  a.ids.every((id, i) => id === b.ids[i]) &&
  a.sentences.every(({ shown }, i) => shown === b.sentences[i]?.shown);

/**
 * What the scheduler owes in this cell. A due cue is an obligation (DESIGN.md, invariant 2): within [due, due + 1 s] it
 * waits for a gap, then it is said over whoever speaks, and only a person's "stop" ends it. What the licence forbids to be
 * said waits for no gap: it is shown.
 */
export function obligation<P>(
  state: EngineState<P>,
): { readonly decision: Decision; readonly veto: Veto | null } | null {
  const { cue, own, voice, wallMs } = state;
  const lateMs = cue ? wallMs - cue.dueMs : -1;
  if (!cue || lateMs < 0) return null;
  const veto = licence(proposalOf(state, cue), licenceContext(state));
  if (veto) return { decision: due('interject'), veto };
  if (cue.stage === 'voicing' && wallMs - Math.max(cue.dueMs, cue.askedMs) < VOICELESS_MS) return null;
  // An answer that lasts too long is cut short; "go on" brings its rest.
  if (own)
    return lateMs >= PATIENCE_MS && !own.insists && own.state === 'playing'
      ? { decision: due('yield'), veto: null }
      : null;
  const talking = voice.run !== null && isUtterance(voice.run) && silentMs(voice) < PAUSE_MS;
  return talking && lateMs < PATIENCE_MS ? null : { decision: due('interject'), veto: null };
}

const due = (act: Decision['act']): Decision => ({
  act,
  userState: 'silent',
  confidence: 1,
  reason: 'cue-due',
});

/** Cues are only ever set by a person's own words. */
function proposalOf<P>({ book, abilities }: EngineState<P>, cue: PreparedCue): Proposal {
  const set = book.cues.filter(({ id }) => cue.ids.includes(id)).map(({ setAtMs }) => setAtMs);
  return {
    act: 'interject',
    askedBy: 'user-speech',
    askedAtMs: Math.max(0, ...set),
    dueMs: cue.dueMs,
    audible: abilities.speak,
  };
}

export const licenceContext = <P>(state: EngineState<P>): LicenceContext => ({
  wallMs: state.wallMs,
  zoneMs: state.book.zoneMs,
  microphoneOpen: state.microphone.open,
  manners: state.manners,
  hush: state.hush,
  unaskedAtMs: state.unaskedAtMs,
});

/** What repeats and is not said is shown once, with the time when it was due last: an hour of it would bury all else. */
function withCueLine<P>(state: EngineState<P>, line: Omit<SpokenLine, 'atMs'>): EngineState<P> {
  const last = state.lines.at(-1);
  const again = line.notSaid && last?.notSaid?.why === line.notSaid.why && last.text === line.text;
  return again
    ? changeLine(state, last.id, { atMs: state.wallMs, notSaid: line.notSaid })
    : withLine(state, line);
}

/** Says what is due, or shows it where it may not or cannot be said. */
export function interject<P>(state: EngineState<P>, veto: Veto | null): Step<P> {
  const { cue } = state;
  if (!cue) return { state, effects: [] };
  const { ids, utterance, stage } = cue;
  const [lineId, next] = takeId(state, 'line');
  const made = utterance.sentences[0]?.samples !== null;
  const voiced = veto === null && stage === 'ready' && made;
  const line = {
    id: lineId,
    who: 'beside',
    via: 'cue',
    text: shownText(utterance),
    heardChars: 0,
    state: voiced ? 'waiting' : 'shown',
    ...(veto && { notSaid: { why: veto, dueMs: cue.dueMs } }),
  } as const;
  const said = {
    ...withCueLine(next, line),
    cue: null,
    book: delivered(state.book, ids, state.wallMs),
  };
  if (!voiced)
    return {
      state: said,
      effects: stage === 'voicing' || made ? [{ type: 'cancel', id: utterance.id }] : [],
    };
  const own = beginning({
    utterance,
    lineId,
    sinceSample: state.voice.nowSample,
    insists: true,
    aside: false,
  });
  return { state: { ...said, own }, effects: [{ type: 'play', utteranceId: utterance.id }] };
}
