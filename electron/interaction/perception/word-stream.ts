import { msToSamples } from '../../../shared/audio.ts';
import { heardOf, type Hearing, type Pause, type Segment, type WordStream } from './heard-words.ts';
import { agreedCount, overlapOf, sameWords, splitWords, withoutRepeated, type Words } from './words.ts';

/**
 * The words of one voiced run while it goes on. A quick recogniser hears a growing window again and again; words that
 * two hearings in a row agree on are committed and never taken back. A window that has grown long, or ends in a pause,
 * is closed: its words stay, the next window begins behind it, so that a long utterance costs the same as a short one.
 * What the precise recogniser makes of a closed stretch replaces the quick one's words there.
 */

/** Lengths the quick recogniser hears: one shape a step keeps the arena of onnxruntime small (RUNTIME.md §3). */
const BUCKET = msToSamples(400);
/** The least time between two hearings; also never more often than two thirds of the time a hearing takes. */
const CADENCE = msToSamples(400);
const COST_FACTOR = 1.5;
/** Window from which a cut is looked for: longer, and the precise recogniser is still at it when the floor is free. */
const LONG_WINDOW = msToSamples(6400);
/** A cut leaves this much to the next window: its words are not agreed on yet. */
const CUT_KEEPS = msToSamples(1200);
/** No cut before this much: each one costs the recognisers the context around it, and a word now and then. */
const MIN_SEGMENT = msToSamples(3200);
/**
 * A pause that goes on so long behind what was heard of it is a good place to cut. Shorter ones lie between the
 * syllables of slow words too: with every pause a cut, one word in ten was wrong that is right in one piece.
 */
const CUT_PAUSE = msToSamples(150);

/** Kept before the first voice after an interruption: what is mostly silence is heard as nothing. */
const LEAD = msToSamples(400);

export function startStream(runFrom: number): WordStream {
  return {
    runFrom,
    fromSample: runFrom,
    segments: [],
    seam: [],
    committed: [],
    steady: 0,
    tail: [],
    asked: null,
    askedToSample: runFrom,
    lastCostMs: 0,
    pause: null,
    interrupted: false,
    failures: 0,
  };
}

/** What to hear next, if it is time for it. */
export interface DueHearing {
  readonly kind: Hearing['kind'];
  readonly toSample: number;
  /** A cut is looked for from here on; null for a partial. */
  readonly cutFromSample: number | null;
}

export function dueHearing(stream: WordStream, nowSample: number, lastVoiced: number): DueHearing | null {
  if (stream.asked !== null || stream.pause !== null) return null;
  // Nothing was said since: it would be the same words at the same price.
  if (lastVoiced <= stream.askedToSample) return null;
  const sinceLast = nowSample - stream.askedToSample;
  if (sinceLast < Math.max(CADENCE, msToSamples(COST_FACTOR * stream.lastCostMs))) return null;
  const length = nowSample - stream.fromSample;
  if (length >= LONG_WINDOW) {
    const cutFromSample = stream.fromSample + MIN_SEGMENT;
    return { kind: 'cut', toSample: nowSample - CUT_KEEPS, cutFromSample };
  }
  const toSample = stream.fromSample + Math.floor(length / BUCKET) * BUCKET;
  return toSample > stream.askedToSample ? { kind: 'partial', toSample, cutFromSample: null } : null;
}

export function withHearing(stream: WordStream, asked: Hearing): WordStream {
  return { ...stream, asked, askedToSample: Math.max(stream.askedToSample, asked.toSample) };
}

export function withPause(stream: WordStream, pause: Pause): WordStream {
  return { ...stream, asked: null, pause };
}

export interface HeardText {
  readonly text: string;
  readonly costMs: number;
  readonly toSample: number;
  readonly endOfTurn?: number;
}

/** Takes what a hearing gave. Null when no hearing of this stream has that id. */
export function takeHeard(stream: WordStream, requestId: string, heard: HeardText): WordStream | null {
  const next = takeWords(stream, requestId, heard);
  const { endOfTurn: probability, toSample } = heard;
  if (next === null || probability === undefined || toSample < (next.endOfTurn?.toSample ?? 0)) return next;
  return { ...next, endOfTurn: { toSample, probability } };
}

function takeWords(stream: WordStream, requestId: string, heard: HeardText): WordStream | null {
  const words = splitWords(heard.text);
  if (stream.asked?.requestId === requestId) {
    const { kind } = stream.asked;
    const answered = { ...stream, asked: null, lastCostMs: heard.costMs };
    return kind === 'cut' ? closeAtCut(answered, heard.toSample, words) : agree(answered, words);
  }
  if (stream.pause?.fastId === requestId) {
    const fastWords = withoutRepeated(stream.seam, words);
    return { ...stream, pause: { ...stream.pause, fastId: null, fastWords } };
  }
  if (stream.pause?.finalId === requestId) {
    const finalWords = withoutRepeated(stream.seam, words);
    return { ...stream, pause: { ...stream.pause, finalId: null, finalWords } };
  }
  if (!stream.segments.some(({ finalId }) => finalId === requestId)) return null;
  const segments = stream.segments.map((one) =>
    one.finalId === requestId ? { ...one, words, finalId: null, corrected: true } : one,
  );
  return { ...stream, segments };
}

