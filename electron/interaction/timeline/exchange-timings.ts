import { PLAYBACK_RATE_HZ, samplesToMs } from '../../../shared/audio.ts';
import type { ExchangeTiming } from '../../../shared/timings.ts';
import { hearWindow, voiceRunsFrom, type VoiceRunState } from '../perception/voice-runs.ts';
import type { Decision, Effect, Perception } from './events.ts';
import { hearArrival, noArrivals, timeOfSampleMs, type SampleClock } from './sample-clock.ts';

/**
 * Watches the loop from outside and notes when each step of an exchange happened. It follows ids, not the
 * engine's state, so that it stays right however an answer is prepared: ahead of the ending, or more than once.
 */
export type LoopEvent =
  | { readonly type: 'perceived'; readonly what: Perception }
  | { readonly type: 'effect'; readonly effect: Effect }
  | { readonly type: 'decided'; readonly decision: Decision };

/** An answer on its way to being played. */
interface Pending {
  readonly via: 'voice' | 'typed';
  readonly requestId: string;
  readonly candidateAtMs: number | null;
  readonly recognisedAtMs: number | null;
  readonly askedAtMs: number;
  readonly repliedAtMs: number | null;
  readonly utteranceId: string | null;
  readonly synthesisedAtMs: number | null;
}

export interface ExchangeTimingsState {
  readonly voice: VoiceRunState;
  readonly clock: SampleClock;
  /** First request for words since the last voiced sample but for the ones that failed, and their newest result. */
  readonly candidate: { readonly atMs: number; readonly lastVoicedSample: number } | null;
  readonly recognisedAtMs: number | null;
  /** The reply that came last. */
  readonly repliedTo: string | null;
  /** Newest last. */
  readonly pending: readonly Pending[];
  readonly speaking: { readonly firstAtMs: number; readonly lastAtMs: number } | null;
  readonly exchanges: readonly ExchangeTiming[];
  /** Since the start: times that the voice gave way, and how long it did where it came back. */
  readonly ducks: { readonly count: number; readonly undoneMs: number };
}

export const EXCHANGES_KEPT = 500;
/** Of one answer; a minute of murmuring makes fewer. */
const DUCKS_KEPT = 100;
/** Drafts that came to nothing are forgotten; two at once are the most the engine makes. */
const PENDING_KEPT = 8;

export const noExchanges: ExchangeTimingsState = {
  voice: voiceRunsFrom(0),
  clock: noArrivals,
  candidate: null,
  recognisedAtMs: null,
  repliedTo: null,
  pending: [],
  speaking: null,
  exchanges: [],
  ducks: { count: 0, undoneMs: 0 },
};

export function timeExchanges(
  state: ExchangeTimingsState,
  event: LoopEvent,
  nowMs: number,
): ExchangeTimingsState {
  switch (event.type) {
    case 'perceived':
      return perceived(state, event.what, nowMs);
    case 'effect':
      return performed(state, event.effect, nowMs);
    case 'decided':
      return decided(state, event.decision, nowMs);
  }
}

function perceived(state: ExchangeTimingsState, what: Perception, nowMs: number): ExchangeTimingsState {
  switch (what.type) {
    case 'voice-activity':
      return {
        ...state,
        voice: hearWindow(state.voice, what.endSample, what.probability),
        clock: hearArrival(state.clock, what.endSample, nowMs),
      };
    case 'microphone':
      // Another stream may run on another clock.
      return { ...state, voice: voiceRunsFrom(what.atSample), clock: noArrivals, candidate: null };
    case 'recognised':
      return { ...state, recognisedAtMs: nowMs };
    case 'reply':
      return changePending(
        { ...state, repliedTo: what.requestId },
        (one) => one.requestId === what.requestId && one.repliedAtMs === null,
        { repliedAtMs: nowMs },
      );
    case 'synthesised':
      return what.sentence === 0
        ? changePending(
            state,
            (one) => one.utteranceId === what.utteranceId && one.synthesisedAtMs === null,
            { synthesisedAtMs: nowMs },
          )
        : state;
    case 'audible':
      return what.samples > 0 ? firstAudible(state, what.utteranceId, what.samples, nowMs) : state;
    case 'playback-ended':
      return changeExchange(state, what.utteranceId, { endedAtMs: nowMs, endCause: what.cause });
    default:
      return state;
  }
}

function performed(state: ExchangeTimingsState, effect: Effect, nowMs: number): ExchangeTimingsState {
  switch (effect.type) {
    case 'recognise': {
      // Heard while the person speaks: whatever comes of it, it was no ending.
      if (effect.voiceActive) return state;
      const lastVoicedSample = state.voice.run?.lastVoicedSample ?? 0;
      // Words looked for before the person went on belong to no ending.
      if (state.candidate && state.candidate.lastVoicedSample === lastVoicedSample) return state;
      return { ...state, candidate: { atMs: nowMs, lastVoicedSample } };
    }
    case 'reply':
      return { ...state, pending: [...state.pending, asked(state, effect, nowMs)].slice(-PENDING_KEPT) };
    case 'synthesise':
      // Asked for in the same step in which the reply was taken in.
      return changePending(state, ({ requestId }) => requestId === state.repliedTo, {
        utteranceId: effect.utteranceId,
      });
    case 'play':
      return played(state, effect.utteranceId, nowMs);
    case 'duck':
      return ducked(state, effect.utteranceId, effect.on, nowMs);
    case 'stop':
      return changeExchange(state, effect.utteranceId, { stopAtMs: nowMs });
    default:
      return state;
  }
}

