import { restored, withoutCues } from '../cues/cue-book.ts';
import { advanceDraft, discardDraft } from '../voice/draft.ts';
import { advanceAhead } from '../voice/ahead.ts';
import { cutOff } from '../voice/cut-off.ts';
import { isOwnNod } from '../voice/nod.ts';
import { joinedLine } from '../voice/unfinished.ts';
import { heardChars, shownText, totalSamples, withHeard, withSound } from '../voice/utterance.ts';
import { canHear, changeLine, withLine, type EngineState, type Step } from '../state.ts';
import type { Perception } from '../timeline/events.ts';
import { hearOver, RESIDUE_DBFS } from './own-echo.ts';
import { endRun, hearWindow, voiceRunsFrom } from './voice-runs.ts';
import { awaitsFinal, endingWords, type WordStream } from './heard-words.ts';
import { soundLost, takeFailure, takeHeard } from './word-stream.ts';

/** Takes one perception into the state. Never decides anything. */
export function perceive<P>(state: EngineState<P>, what: Perception): Step<P> {
  switch (what.type) {
    case 'voice-activity':
      return quiet(hearVoice(state, what));
    case 'microphone':
      return microphone(state, what);
    case 'abilities':
      return quiet(abilities(state, what));
    case 'sound-refed':
      return quiet({ ...state, words: state.words && soundLost(state.words, what.fromSample) });
    case 'sound-interrupted':
      return quiet({ ...state, words: state.words && { ...state.words, interrupted: true } });
    case 'typed':
      return quiet(typed(state, what.text));
    case 'stop-pressed':
      return stopPressed(state);
    case 'manners':
      return quiet({ ...state, manners: what.manners });
    case 'hushed':
      return quiet({ ...state, hush: what.hush });
    case 'cues-kept':
      return quiet(cuesKept(state, what));
    case 'cue-ended':
      return quiet({ ...state, book: withoutCues(state.book, [what.id]) });
    case 'output-gone':
      return quiet(state.own ? { ...state, stop: what.type } : state);
    case 'audible':
      return quiet(audible(state, what.utteranceId, what.samples));
    case 'playback-ended':
      return quiet(playbackEnded(state, what));
    case 'synthesised':
      return quiet(ownSound(state, what));
    case 'recognised':
      return quiet(heardBy(state, (stream) => takeHeard(stream, what.requestId, what)));
    case 'policy-output':
      return quiet({ ...state, network: { cell: what.cell, act: what.act, user: what.user } });
    case 'recognition-failed':
      return quiet(heardBy(state, (stream) => takeFailure(stream, what.requestId)));
    case 'reply':
    case 'reply-failed':
    case 'synthesis-failed':
      return advanceAhead(state, what) ?? advanceDraft(state, what);
  }
}

/** Ids of before the restart would be given out again: each cue gets a new one. */
function cuesKept<P>(
  state: EngineState<P>,
  { cues, wallMs }: Extract<Perception, { type: 'cues-kept' }>,
): EngineState<P> {
  const { nextId } = state;
  const renamed = cues.map((cue, i) => ({ ...cue, id: `cue-${nextId + i}` }));
  return { ...state, nextId: nextId + cues.length, book: restored(state.book, renamed, wallMs) };
}

/** Stops the voice; while an answer is still being made, calls that off instead. */
function stopPressed<P>(state: EngineState<P>): Step<P> {
  if (state.own) return quiet({ ...state, stop: 'stop-pressed' });
  return discardDraft({ ...state, typed: [], voice: endRun(state.voice) });
}

function quiet<P>(state: EngineState<P>): Step<P> {
  return { state, effects: [] };
}

function hearVoice<P>(
  state: EngineState<P>,
  { endSample, probability, levelDbfs }: Extract<Perception, { type: 'voice-activity' }>,
): EngineState<P> {
  if (!state.microphone.open) return state;
  const { own } = state;
  if (!own) {
    const heard = isOwnNod(state, endSample, levelDbfs) ? 0 : probability;
    return { ...state, voice: hearWindow(state.voice, endSample, heard) };
  }
  // Without an echo canceller Beside's own voice would be taken for the person's: half-duplex then.
  const deaf = !state.microphone.echoCancelled || levelDbfs < RESIDUE_DBFS;
  const voice = hearWindow(state.voice, endSample, deaf ? 0 : probability);
  if (voice.run === null) return { ...state, voice, own: { ...own, over: null } };
  const samples = voice.run.voicedSamples - (state.voice.run?.voicedSamples ?? 0);
  if (samples === 0) return { ...state, voice };
  const over = hearOver(own.over, { endSample, samples }, own.pausedSample);
  return { ...state, voice, own: { ...own, over } };
}