/** A hearing will not be answered. Null when none of this stream's has that id. */
export function takeFailure(stream: WordStream, requestId: string): WordStream | null {
  if (stream.asked?.requestId === requestId) return notHeard(stream, stream.asked);
  const { pause } = stream;
  if (pause?.fastId === requestId) return { ...stream, pause: { ...pause, fastId: null } };
  if (pause?.finalId === requestId) return { ...stream, pause: { ...pause, finalId: null } };
  if (!stream.segments.some(({ finalId }) => finalId === requestId)) return null;
  const segments = stream.segments.map((one) =>
    one.finalId === requestId ? { ...one, finalId: null, corrected: true } : one,
  );
  return { ...stream, segments };
}

/** Tried again after the next sound: a lane that fails at once would be asked at once, for ever. */
function notHeard(stream: WordStream, { kind, toSample }: Hearing): WordStream {
  const askedAtSample = kind === 'cut' ? toSample + CUT_KEEPS : toSample;
  return { ...stream, asked: null, askedToSample: Math.max(stream.askedToSample, askedAtSample) };
}

/** Asks the precise recogniser for a closed stretch. */
export function withFinalAsked(stream: WordStream, toSample: number, finalId: string): WordStream {
  const segments = stream.segments.map((one) => (one.toSample === toSample ? { ...one, finalId } : one));
  return { ...stream, segments };
}

/** Commits what two hearings agree on, never the newer one's last word: it may be the half of one. */
function agree(stream: WordStream, heard: Words): WordStream {
  const words = withoutRepeated(stream.seam, heard);
  const tail = words.slice(overlapOf(stream.committed, words).second);
  const agreed = Math.min(agreedCount(stream.tail, tail), Math.max(0, tail.length - 1));
  const committed = [...stream.committed, ...tail.slice(0, agreed)];
  const same = sameWords([...stream.committed, ...stream.tail], [...stream.committed, ...tail]);
  return { ...stream, committed, tail: tail.slice(agreed), steady: same ? stream.steady + 1 : 0 };
}

/** Closes the window at a quiet place in mid-speech; committed words that lie beyond it go along. */
function closeAtCut(stream: WordStream, toSample: number, heard: Words): WordStream {
  const words = withoutRepeated(stream.seam, heard);
  const common = overlapOf(stream.committed, words);
  const closed = [...stream.committed.slice(0, common.first), ...words.slice(common.second)];
  const carried = stream.committed.slice(common.first);
  return closeWindow(stream, { toSample, words: closed, finalId: null, corrected: false }, carried);
}

function closeWindow(stream: WordStream, closed: Omit<Segment, 'fromSample'>, committed: Words): WordStream {
  return {
    ...stream,
    fromSample: closed.toSample,
    askedToSample: closed.toSample,
    segments: [...stream.segments, { fromSample: stream.fromSample, ...closed }],
    seam: [],
    committed,
    steady: 0,
    tail: [],
    asked: null,
    pause: null,
    interrupted: false,
  };
}

/** The person went on after a pause, at `atSample`. A window worth closing is closed there, else it goes on growing. */
export function resumed(
  stream: WordStream,
  atSample: number,
): { readonly stream: WordStream; readonly unwanted: string[] } {
  const { pause } = stream;
  if (!pause) return { stream, unwanted: [] };
  const { toSample, fastId, finalId, finalWords } = pause;
  const words = heardOf(stream) ?? [];
  if (stream.interrupted) return resumedAfterGap(stream, pause, atSample);
  const unwanted = fastId === null ? [] : [fastId];
  const worthwhile = toSample - stream.fromSample >= MIN_SEGMENT && atSample - toSample >= CUT_PAUSE;
  if (words.length > 0 && worthwhile) {
    const corrected = finalWords !== null;
    return { stream: closeWindow(stream, { toSample, words, finalId, corrected }, []), unwanted };
  }
  if (finalId !== null) unwanted.push(finalId);
  return { stream: { ...stream, pause: null }, unwanted };
}

/**
 * Words on both sides of a hole are no sentence: heard in one piece, the precise recogniser leaves out what it cannot
 * make sense of. Each side is heard by itself.
 */
function resumedAfterGap(
  stream: WordStream,
  pause: Pause,
  atSample: number,
): { readonly stream: WordStream; readonly unwanted: string[] } {
  const { toSample, fastId, finalId, finalWords } = pause;
  const words = heardOf(stream) ?? [...stream.committed, ...stream.tail];
  const closed = closeWindow(stream, { toSample, words, finalId, corrected: finalWords !== null }, []);
  const fromSample = Math.max(toSample, atSample - LEAD);
  return {
    stream: { ...closed, fromSample, askedToSample: fromSample },
    unwanted: fastId === null ? [] : [fastId],
  };
}

/** Sound before `fromSample` is gone; what was heard of it stays, the window begins anew there. */
export function soundLost(stream: WordStream, fromSample: number): WordStream {
  if (stream.fromSample >= fromSample) return { ...stream, asked: null };
  const { pause } = stream;
  const ending = heardOf(stream);
  // Heard to its end: only what comes behind it is new.
  if (pause && ending !== null) {
    const known = { toSample: pause.toSample, words: ending, finalId: null, corrected: true };
    return closeWindow(stream, known, []);
  }
  const { committed: words } = stream;
  const lost = { fromSample: stream.fromSample, toSample: fromSample, words, finalId: null, corrected: true };
  return {
    ...stream,
    fromSample,
    askedToSample: fromSample,
    segments: [...stream.segments, lost],
    seam: [...stream.seam, ...words],
    committed: [],
    steady: 0,
    tail: [],
    asked: null,
    pause: null,
  };
}
