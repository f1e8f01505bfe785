import { quietestPoint } from '../../../electron/inference/quiet-cuts.ts';
import { createEngine } from '../../../electron/interaction/engine.ts';
import { hearWindow, silentMs, voiceRunsFrom } from '../../../electron/interaction/perception/voice-runs.ts';
import { defaultEndOfTurn, endOfTurn } from '../../../electron/interaction/policy/end-of-turn.ts';
import type { EngineState } from '../../../electron/interaction/state.ts';
import type { Effect, Perception } from '../../../electron/interaction/timeline/events.ts';
import { msToSamples } from '../../../shared/audio.ts';
import { hearingMs, type CostModel } from '../harness/cost-model.ts';

/**
 * Which windows the engine has the quick recogniser hear of a stretch of sound, and which of them it would go by in each
 * silence: the engine itself is asked, in time that the hearings' costs make, and what is heard is left out.
 */

/** One 32 ms window of voice activity. */
export type VoiceWindow = Extract<Perception, { type: 'voice-activity' }>;

/** A window that was heard, in samples of the sound. */
export interface Hearing {
  readonly fromSample: number;
  readonly toSample: number;
  readonly landedSample: number;
}

/** Silence of the person's after a voice, until the next one or the sound's end. */
export interface Silence {
  readonly fromSample: number;
  readonly toSample: number;
  /** What the engine would have gone by in it, in turn. */
  readonly hearings: readonly Hearing[];
}

type Recognise = Extract<Effect, { type: 'recognise' }>;
interface Pending extends Hearing {
  readonly requestId: string;
}

/** As `perception/end-of-turn.ts` has it: so much of the voice may lie behind a hearing that counts. */
const REACHES_WITHIN = msToSamples(150);

export function silencesIn(
  sound: Float32Array,
  windows: readonly VoiceWindow[],
  costs: CostModel,
): readonly Silence[] {
  const hearings = new Listening(sound, costs).hearAll(windows);
  return pausesIn(windows).map((pause) => ({ ...pause, hearings: seenIn(pause, hearings) }));
}

/** Silences long enough for a policy to speak in. */
function pausesIn(windows: readonly VoiceWindow[]): readonly Omit<Silence, 'hearings'>[] {
  const pauses: Omit<Silence, 'hearings'>[] = [];
  let voice = voiceRunsFrom(0);
  const close = (toSample: number): void => {
    if (voice.run && silentMs(voice) >= defaultEndOfTurn.leastSilentMs)
      pauses.push({ fromSample: voice.run.lastVoicedSample, toSample });
  };
  for (const { endSample, probability } of windows) {
    const next = hearWindow(voice, endSample, probability);
    if (next.voiced && !voice.voiced) close(voice.nowSample);
    voice = next;
  }
  close(voice.nowSample);
  return pauses;
}

/** The hearings that are the newest at a time in the silence when the policy may speak. */
function seenIn(
  { fromSample, toSample }: Omit<Silence, 'hearings'>,
  hearings: readonly Hearing[],
): readonly Hearing[] {
  const counts = hearings.filter(
    (one) =>
      one.landedSample < toSample && one.toSample <= toSample && one.toSample >= fromSample - REACHES_WITHIN,
  );
  const mayFrom = fromSample + msToSamples(defaultEndOfTurn.leastSilentMs);
  return counts.filter((_, i) => (counts[i + 1]?.landedSample ?? toSample) > mayFrom);
}

/** The engine, listening: no decision is ever made, and each hearing lands when its lane would be done with it. */
class Listening {
  readonly #sound: Float32Array;
  readonly #costs: CostModel;
  readonly #engine = createEngine(endOfTurn());
  #state: EngineState<null> = this.#engine.initial;
  #pending: Pending[] = [];
  readonly #landed: Hearing[] = [];
  #freeSample = 0;
  #nowSample = 0;

  constructor(sound: Float32Array, costs: CostModel) {
    this.#sound = sound;
    this.#costs = costs;
  }

  hearAll(windows: readonly VoiceWindow[]): readonly Hearing[] {
    this.#begin(0);
    this.#perceive({ type: 'abilities', hearFast: true, hearFinal: false, speak: false });
    for (const window of windows) {
      const atSample = window.endSample + msToSamples(this.#costs.floorMs);
      this.#landUntil(atSample);
      this.#nowSample = atSample;
      this.#perceive(window);
      // By then every policy would have spoken: what follows is another utterance.
      if (silentMs(this.#state.voice) >= defaultEndOfTurn.fallbackMs) this.#begin(window.endSample);
    }
    this.#landUntil(Number.POSITIVE_INFINITY);
    return this.#landed;
  }

  #begin(atSample: number): void {
    this.#perceive({ type: 'microphone', open: false, echoCancelled: true, atSample });
    this.#perceive({ type: 'microphone', open: true, echoCancelled: true, atSample });
    this.#pending = [];
  }

  #landUntil(atSample: number): void {
    for (let next = this.#pending[0]; next && next.landedSample <= atSample; next = this.#pending[0]) {
      this.#pending.shift();
      const { requestId, fromSample, toSample, landedSample } = next;
      this.#nowSample = landedSample;
      this.#landed.push({ fromSample, toSample, landedSample });
      const costMs = this.#costMs(fromSample, toSample);
      // Any words: whether a window is closed hangs on there being some.
      this.#perceive({ type: 'recognised', requestId, text: 'words', costMs, toSample });
    }
  }

  #perceive(what: Perception): void {
    const { state, effects } = this.#engine.perceive(this.#state, what);
    this.#state = state;
    for (const effect of effects) {
      if (effect.type === 'cancel')
        this.#pending = this.#pending.filter(({ requestId }) => requestId !== effect.id);
      if (effect.type === 'recognise') this.#ask(effect);
    }
  }

  #ask({ requestId, fromSample, toSample, cutFromSample }: Recognise): void {
    const end = cutFromSample === null ? toSample : quietestPoint(this.#sound, cutFromSample, toSample);
    const costMs = this.#costMs(fromSample, end);
    // One lane: what was called off holds it up too.
    this.#freeSample = Math.max(this.#freeSample, this.#nowSample) + msToSamples(costMs);
    this.#pending.push({ requestId, fromSample, toSample: end, landedSample: this.#freeSample });
  }

  #costMs(fromSample: number, toSample: number): number {
    return hearingMs(this.#costs, 'hear-fast', { samples: { length: toSample - fromSample } });
  }
}
