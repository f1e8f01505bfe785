import { samplesToMs } from '../../../shared/audio.ts';
import { endOfTurnProbability, readEndOfTurnHead, type Linear } from '../end-of-turn/head.ts';
import { pooled } from '../end-of-turn/pooling.ts';
import { inBuckets } from '../hearing-windows.ts';
import { Moonshine, type MoonshineSize } from '../models/moonshine.ts';
import { cutAtQuiet } from '../quiet-cuts.ts';
import type { Emit, Lane, LaneCommand, LaneEvent, LaneSetup } from './lane-protocol.ts';

type Recognise = Extract<LaneCommand, { type: 'recognise' }>;
type Recognised = Extract<LaneEvent, { type: 'recognised' }>;

/** Words from a stretch of sound, and with a head how likely it is that the person has finished with it. */
export class HearLane implements Lane {
  readonly #model: Moonshine;
  readonly #head: Linear | null;
  readonly #pools: boolean;
  readonly #emit: Emit;

  private constructor(model: Moonshine, head: Linear | null, pools: boolean, emit: Emit) {
    this.#model = model;
    this.#head = head;
    this.#pools = pools;
    this.#emit = emit;
  }

  static async open(size: MoonshineSize, setup: LaneSetup, emit: Emit): Promise<HearLane> {
    const { encoder, decoder, endOfTurnHead } = setup.files;
    if (!encoder || !decoder) throw new Error('hear lane: encoder or decoder file missing');
    const head = endOfTurnHead ? await readEndOfTurnHead(endOfTurnHead, setup.model) : null;
    const model = await Moonshine.open(size, { encoder, decoder }, setup.provider);
    // The first run allocates the arena and is several times slower: not while somebody waits.
    await model.transcribe(new Float32Array(16_000));
    return new HearLane(model, head, setup.poolsEncoder === true, emit);
  }

  async handle(command: LaneCommand, cancelled: (requestId: string) => boolean): Promise<void> {
    if (command.type !== 'recognise') return;
    const { requestId, samples, toSample } = command;
    const startMs = performance.now();
    const heard = await this.#hear(command, () => cancelled(requestId));
    if (!heard) return;
    const costMs = performance.now() - startMs;
    const audioMs = samplesToMs(samples.length);
    this.#emit({ type: 'recognised', requestId, ...heard, toSample, audioMs, costMs });
  }

  /** Null: called off. */
  async #hear(
    { samples, voiceActive }: Recognise,
    cancelled: () => boolean,
  ): Promise<Pick<Recognised, 'text' | 'endOfTurn' | 'encoder'> | null> {
    const words: string[] = [];
    // Those of the last window stand: the others end in mid-speech.
    let told: Pick<Recognised, 'endOfTurn' | 'encoder'> = {};
    for (const window of cutAtQuiet(samples)) {
      const sound = inBuckets(window);
      const length = { heardSamples: window.length, paddedSamples: sound.length };
      const text = await this.#model.transcribe(sound, {
        cancelled,
        voiceActive,
        encoded: (states) => void (told = this.#told(pooled(states, length))),
      });
      if (text === null) return null;
      if (text) words.push(text);
    }
    return { text: words.join(' '), ...told };
  }

  #told(vector: Float32Array): Pick<Recognised, 'endOfTurn' | 'encoder'> {
    return {
      ...(this.#head ? { endOfTurn: endOfTurnProbability(this.#head, vector) } : {}),
      ...(this.#pools ? { encoder: vector } : {}),
    };
  }
}
