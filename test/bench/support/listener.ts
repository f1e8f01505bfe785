import { InferenceHost } from '../../../electron/inference/inference-host.ts';
import { createEngine } from '../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../electron/interaction/loop.ts';
import { wordsSoFar } from '../../../electron/interaction/perception/heard-words.ts';
import { splitWords, type Words } from '../../../electron/interaction/perception/words.ts';
import { silenceTimeout } from '../../../electron/interaction/policy/silence-timeout.ts';
import type { Effect } from '../../../electron/interaction/timeline/events.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../../../shared/audio.ts';
import { abilitiesOf, recognisedBy } from '../../../electron/shell/heard.ts';
import type { HostEvent } from '../../../shared/inference.ts';
import { float32ToInt16 } from '../../../shared/sound/pcm.ts';
import { LanesHere, locateTestPack } from '../../scenarios/support/lanes.ts';
import { VirtualClock } from '../../scenarios/support/virtual-clock.ts';

/** What was shown of the person's words at one time. */
export interface Shown {
  readonly atMs: number;
  /** The utterance they belong to; words of earlier ones stand before them. */
  readonly runFrom: number;
  readonly stable: Words;
  readonly open: Words;
}

export interface Hearing {
  readonly lane: 'hear-fast' | 'hear-final';
  readonly voiceActive: boolean;
  readonly windowMs: number;
  readonly costMs: number;
}

export interface Listened {
  readonly shown: readonly Shown[];
  readonly hearings: readonly Hearing[];
  /** Lines of the person, as they stand at the end. */
  readonly lines: readonly string[];
  readonly voicedMs: number;
}

type Recognise = Extract<Effect, { type: 'recognise' }>;

/**
 * The engine with its real models, hearing recorded sound on a virtual clock: results land after the time that they
 * really took to make. No microphone, no canceller, no window: recognition alone.
 */
export async function listen(sound: Float32Array, tailMs = 2500): Promise<Listened> {
  return new Listener(sound).run(sound.length / 16 + tailMs);
}

class Listener {
  readonly #clock = new VirtualClock();
  readonly #lanes = new LanesHere();
  readonly #sound: Float32Array;
  readonly #asked = new Map<string, Recognise>();
  readonly #hearings: Hearing[] = [];
  readonly #shown: Shown[] = [];
  #voicedMs = 0;
  #atSample = 0;
  readonly #host = new InferenceHost({
    startLane: this.#lanes.start,
    readPacks: async () => [locateTestPack(['flite']), () => 'cpu'],
    emit: (event) => this.#onHost(event),
    onnxruntime: 'here',
    backends: ['cpu'],
    nowMs: () => this.#clock.nowMs(),
    after: (delayMs, callback) => void this.#clock.after(delayMs, callback),
    residentBytes: () => 0,
    recycle: () => undefined,
  });
  readonly #loop = new MicroTurnLoop(createEngine(silenceTimeout()), {
    clock: this.#clock,
    perform: (effect) => this.#perform(effect),
    cellDone: () => undefined,
  });

  constructor(sound: Float32Array) {
    this.#sound = sound;
  }

  async run(ms: number): Promise<Listened> {
    await this.#host.handle({ type: 'load', packsDir: '', manifestPath: '', providersPath: '' });
    await this.#lanes.idle();
    this.#loop.start();
    this.#loop.perceive({ type: 'microphone', open: true, echoCancelled: true, atSample: 0 });
    this.#clock.after(FRAME_MS, () => this.#frame());
    await this.#clock.runTo(ms, () => this.#lanes.idle());
    return {
      shown: this.#shown,
      hearings: this.#hearings,
      lines: this.#lines(),
      voicedMs: this.#voicedMs,
    };
  }

  #lines(): string[] {
    return this.#loop.state.lines.filter(({ who }) => who === 'user').map(({ text }) => text);
  }

  #frame(): void {
    this.#clock.after(FRAME_MS, () => this.#frame());
    const pcm = new Float32Array(FRAME_SAMPLES);
    pcm.set(this.#sound.subarray(this.#atSample, this.#atSample + FRAME_SAMPLES));
    void this.#host.handle({ type: 'sound', atSample: this.#atSample, pcm: float32ToInt16(pcm) });
    this.#atSample += FRAME_SAMPLES;
  }

  #perform(effect: Effect): void {
    if (effect.type === 'recognise') {
      this.#asked.set(effect.requestId, effect);
      void this.#host.handle(effect);
    } else if (effect.type === 'cancel') void this.#host.handle({ type: 'cancel', requestId: effect.id });
    else if (effect.type === 'reply') {
      const reply = { sentences: [{ shown: 'Yes.', spoken: 'Yes.' }], reason: 'greeting' } as const;
      this.#clock.after(0, () => this.#loop.perceive({ type: 'reply', requestId: effect.requestId, reply }));
    }
  }

  #onHost(event: HostEvent): void {
    if (event.type === 'lanes') {
      this.#loop.perceive({ type: 'abilities', ...abilitiesOf(event.lanes) });
      return;
    }
    if (event.type === 'voice-activity') {
      if (event.probability >= 0.5) this.#voicedMs += 32;
      this.#loop.perceive(event);
      return;
    }
    if (event.type !== 'recognised') return;
    const asked = this.#asked.get(event.requestId);
    if (!asked) return;
    const { costMs, audioMs } = event;
    this.#hearings.push({ lane: asked.lane, voiceActive: asked.voiceActive, windowMs: audioMs, costMs });
    this.#clock.after(costMs, () => {
      this.#loop.perceive(recognisedBy(event));
      this.#noteShown();
    });
  }

  #noteShown(): void {
    const { words } = this.#loop.state;
    if (!words) return;
    const earlier = this.#lines().flatMap((line) => [...splitWords(line)]);
    const { stable, open } = wordsSoFar(words);
    const { runFrom } = words;
    this.#shown.push({ atMs: this.#clock.nowMs(), runFrom, stable: [...earlier, ...stable], open });
  }
}
