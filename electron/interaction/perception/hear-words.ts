import { msToSamples } from '../../../shared/audio.ts';
import { takeId, type EngineState, type Step } from '../state.ts';
import type { Effect } from '../timeline/events.ts';
import { mayGoOn } from '../voice/over-own-voice.ts';
import { isUtterance, silentMs, type VoiceRun } from './voice-runs.ts';
import { endingFailed, openRequests, type WordStream } from './heard-words.ts';
import { dueHearing, resumed, startStream, withFinalAsked, withHearing, withPause } from './word-stream.ts';

/** Silence after which the words are looked for as if they were all, long before the floor is taken. */
const CANDIDATE_SILENCE_MS = 200;
/**
 * The same where a policy asks whether the turn has ended. The hearing of the ending is the first that surely reaches the
 * last voiced sample: on the panel's clock it lands 256 ms into the silence for half a second of words, 288 for two, 350
 * for three and a half and up to 480 for five, since voice activity comes in steps of 32 ms and "200" is 224. A hearing
 * more before it would hold it up on the same lane, by 70 ms after three seconds of words. So the ending itself is heard
 * two steps sooner; by the precise recogniser too, which is what an answer then waits for.
 */
const ASKED_CANDIDATE_SILENCE_MS = 160;
/** Sound after the last voiced window that goes along: a final "t" lies below the voice threshold. */
const TAIL_MS = 200;
/** Below this there are no words (the encoder has nothing to work on). */
const SHORTEST = msToSamples(100);
/** A host that died takes an ending's hearing with it; it is heard again once another has come up. */
const MOST_FAILURES = 3;

/** Starts, feeds and drops the word stream as the voiced run goes. */
export function tendWords<P>(state: EngineState<P>, asksEndOfTurn: boolean): Step<P> {
  const kept = dropEnded(state);
  const { run } = kept.state.voice;
  const { hearFast, hearFinal } = kept.state.abilities;
  if (!run || !isUtterance(run) || (!hearFast && !hearFinal)) return kept;
  const stream = kept.state.words ?? startStream(run.fromSample);
  const candidateMs = asksEndOfTurn ? ASKED_CANDIDATE_SILENCE_MS : CANDIDATE_SILENCE_MS;
  const next = listen({ ...kept.state, words: stream }, stream, run, candidateMs);
  return { state: next.state, effects: [...kept.effects, ...next.effects] };
}

/** An ending that nobody could hear is heard again, once a cell. */
export function hearAgain<P>(state: EngineState<P>): EngineState<P> {
  const { words } = state;
  if (!words || !endingFailed(words) || words.failures >= MOST_FAILURES) return state;
  if (!state.abilities.hearFast && !state.abilities.hearFinal) return state;
  return { ...state, words: { ...words, pause: null, failures: words.failures + 1 } };
}

/** Nobody will hear the ending any more: it was tried often enough. */
export const isHopeless = (stream: WordStream): boolean =>
  endingFailed(stream) && stream.failures >= MOST_FAILURES;

/** The run is over or another has begun: its words are used or nobody's any more. */
function dropEnded<P>(state: EngineState<P>): Step<P> {
  const { words, voice, draft } = state;
  // What was said before the gate closed is still answered: its draft lives on these words.
  const wanted = voice.run?.fromSample === words?.runFrom || (voice.run === null && draft?.via === 'voice');
  if (!words || wanted) return { state, effects: [] };
  return { state: { ...state, words: null }, effects: openRequests(words).map(cancelled) };
}

function listen<P>(state: EngineState<P>, stream: WordStream, run: VoiceRun, candidateMs: number): Step<P> {
  if (stream.pause) {
    if (run.lastVoicedSample <= stream.pause.toSample) return { state, effects: [] };
    const { stream: words, unwanted } = resumed(stream, run.lastVoicedSample);
    return { state: { ...state, words }, effects: unwanted.map(cancelled) };
  }
  // While Beside speaks, words count only once they have taken the floor from it, or where they may be the rest of a line.
  const counts = state.own?.state !== 'playing' || mayGoOn(state);
  const mayEnd = counts && silentMs(state.voice) >= candidateMs;
  if (mayEnd) return hearEnding(state, stream, run);
  if (state.abilities.hearFinal) {
    const closed = stream.segments.find(({ corrected, finalId }) => !corrected && finalId === null);
    if (closed) {
      const [id, next] = takeId(state, 'hear');
      const words = withFinalAsked(stream, closed.toSample, id);
      return { state: { ...next, words }, effects: [recognise(id, 'hear-final', closed)] };
    }
  }
  return hearWindow(state, stream, run);
}

/** Both recognisers hear the window whole: the quick one so that an answer can begin, the other to put it right. */
function hearEnding<P>(state: EngineState<P>, stream: WordStream, run: VoiceRun): Step<P> {
  const { hearFast, hearFinal } = state.abilities;
  const toSample = Math.min(state.voice.nowSample, run.lastVoicedSample + msToSamples(TAIL_MS));
  const stretch = { fromSample: stream.fromSample, toSample };
  // The sound of the window is gone, and nothing was said since.
  if (toSample - stream.fromSample < SHORTEST)
    return { state: { ...state, words: endedBefore(stream) }, effects: [] };
  const effects: Effect[] = stream.asked ? [cancelled(stream.asked.requestId)] : [];
  let next = state;
  const ask = (lane: 'hear-fast' | 'hear-final'): string => {
    const [id, after] = takeId(next, 'hear');
    next = after;
    effects.push(recognise(id, lane, stretch));
    return id;
  };
  const fastId = hearFast ? ask('hear-fast') : null;
  const finalId = hearFinal ? ask('hear-final') : null;
  const words = withPause(stream, { toSample, fastId, finalId, fastWords: null, finalWords: null });
  return { state: { ...next, words }, effects };
}

const endedBefore = (stream: WordStream): WordStream =>
  withPause(stream, {
    toSample: stream.fromSample,
    fastId: null,
    finalId: null,
    fastWords: [],
    finalWords: null,
  });

function hearWindow<P>(state: EngineState<P>, stream: WordStream, run: VoiceRun): Step<P> {
  const due = state.abilities.hearFast
    ? dueHearing(stream, state.voice.nowSample, run.lastVoicedSample)
    : null;
  if (!due) return { state, effects: [] };
  const [requestId, next] = takeId(state, 'hear');
  const words = withHearing(stream, { requestId, kind: due.kind, toSample: due.toSample });
  const effect: Effect = {
    type: 'recognise',
    requestId,
    lane: 'hear-fast',
    voiceActive: true,
    fromSample: stream.fromSample,
    toSample: due.toSample,
    cutFromSample: due.cutFromSample,
  };
  return { state: { ...next, words }, effects: [effect] };
}

const cancelled = (id: string): Effect => ({ type: 'cancel', id });

function recognise(
  requestId: string,
  lane: 'hear-fast' | 'hear-final',
  { fromSample, toSample }: { readonly fromSample: number; readonly toSample: number },
): Effect {
  return {
    type: 'recognise',
    requestId,
    lane,
    voiceActive: false,
    fromSample,
    toSample,
    cutFromSample: null,
  };
}
