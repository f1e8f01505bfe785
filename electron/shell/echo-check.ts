import type { EchoVerdict } from '../../shared/echo.ts';
import { ECHO_CHECK } from '../interaction/voice/small-talk/about-talk.ts';
import type { EngineState } from '../interaction/state.ts';

/** One micro-turn as the check sees it. */
export interface EchoCell {
  /** The loudest frame that came through the microphone's gate, dBFS; null when there was none. */
  readonly levelDbfs: number | null;
  /** Beside's voice while it can be heard. */
  readonly own: { readonly reason: string; readonly ducked: boolean } | null;
  readonly microphoneOpen: boolean;
  readonly echoCancelled: boolean;
}

export interface EchoCheck {
  readonly verdict: EchoVerdict;
  /** The levels of the last cells in which Beside was silent, dBFS. */
  readonly silence: readonly number[];
  /** The levels while it spoke for the check, null where nothing came through; null while it does not speak. */
  readonly voiced: readonly (number | null)[] | null;
  readonly ducked: boolean;
}

export const unchecked: EchoCheck = { verdict: 'unknown', silence: [], voiced: null, ducked: false };

/** Two seconds to compare with. */
const SILENCE_CELLS = 10;
/** The canceller needs its first seconds to adapt: what comes through then says nothing. */
const ADAPTING_CELLS = 8;
const LEAST_CELLS = 15;
/** Hiccups of the capture window. */
const MISSED_CELLS = 5;
/** So much above the room, and not quieter than a far voice: residue that voice activity may take for a person. */
const AUDIBLE_DB = 12;
const FAR_VOICE_DBFS = -50;

/** Listens, cell by cell, to how much of Beside's own voice comes back through the microphone. */
export function checkEcho(state: EchoCheck, cell: EchoCell): EchoCheck {
  if (cell.own?.reason === ECHO_CHECK) {
    const heard = cell.microphoneOpen ? cell.levelDbfs : null;
    const voiced = [...(state.voiced ?? []), heard];
    // What it gave way for while the canceller was still adapting is no sign of echo.
    const ducked = state.ducked || (cell.own.ducked && voiced.length > ADAPTING_CELLS);
    return { ...state, verdict: 'checking', voiced, ducked };
  }
  if (state.voiced !== null)
    return { ...unchecked, silence: state.silence, verdict: verdictOf(state, state.voiced, cell) };
  if (cell.own || cell.levelDbfs === null) return state;
  return { ...state, silence: [...state.silence, cell.levelDbfs].slice(-SILENCE_CELLS) };
}

const SILENT_DBFS = -120;

function verdictOf(
  { silence, ducked }: EchoCheck,
  voiced: readonly (number | null)[],
  cell: EchoCell,
): EchoVerdict {
  if (!cell.microphoneOpen) return 'disturbed';
  if (!cell.echoCancelled) return 'takes-turns';
  const levels = voiced.flatMap((level) => (level === null ? [] : [level]));
  // A microphone that is muted or away hears no echo either.
  if (levels.length < LEAST_CELLS || voiced.length - levels.length > MISSED_CELLS) return 'disturbed';
  const level = upper(levels.slice(ADAPTING_CELLS));
  // Nothing at all for seconds: a switch on the device, not a quiet room.
  if (level <= SILENT_DBFS) return 'disturbed';
  const audible = level > FAR_VOICE_DBFS && level - upper(silence) > AUDIBLE_DB;
  return ducked || audible ? 'some' : 'clean';
}

/** Nine of ten are quieter; of nothing, silence. */
function upper(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.9 * (sorted.length - 1))] ?? SILENT_DBFS;
}

/** A cell as the check sees it. `levelDbfs` is the microphone's, null while nothing is heard. */
export function echoCellOf({ own, microphone }: EngineState<unknown>, levelDbfs: number | null): EchoCell {
  return {
    levelDbfs,
    own: own && { reason: own.utterance.reason, ducked: own.duckedSample !== null },
    microphoneOpen: microphone.open,
    echoCancelled: microphone.echoCancelled,
  };
}
