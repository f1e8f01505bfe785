import { msToSamples, samplesToMs } from '../../../shared/audio.ts';

export interface VoiceRunOptions {
  /** At or above: voice. @defaultValue 0.5 */
  readonly onset: number;
  /** Below: no voice; between the two the last verdict stands. @defaultValue 0.35 */
  readonly offset: number;
  /** Voice shorter than this is a click or a cough's edge, no utterance. @defaultValue 160 */
  readonly minVoicedMs: number;
  /** Kept before the first voiced window: a soft onset lies below the threshold. @defaultValue 240 */
  readonly leadMs: number;
}

export const defaultVoiceRunOptions = {
  // Silero's own recommendation; frame F1 0.938 on the recordings measured in RUNTIME.md §4.
  onset: 0.5,
  offset: 0.35,
  minVoicedMs: 160,
  leadMs: 240,
} as const satisfies VoiceRunOptions;

/** A stretch of the person's voice, from its lead-in to its last voiced sample so far. */
export interface VoiceRun {
  readonly fromSample: number;
  readonly lastVoicedSample: number;
  readonly voicedSamples: number;
}

export interface VoiceRunState {
  readonly voiced: boolean;
  /** Voiced samples in an unbroken row, up to now. */
  readonly streak: number;
  /** Since the last ending was taken; null while nothing was said. */
  readonly run: VoiceRun | null;
  /** Index after the newest sample judged. */
  readonly nowSample: number;
  /** Where the gate opened: no run reaches back over it, whatever its lead-in. */
  readonly sinceSample: number;
}

const initialVoiceRuns: VoiceRunState = { voiced: false, streak: 0, run: null, nowSample: 0, sinceSample: 0 };

/** Nothing said yet, and nothing from before `atSample` will count. */
export const voiceRunsFrom = (atSample: number): VoiceRunState => ({
  ...initialVoiceRuns,
  nowSample: atSample,
  sinceSample: atSample,
});

/** Takes one voice-activity window, 32 ms that end at `endSample`. */
export function hearWindow(
  state: VoiceRunState,
  endSample: number,
  probability: number,
  options: VoiceRunOptions = defaultVoiceRunOptions,
): VoiceRunState {
  // Judged already: sound from before the gate closed, or sent again to a host that came back.
  if (endSample <= state.nowSample) return state;
  const length = Math.max(0, Math.min(endSample - state.nowSample, msToSamples(32)));
  const voiced = state.voiced ? probability >= options.offset : probability >= options.onset;
  if (!voiced) return { ...state, voiced, streak: 0, nowSample: endSample };
  const run: VoiceRun = {
    fromSample:
      state.run?.fromSample ?? Math.max(state.sinceSample, endSample - length - msToSamples(options.leadMs)),
    lastVoicedSample: endSample,
    voicedSamples: (state.run?.voicedSamples ?? 0) + length,
  };
  return { ...state, voiced, streak: state.streak + length, run, nowSample: endSample };
}

/** Forgets the current run: it was taken as an utterance, or it was nothing. */
export function endRun(state: VoiceRunState): VoiceRunState {
  return { ...state, run: null, streak: 0 };
}

/** Silence since the last voiced sample, ms; 0 while nothing was said. */
export function silentMs(state: VoiceRunState): number {
  return state.run ? samplesToMs(state.nowSample - state.run.lastVoicedSample) : 0;
}

/** Whether the run is long enough to be taken for words. */
export function isUtterance(run: VoiceRun, options: VoiceRunOptions = defaultVoiceRunOptions): boolean {
  return samplesToMs(run.voicedSamples) >= options.minVoicedMs;
}