function abilities<P>(
  state: EngineState<P>,
  { hearFast, hearFinal, speak }: Extract<Perception, { type: 'abilities' }>,
): EngineState<P> {
  // What was half heard stays: the host comes back within seconds, and the sound is sent to it again.
  const next = { ...state, abilities: { hearFast, hearFinal, speak } };
  return canHear(next.abilities) ? { ...next, couldHear: true, deafCells: 0 } : next;
}

/** Gives an answer about a stretch of sound to the words that asked for it; nobody else wants it. */
function heardBy<P>(state: EngineState<P>, take: (stream: WordStream) => WordStream | null): EngineState<P> {
  const words = state.words && take(state.words);
  if (words) return { ...state, words };
  const late = state.late && take(state.late.words);
  return late && state.late ? putRight(state, { ...state.late, words: late }) : state;
}

/** The precise words of a line that was answered by the quick ones: the line shows what was said. */
function putRight<P>(state: EngineState<P>, late: NonNullable<EngineState<P>['late']>): EngineState<P> {
  const { lineId, lead, words } = late;
  const text = endingWords(words)?.join(' ') ?? '';
  const next = { ...state, late: awaitsFinal(words) ? late : null };
  return text === '' ? next : changeLine(next, lineId, { text: joinedLine(lead, text) });
}

function microphone<P>(state: EngineState<P>, what: Extract<Perception, { type: 'microphone' }>): Step<P> {
  const { open, echoCancelled, atSample } = what;
  // Another device behind an open gate: what is being said goes on.
  if (open && state.microphone.open) return quiet({ ...state, microphone: { open, echoCancelled } });
  // Words said before the gate closed were said: their draft stays. What was still open goes with the gate.
  return quiet({ ...state, microphone: { open, echoCancelled }, voice: voiceRunsFrom(atSample), half: null });
}

function typed<P>(state: EngineState<P>, text: string): EngineState<P> {
  const id = `line-${state.nextId}`;
  const next = { ...state, nextId: state.nextId + 1, typed: [...state.typed, { id, text }] };
  return withLine(next, { id, who: 'user', via: 'typed', text, heardChars: null, state: 'final' });
}

function audible<P>(state: EngineState<P>, utteranceId: string, samples: number): EngineState<P> {
  const { own } = state;
  if (own?.utterance.id !== utteranceId) return state;
  const utterance = withHeard(own.utterance, samples);
  // A report without a sample more is no sign of life, unless the voice waits on purpose: a lane that hangs in
  // mid-answer leaves the player starving, and reporting, for ever.
  const alive = own.pausedSample !== null || utterance.heardSamples > own.utterance.heardSamples;
  const next = { ...state, own: { ...own, utterance, silentCells: alive ? 0 : own.silentCells } };
  return changeLine(next, own.lineId, { heardChars: heardChars(utterance), state: 'speaking' });
}

function playbackEnded<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'playback-ended' }>,
): EngineState<P> {
  const { own } = state;
  if (own?.utterance.id !== what.utteranceId) return state;
  const utterance = withHeard(own.utterance, what.samples);
  const total = totalSamples(utterance);
  const whole = what.cause === 'finished' && total !== null && utterance.heardSamples >= total;
  const spoken = {
    text: shownText(utterance),
    untilSample: state.voice.nowSample,
    over: state.voice.run && own.over,
  };
  const next = { ...state, own: null, spoken, stop: null };
  // Nobody stopped it and nothing of it was heard: then it is there to be read.
  const unheard = what.cause === 'lost' && utterance.heardSamples === 0;
  if (!whole && !unheard) return cutOff(next, { ...own, utterance });
  return changeLine(next, own.lineId, {
    heardChars: heardChars(utterance),
    state: whole ? 'final' : 'shown',
  });
}

/** A piece of a sentence is ready: of the draft, or a later one of what already plays. */
function ownSound<P>(
  state: EngineState<P>,
  what: Extract<Perception, { type: 'synthesised' }>,
): EngineState<P> {
  const { draft, own, cue, ahead } = state;
  if (ahead?.utterance?.id === what.utteranceId) {
    const utterance = withSound(ahead.utterance, what);
    const requestId = what.last ? null : ahead.requestId;
    return { ...state, ahead: { ...ahead, utterance, requestId, stage: 'ready' } };
  }
  if (cue?.utterance.id === what.utteranceId) {
    const utterance = withSound(cue.utterance, what);
    return { ...state, cue: { ...cue, utterance, stage: 'ready' } };
  }
  if (own?.utterance.id === what.utteranceId) {
    const utterance = withSound(own.utterance, what);
    return { ...state, own: { ...own, utterance } };
  }
  if (draft?.utterance?.id !== what.utteranceId) return state;
  const utterance = withSound(draft.utterance, what);
  const requestId = what.last ? null : draft.requestId;
  return { ...state, draft: { ...draft, utterance, requestId, stage: 'ready', waitedCells: 0 } };
}