function decided(state: ExchangeTimingsState, { act }: Decision, nowMs: number): ExchangeTimingsState {
  if (act !== 'speak') return state.speaking ? { ...state, speaking: null } : state;
  return { ...state, speaking: { firstAtMs: state.speaking?.firstAtMs ?? nowMs, lastAtMs: nowMs } };
}

function asked(
  state: ExchangeTimingsState,
  effect: Extract<Effect, { type: 'reply' }>,
  nowMs: number,
): Pending {
  const spoken = effect.via === 'voice';
  return {
    via: effect.via,
    requestId: effect.requestId,
    candidateAtMs: spoken ? (state.candidate?.atMs ?? null) : null,
    recognisedAtMs: spoken ? state.recognisedAtMs : null,
    askedAtMs: nowMs,
    repliedAtMs: null,
    utteranceId: null,
    synthesisedAtMs: null,
  };
}

function played(state: ExchangeTimingsState, utteranceId: string, nowMs: number): ExchangeTimingsState {
  const pending = state.pending.find((one) => one.utteranceId === utteranceId);
  if (!pending) return state;
  const spoken = pending.via === 'voice';
  const lastVoicedSample = state.voice.run?.lastVoicedSample ?? null;
  const exchange: ExchangeTiming = {
    utteranceId,
    via: pending.via,
    lastVoicedAtMs:
      spoken && lastVoicedSample !== null ? timeOfSampleMs(state.clock, lastVoicedSample) : null,
    // Of what was prepared ahead the ending was looked for later than the answer was.
    candidateAtMs: (spoken ? state.candidate?.atMs : null) ?? pending.candidateAtMs,
    recognisedAtMs: pending.recognisedAtMs,
    askedAtMs: pending.askedAtMs,
    repliedAtMs: pending.repliedAtMs ?? pending.askedAtMs,
    synthesisedAtMs: pending.synthesisedAtMs,
    floorAtMs: state.speaking?.firstAtMs ?? null,
    decidedAtMs: state.speaking?.lastAtMs ?? null,
    playAtMs: nowMs,
    firstAudibleAtMs: null,
    stopAtMs: null,
    endedAtMs: null,
    endCause: null,
    ducks: [],
    fillers: 0,
  };
  return {
    ...state,
    candidate: null,
    recognisedAtMs: null,
    pending: state.pending.filter((one) => one !== pending),
    exchanges: [...state.exchanges, exchange].slice(-EXCHANGES_KEPT),
  };
}

function firstAudible(
  state: ExchangeTimingsState,
  utteranceId: string,
  samples: number,
  nowMs: number,
): ExchangeTimingsState {
  const known = state.exchanges.findLast((one) => one.utteranceId === utteranceId);
  if (!known || known.firstAudibleAtMs !== null) return state;
  return changeExchange(state, utteranceId, {
    firstAudibleAtMs: nowMs - samplesToMs(samples, PLAYBACK_RATE_HZ),
  });
}

function ducked(
  state: ExchangeTimingsState,
  utteranceId: string,
  on: boolean,
  nowMs: number,
): ExchangeTimingsState {
  const known = state.exchanges.findLast((one) => one.utteranceId === utteranceId);
  if (!known) return state;
  const open = known.ducks.at(-1)?.toMs === null ? known.ducks.at(-1) : undefined;
  if (on === (open !== undefined)) return state;
  const ducks = open
    ? [...known.ducks.slice(0, -1), { fromMs: open.fromMs, toMs: nowMs }]
    : [...known.ducks, { fromMs: nowMs, toMs: null }].slice(-DUCKS_KEPT);
  const { count, undoneMs } = state.ducks;
  const counted = open ? { count, undoneMs: undoneMs + nowMs - open.fromMs } : { count: count + 1, undoneMs };
  return { ...changeExchange(state, utteranceId, { ducks }), ducks: counted };
}

function changePending(
  state: ExchangeTimingsState,
  is: (one: Pending) => boolean,
  change: Partial<Pending>,
): ExchangeTimingsState {
  if (!state.pending.some(is)) return state;
  return { ...state, pending: state.pending.map((one) => (is(one) ? { ...one, ...change } : one)) };
}

function changeExchange(
  state: ExchangeTimingsState,
  utteranceId: string,
  change: Partial<ExchangeTiming>,
): ExchangeTimingsState {
  const at = state.exchanges.findLastIndex((one) => one.utteranceId === utteranceId);
  const known = state.exchanges[at];
  if (!known) return state;
  return { ...state, exchanges: state.exchanges.with(at, { ...known, ...change }) };
}
