import { defaultManners, type Hush, type Manners, type Veto } from '../../shared/manners.ts';
import { voiceRunsFrom, type VoiceRunState } from './perception/voice-runs.ts';
import type { OverVoice } from './perception/own-echo.ts';
import type { WordStream } from './perception/heard-words.ts';
import { emptyBook, type CueBook, type PreparedCue } from './cues/cue-book.ts';
import type { Decision, Effect, Reply } from './timeline/events.ts';
import type { Utterance } from './voice/utterance.ts';

/** A line of the conversation, as the overlay shows it. */
export interface SpokenLine {
  readonly id: string;
  readonly who: 'user' | 'beside';
  /** `cue`: said by itself, because it was due. */
  readonly via: 'voice' | 'typed' | 'cue';
  /** When it came, wall clock in ms. */
  readonly atMs: number;
  readonly text: string;
  readonly heardChars: number | null;
  readonly state: 'final' | 'waiting' | 'speaking' | 'cut-off' | 'shown';
  /** A due cue that may not be said aloud: what forbids it, and when it was due (wall clock, ms). */
  readonly notSaid?: { readonly why: Veto; readonly dueMs: number };
}

/**
 * An answer being prepared while the floor is still the person's: words, reply, sound, each as soon as the one
 * before is there. Thrown away without a trace when the person goes on.
 */
export interface Draft {
  readonly via: 'voice' | 'typed';
  /** The microphone's clock up to where the words reach; 0 for a typed line. */
  readonly toSample: number;
  /** The line that the answer asked for may go on with; null: none. */
  readonly continues: string | null;
  /** Outstanding request for reply or sound; null when nothing is awaited. */
  readonly requestId: string | null;
  /** `failed`: the words could not be made out; `nothing`: there were none. */
  readonly stage: 'recognising' | 'replying' | 'voicing' | 'ready' | 'nothing' | 'failed';
  /** Cells since it was begun or moved on: what never answers must not hold the floor. */
  readonly waitedCells: number;
  /** Cells that the floor was free and the precise recogniser was waited for. */
  readonly heldCells: number;
  readonly text: string;
  /** Better words that an answer is being made for, while the answer to `text` is kept: it may be the same. */
  readonly better: { readonly requestId: string; readonly text: string } | null;
  readonly reply: Reply | null;
  readonly utterance: Utterance | null;
}

/** An answer made while the person still speaks, to the words so far. Nothing of it is shown or heard before they stop. */
export interface Ahead {
  readonly text: string;
  /** Outstanding request for reply or sound. */
  readonly requestId: string | null;
  /** `nothing`: there is no answer to these words. */
  readonly stage: 'replying' | 'voicing' | 'ready' | 'nothing';
  readonly reply: Reply | null;
  readonly utterance: Utterance | null;
}

/** Beside's voice while it can be heard. */
export interface OwnVoice {
  readonly utterance: Utterance;
  readonly lineId: string;
  /** Where the microphone's clock stood when it began. */
  readonly sinceSample: number;
  /** A due cue: it is not interrupted by somebody who speaks, only by one who says stop. */
  readonly insists: boolean;
  /** It answers no question: see `Reply.aside`. */
  readonly aside: boolean;
  readonly state: 'playing' | 'stopping';
  /** Since when its level is lowered because the person makes a sound, on the microphone's clock. */
  readonly duckedSample: number | null;
  /** Since when it waits, silent, for what the person is about to do. */
  readonly pausedSample: number | null;
  /** What of the open run cannot be its own echo. */
  readonly over: OverVoice | null;
  /** Cells since the player last reported that more was heard, or that it waits. */
  readonly silentCells: number;
}

/** A spoken line that was taken for whole, and may not have been. */
export interface Half {
  readonly lineId: string;
  readonly answerId: string;
  /** Where the person's voice ended, on the microphone's clock. */
  readonly toSample: number;
}

/** A voice that begins now, heard by nobody yet. */
export const beginning = (
  of: Pick<OwnVoice, 'utterance' | 'lineId' | 'sinceSample' | 'insists' | 'aside'>,
): OwnVoice => ({
  ...of,
  state: 'playing',
  duckedSample: null,
  pausedSample: null,
  over: null,
  silentCells: 0,
});

/** A state and what is asked of the outside with it. */
export interface Step<PolicyState> {
  readonly state: EngineState<PolicyState>;
  readonly effects: readonly Effect[];
}

