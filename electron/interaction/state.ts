import { voiceRunsFrom, type VoiceRunState } from './perception/voice-runs.ts';
import type { Decision, Effect, Reply } from './timeline/events.ts';
import type { Utterance } from './voice/utterance.ts';

/** A line of the conversation, as the overlay shows it. */
export interface SpokenLine {
  readonly id: string;
  readonly who: 'user' | 'beside';
  readonly via: 'voice' | 'typed';
  readonly text: string;
  readonly heardChars: number | null;
  readonly state: 'final' | 'waiting' | 'speaking' | 'cut-off' | 'shown';
}

/**
 * An answer being prepared while the floor is still the person's: words, reply, sound, each as soon as the one
 * before is there. Thrown away without a trace when the person goes on.
 */
export interface Draft {
  readonly via: 'voice' | 'typed';
  /** The microphone's clock up to where the words reach; 0 for a typed line. */
  readonly toSample: number;
  /** Outstanding request; null when nothing is awaited. */
  readonly requestId: string | null;
  /** `failed`: the words could not be made out; `nothing`: there were none. */
  readonly stage: 'recognising' | 'replying' | 'voicing' | 'ready' | 'nothing' | 'failed';
  /** Cells since it was begun or moved on: what never answers must not hold the floor. */
  readonly waitedCells: number;
  readonly text: string;
  readonly reply: Reply | null;
  readonly utterance: Utterance | null;
}

/** Beside's voice while it can be heard. */
export interface OwnVoice {
  readonly utterance: Utterance;
  readonly lineId: string;
  readonly state: 'playing' | 'stopping';
  /** Cells since the last report of the player. */
  readonly silentCells: number;
}

/** A state and what is asked of the outside with it. */
export interface Step<PolicyState> {
  readonly state: EngineState<PolicyState>;
  readonly effects: readonly Effect[];
}

export interface EngineState<PolicyState> {
  readonly cell: number;
  readonly nextId: number;
  readonly policy: PolicyState;
  readonly microphone: { readonly open: boolean; readonly echoCancelled: boolean };
  readonly abilities: { readonly hear: boolean; readonly speak: boolean };
  readonly voice: VoiceRunState;
  readonly typed: readonly { readonly id: string; readonly text: string }[];
  readonly draft: Draft | null;
  readonly own: OwnVoice | null;
  /** Newest last, at most LINES_KEPT. */
  readonly lines: readonly SpokenLine[];
  readonly stopPressed: boolean;
  readonly decision: Decision;
}

export const LINES_KEPT = 200;

export function initialState<PolicyState>(policy: PolicyState): EngineState<PolicyState> {
  return {
    cell: 0,
    nextId: 1,
    policy,
    microphone: { open: false, echoCancelled: true },
    abilities: { hear: false, speak: false },
    voice: voiceRunsFrom(0),
    typed: [],
    draft: null,
    own: null,
    lines: [],
    stopPressed: false,
    decision: { act: 'silent', userState: 'silent', confidence: 1, reason: 'not-started' },
  };
}

export function withLine<S extends { readonly lines: readonly SpokenLine[] }>(state: S, line: SpokenLine): S {
  return { ...state, lines: [...state.lines, line].slice(-LINES_KEPT) };
}

export function changeLine<S extends { readonly lines: readonly SpokenLine[] }>(
  state: S,
  id: string,
  change: Partial<SpokenLine>,
): S {
  return { ...state, lines: state.lines.map((line) => (line.id === id ? { ...line, ...change } : line)) };
}
