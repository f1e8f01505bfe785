import { rmsDbfs } from '../../../shared/sound/pcm.ts';
import { SILERO_WINDOW, Silero } from '../models/silero.ts';
import type { Emit, Lane, LaneCommand, LaneSetup } from './lane-protocol.ts';

/** Voice activity on every 32 ms of gated sound. */
export class FloorLane implements Lane {
  readonly #silero: Silero;
  readonly #emit: Emit;
  readonly #window = new Float32Array(SILERO_WINDOW);
  #filled = 0;
  #nextSample = 0;

  private constructor(silero: Silero, emit: Emit) {
    this.#silero = silero;
    this.#emit = emit;
  }

  static async open(setup: LaneSetup, emit: Emit): Promise<FloorLane> {
    const path = setup.files['model'];
    if (!path) throw new Error('floor lane: no model file');
    return new FloorLane(await Silero.open(path, setup.provider), emit);
  }

  async handle(command: LaneCommand): Promise<void> {
    if (command.type !== 'sound') return;
    if (command.atSample !== this.#nextSample) this.#restart();
    this.#nextSample = command.atSample + command.pcm.length;
    for (let i = 0; i < command.pcm.length; i++) {
      this.#window[this.#filled++] = (command.pcm[i] ?? 0) / 32_768;
      if (this.#filled < SILERO_WINDOW) continue;
      this.#filled = 0;
      const probability = await this.#silero.probability(this.#window);
      const levelDbfs = rmsDbfs(this.#window);
      this.#emit({ type: 'voice-activity', endSample: command.atSample + i + 1, probability, levelDbfs });
    }
  }

  /** After a gap the network's memory belongs to other sound. */
  #restart(): void {
    this.#silero.reset();
    this.#filled = 0;
  }
}
