import { rmsDbfs } from '../../../shared/sound/pcm.ts';
import { PolicyNetwork, type CellNetwork } from '../models/policy-network.ts';
import { SILERO_WINDOW, Silero } from '../models/silero.ts';
import { checkPolicyPack } from '../policy-pack.ts';
import { CellInputs } from './cell-inputs.ts';
import { describeError, type Emit, type Lane, type LaneCommand, type LaneSetup } from './lane-protocol.ts';

type Sound = Extract<LaneCommand, { type: 'sound' }>;
type Decide = Extract<LaneCommand, { type: 'decide' }>;

/** The policy's network, and what it is given. */
interface Decider {
  readonly network: CellNetwork;
  readonly inputs: CellInputs;
}

/** Voice activity on every 32 ms of gated sound, and where it was set up what the policy's network makes of each cell. */
export class FloorLane implements Lane {
  readonly #silero: Silero;
  #decider: Decider | null;
  readonly #emit: Emit;
  readonly #window = new Float32Array(SILERO_WINDOW);
  #filled = 0;
  #nextSample = 0;

  private constructor(silero: Silero, network: CellNetwork | null, emit: Emit) {
    this.#silero = silero;
    this.#decider = network && { network, inputs: new CellInputs() };
    this.#emit = emit;
  }

  static async open(
    setup: LaneSetup,
    emit: Emit,
    openNetwork: (setup: LaneSetup) => Promise<CellNetwork | null> = networkOf,
  ): Promise<FloorLane> {
    const path = setup.files['model'];
    if (!path) throw new Error('floor lane: no model file');
    const silero = await Silero.open(path, setup.provider);
    try {
      return new FloorLane(silero, await openNetwork(setup), emit);
    } catch (error) {
      // Voice activity is worth more than the policy, which can do without its network.
      emit({ type: 'lacks', reason: describeError(error) });
      return new FloorLane(silero, null, emit);
    }
  }

  async handle(command: LaneCommand): Promise<void> {
    switch (command.type) {
      case 'sound':
        return this.#listen(command);
      case 'decide':
        return this.#decide(command);
      case 'forget':
        return this.#restart();
      case 'recognise':
      case 'synthesise':
      case 'cancel':
        return undefined;
    }
  }

  async #listen(sound: Sound): Promise<void> {
    const { atSample, pcm } = sound;
    if (atSample !== this.#nextSample) this.#restart();
    this.#nextSample = atSample + pcm.length;
    this.#decider?.inputs.sound(sound);
    for (let i = 0; i < pcm.length; i++) {
      this.#window[this.#filled++] = (pcm[i] ?? 0) / 32_768;
      if (this.#filled < SILERO_WINDOW) continue;
      this.#filled = 0;
      const probability = await this.#silero.probability(this.#window);
      this.#decider?.inputs.voiceActivity(probability);
      const levelDbfs = rmsDbfs(this.#window);
      this.#emit({ type: 'voice-activity', endSample: atSample + i + 1, probability, levelDbfs });
    }
  }

  async #decide(command: Decide): Promise<void> {
    if (!this.#decider) return;
    const startMs = performance.now();
    const { network, inputs } = this.#decider;
    try {
      const output = await network.step(inputs.take(command));
      if (output === null) return;
      this.#emit({ type: 'decided', cell: command.cell, ...output, costMs: performance.now() - startMs });
    } catch (error) {
      this.#decider = null;
      this.#emit({ type: 'lacks', reason: describeError(error) });
    }
  }

  /** After a gap the networks' memory belongs to other sound. */
  #restart(): void {
    this.#silero.reset();
    this.#filled = 0;
    this.#decider?.inputs.reset();
    this.#decider?.network.reset();
  }
}

/** The network that the lane was set up with; null: with none. */
export async function networkOf({ files }: LaneSetup): Promise<CellNetwork | null> {
  const { policy, policyCard } = files;
  if (!policy || !policyCard) return null;
  await checkPolicyPack(policy, policyCard);
  return PolicyNetwork.open(policy);
}
