import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../../../shared/inference.ts';
import { openSession } from '../session.ts';

/** Silero v6 takes 512 samples (32 ms at 16 kHz), preceded by the last 64 of the window before. */
export const SILERO_WINDOW = 512;
const CONTEXT = 64;
const STATE_SHAPE = [2, 1, 128] as const;

/** Voice activity, one window after the other; carries the network's state `[2, 1, 128]` between calls. */
export class Silero {
  readonly #session: InferenceSession;
  readonly #input = new Float32Array(CONTEXT + SILERO_WINDOW);
  readonly #rate = new Tensor('int64', BigInt64Array.of(16_000n), []);
  #state = freshState();

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  static async open(path: string, provider: ProviderName): Promise<Silero> {
    return new Silero(await openSession(path, provider));
  }

  /** Probability 0…1 that the 512 samples (float, −1…1) hold a voice. */
  async probability(window: Float32Array): Promise<number> {
    this.#input.copyWithin(0, SILERO_WINDOW, SILERO_WINDOW + CONTEXT);
    this.#input.set(window, CONTEXT);
    const out = await this.#session.run({
      input: new Tensor('float32', this.#input, [1, this.#input.length]),
      state: this.#state,
      sr: this.#rate,
    });
    const { output, stateN } = out;
    if (!output || !stateN) throw new Error('Silero: outputs "output" and "stateN" are missing');
    this.#state = stateN;
    return Number(output.data[0]);
  }

  reset(): void {
    this.#state = freshState();
    this.#input.fill(0);
  }
}

function freshState(): Tensor {
  return new Tensor('float32', new Float32Array(2 * 128), STATE_SHAPE);
}