export interface EngineState<PolicyState> {
  readonly cell: number;
  /** The wall clock in this cell, ms since 1970. */
  readonly wallMs: number;
  readonly nextId: number;
  readonly policy: PolicyState;
  readonly microphone: { readonly open: boolean; readonly echoCancelled: boolean };
  readonly abilities: { readonly hearFast: boolean; readonly hearFinal: boolean; readonly speak: boolean };
  /** It could hear before: where it cannot now, somebody is on the way who will. */
  readonly couldHear: boolean;
  /** Cells in a row with something half heard and nobody to hear on. */
  readonly deafCells: number;
  readonly voice: VoiceRunState;
  /** What is being said, word by word; null while nothing is. */
  readonly words: WordStream | null;
  /** What was last said aloud, and until when: its echo may be in what is heard from before that. */
  readonly spoken: {
    readonly text: string;
    readonly untilSample: number;
    readonly over: OverVoice | null;
  } | null;
  /** A line that was answered before the precise recogniser had its say. */
  readonly late: {
    readonly lineId: string;
    /** What the line says before these words. */
    readonly lead: string;
    readonly words: WordStream;
  } | null;
  /** The last spoken line, as long as its answer came by voice and nothing was typed since. */
  readonly half: Half | null;
  /** What was not heard of the answer that was cut off last; null once another question was answered. */
  readonly rest: string | null;
  readonly typed: readonly { readonly id: string; readonly text: string }[];
  readonly draft: Draft | null;
  readonly ahead: Ahead | null;
  readonly own: OwnVoice | null;
  readonly book: CueBook;
  /** What is due next. */
  readonly cue: PreparedCue | null;
  /** Newest last, at most LINES_KEPT. */
  readonly lines: readonly SpokenLine[];
  /** Why the voice has to stop in the next cell, whatever the policy says. */
  readonly stop: 'stop-pressed' | 'output-gone' | null;
  readonly manners: Manners;
  readonly hush: Hush | null;
  readonly unaskedAtMs: number | null;
  /** The last sign of listening: in which run, after how much voice of it, and until where its sound may come back. */
  readonly nod: {
    readonly runFrom: number;
    readonly voicedSamples: number;
    readonly untilSample: number;
  } | null;
  readonly decision: Decision;
  /** What the policy's network told last, and of which cell. Absent: it has told nothing. */
  readonly network?: {
    readonly cell: number;
    readonly act: readonly number[];
    readonly user: readonly number[];
  };
}

export const LINES_KEPT = 200;

export function initialState<PolicyState>(policy: PolicyState): EngineState<PolicyState> {
  return {
    cell: 0,
    wallMs: 0,
    nextId: 1,
    policy,
    microphone: { open: false, echoCancelled: true },
    abilities: { hearFast: false, hearFinal: false, speak: false },
    couldHear: false,
    deafCells: 0,
    voice: voiceRunsFrom(0),
    words: null,
    spoken: null,
    late: null,
    half: null,
    rest: null,
    typed: [],
    draft: null,
    ahead: null,
    own: null,
    book: emptyBook,
    cue: null,
    lines: [],
    stop: null,
    manners: defaultManners,
    hush: null,
    unaskedAtMs: null,
    nod: null,
    decision: { act: 'silent', userState: 'silent', confidence: 1, reason: 'not-started' },
  };
}

export const canHear = ({ hearFast, hearFinal }: EngineState<unknown>['abilities']): boolean =>
  hearFast || hearFinal;

/** A new id of its kind, and the state in which it is taken. */
export function takeId<P>(state: EngineState<P>, kind: string): [string, EngineState<P>] {
  return [`${kind}-${state.nextId}`, { ...state, nextId: state.nextId + 1 }];
}

export function withLine<S extends { readonly lines: readonly SpokenLine[]; readonly wallMs: number }>(
  state: S,
  line: Omit<SpokenLine, 'atMs'>,
): S {
  return { ...state, lines: [...state.lines, { ...line, atMs: state.wallMs }].slice(-LINES_KEPT) };
}

/** Reports of the player come fifty times a second, and most of them change nothing that is shown. */
export function changeLine<S extends { readonly lines: readonly SpokenLine[] }>(
  state: S,
  id: string,
  change: Partial<SpokenLine>,
): S {
  const at = state.lines.findLastIndex((line) => line.id === id);
  const line = state.lines[at];
  if (!line) return state;
  const keys = Object.keys(change) as (keyof SpokenLine)[];
  if (keys.every((key) => line[key] === change[key])) return state;
  return { ...state, lines: state.lines.with(at, { ...line, ...change }) };
}
