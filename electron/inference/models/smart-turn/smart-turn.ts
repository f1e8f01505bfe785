import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../../../../shared/inference.ts';
import { openSession } from '../../session.ts';
import { FRAMES, smartTurnFeatures } from './features.ts';
import { BANDS } from './mel-bands.ts';

/** Smart Turn v3: whether a person has finished, from the sound alone. */
export class SmartTurn {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** Throws where the file holds a model of another kind. */
  static async open(path: string, provider: ProviderName): Promise<SmartTurn> {
    const session = await openSession(path, provider);
    const { inputNames, outputNames } = session;
    if (inputNames.join() === 'input_features' && outputNames.length === 1) return new SmartTurn(session);
    await session.release();
    throw new Error(`Smart Turn: it takes "input_features" and gives one output; ${path} does not`);
  }

  /** How likely it is that the turn is over at the end of `samples` (16 kHz mono float, −1…1), 0…1. */
  async probability(samples: Float32Array): Promise<number> {
    const out = await this.#session.run({
      input_features: new Tensor('float32', smartTurnFeatures(samples), [1, BANDS, FRAMES]),
    });
    // Its name is "logits", but the sigmoid is in the model.
    const probability = Number(out[this.#session.outputNames[0] ?? '']?.data[0]);
    if (!(probability >= 0 && probability <= 1))
      throw new Error(`Smart Turn: ${probability} is no probability`);
    return probability;
  }
}
