import { HEARD_SAMPLES } from '../../../electron/inference/models/smart-turn/features.ts';
import { SmartTurn } from '../../../electron/inference/models/smart-turn/smart-turn.ts';
import { sha256OfFileSync } from '../../../electron/inference/packs/hashing.ts';
import type { KeptAnswers } from '../harness/kept-answers.ts';

/** Smart Turn's word on the sound of a hearing, kept as hearings are. */
export class SmartTurnEar {
  readonly #file: string;
  readonly #sha256: string;
  readonly #answers: KeptAnswers;
  readonly #runtime: string;
  #model: Promise<SmartTurn> | null = null;

  constructor(file: string, answers: KeptAnswers, runtime: string) {
    this.#file = file;
    this.#sha256 = sha256OfFileSync(file);
    this.#answers = answers;
    this.#runtime = runtime;
  }

  /** How likely it is that the turn is over at the end of `samples`, by their last 8 s. */
  async probability(samples: Float32Array): Promise<number> {
    const heard = samples.subarray(-HEARD_SAMPLES);
    const asked = { model: this.#sha256, runtime: this.#runtime, options: 'end of turn' };
    const answer = await this.#answers.of(heard, asked, async () => {
      this.#model ??= SmartTurn.open(this.#file, 'cpu');
      return { text: '', endOfTurn: await (await this.#model).probability(heard) };
    });
    if (answer?.endOfTurn === undefined) throw new Error('Smart Turn gave no probability');
    return answer.endOfTurn;
  }
}
