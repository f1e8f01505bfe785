import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { acts, INPUT_SIZE, userStates, VOICE_SIZE } from '../../interaction/policy/learned/layout.ts';
import { openSession } from '../session.ts';

/** What the network makes of a cell: probabilities, in the order of `layout.ts`. */
export interface PolicyOutput {
  readonly act: readonly number[];
  readonly user: readonly number[];
  readonly voice: readonly number[];
}

/** What a lane needs of the network. */
export interface CellNetwork {
  /** Null: it has nothing to say of the cell. */
  step(cell: Float32Array): Promise<PolicyOutput | null>;
  /** What it has seen so far is over. */
  reset(): void;
}

/** So many decimals are kept: more than decide anything, and half of what a log would carry of them. */
const DECIMALS = 1e4;

/** The interaction policy's network: one step a cell, its state carried along. */
export class PolicyNetwork implements CellNetwork {
  readonly #session: InferenceSession;
  readonly #stateSize: number;
  #state: Tensor;

  private constructor(session: InferenceSession, stateSize: number) {
    this.#session = session;
    this.#stateSize = stateSize;
    this.#state = zeros(stateSize);
  }

  /** Throws, in words, when the file is no network of this shape. */
  static async open(path: string): Promise<PolicyNetwork> {
    // A step is too small to be worth the way to any other device, and on this one it gives the same everywhere.
    const session = await openSession(path, 'cpu');
    const size = widthOf(session, 'cell');
    if (size !== INPUT_SIZE)
      throw new Error(`interaction policy: its network takes ${size} values, and a cell has ${INPUT_SIZE}`);
    const network = new PolicyNetwork(session, widthOf(session, 'state'));
    // The first run allocates the arena and is several times slower: not while somebody waits.
    await network.step(new Float32Array(INPUT_SIZE));
    network.reset();
    return network;
  }

  async step(cell: Float32Array): Promise<PolicyOutput> {
    const out = await this.#session.run({
      cell: new Tensor('float32', cell, [1, INPUT_SIZE]),
      state: this.#state,
    });
    const { next } = out;
    if (!next) throw new Error('interaction policy: its network gives no "next"');
    const output = {
      act: valuesOf(out, 'act', acts.length),
      user: valuesOf(out, 'user', userStates.length),
      voice: valuesOf(out, 'voice', VOICE_SIZE),
    };
    this.#state = next;
    return output;
  }

  reset(): void {
    this.#state = zeros(this.#stateSize);
  }
}

function zeros(size: number): Tensor {
  return new Tensor('float32', new Float32Array(size), [1, size]);
}

function widthOf({ inputMetadata }: InferenceSession, name: string): number {
  const input = inputMetadata.find((one) => one.name === name);
  const width = input?.isTensor ? input.shape.at(-1) : undefined;
  if (typeof width !== 'number')
    throw new Error(`interaction policy: its network has no input "${name}" of a fixed width`);
  return width;
}

function valuesOf(out: InferenceSession.OnnxValueMapType, name: string, size: number): readonly number[] {
  const data = out[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== size)
    throw new Error(`interaction policy: its network gives no "${name}" of ${size} values`);
  const values = Array.from(data, (value) => Math.round(value * DECIMALS) / DECIMALS);
  if (!values.every(Number.isFinite)) throw new Error(`interaction policy: "${name}" is not a number`);
  return values;
}
