import { msToSamples, samplesToMs } from '../../../shared/audio.ts';
import { Moonshine, type MoonshineSize } from '../models/moonshine.ts';
import { cutAtQuiet } from '../quiet-cuts.ts';
import type { Emit, Lane, LaneCommand, LaneSetup } from './lane-protocol.ts';

/**
 * Steps of 0.4 s: onnxruntime's arena keeps memory for every length it has seen. Silence behind the words changes
 * none of them (3 of 131 words wrong with tiny and 2 with base, padded or not, on the recordings with text).
 */
const BUCKET_SAMPLES = msToSamples(400);

/** Words from a stretch of sound. */
export class HearLane implements Lane {
  readonly #model: Moonshine;
  readonly #emit: Emit;

  private constructor(model: Moonshine, emit: Emit) {
    this.#model = model;
    this.#emit = emit;
  }

  static async open(size: MoonshineSize, setup: LaneSetup, emit: Emit): Promise<HearLane> {
    const { encoder, decoder } = setup.files;
    if (!encoder || !decoder) throw new Error('hear lane: encoder or decoder file missing');
    const model = await Moonshine.open(size, { encoder, decoder }, setup.provider);
    // The first run allocates the arena and is several times slower: not while somebody waits.
    await model.transcribe(new Float32Array(16_000));
    return new HearLane(model, emit);
  }

  async handle(command: LaneCommand, cancelled: (requestId: string) => boolean): Promise<void> {
    if (command.type !== 'recognise') return;
    const { requestId, samples, toSample, voiceActive } = command;
    const startMs = performance.now();
    const words: string[] = [];
    for (const window of cutAtQuiet(samples)) {
      const text = await this.#model.transcribe(inBuckets(window), {
        cancelled: () => cancelled(requestId),
        voiceActive,
      });
      if (text === null) return;
      if (text) words.push(text);
    }
    const costMs = performance.now() - startMs;
    this.#emit({
      type: 'recognised',
      requestId,
      text: words.join(' '),
      toSample,
      audioMs: samplesToMs(samples.length),
      costMs,
    });
  }
}

function inBuckets(window: Float32Array): Float32Array {
  const length = Math.ceil(window.length / BUCKET_SAMPLES) * BUCKET_SAMPLES;
  if (length === window.length) return window;
  const padded = new Float32Array(length);
  padded.set(window);
  return padded;
}
