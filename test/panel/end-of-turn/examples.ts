import { pooled } from '../../../electron/inference/end-of-turn/pooling.ts';
import { inBuckets } from '../../../electron/inference/hearing-windows.ts';
import { FloorLane } from '../../../electron/inference/lanes/floor-lane.ts';
import type { LaneEvent, LaneSetup } from '../../../electron/inference/lanes/lane-protocol.ts';
import { Moonshine } from '../../../electron/inference/models/moonshine.ts';
import { cutAtQuiet } from '../../../electron/inference/quiet-cuts.ts';
import { samplesToMs } from '../../../shared/audio.ts';
import { float32ToInt16, int16ToFloat32 } from '../../../shared/sound/pcm.ts';
import type { CostModel } from '../harness/cost-model.ts';
import type { CompiledScene, Scene } from '../scene.ts';
import { silencesIn, type VoiceWindow } from './hearings.ts';
import type { Example } from './logistic.ts';

/** An example and where it is from. */
export interface SceneExample extends Example {
  readonly sceneId: string;
  /** Which silence of the scene: one may have been judged more than once. */
  readonly silence: number;
  /** It is the last that the engine would go by in that silence. */
  readonly last: boolean;
  readonly human: boolean;
}

/** Voice activity ends up to so much before or after the last sample that was mixed in. */
const SLACK_MS = 250;

/**
 * Whether the person had finished when a silence began: 1 at the end of what they said to Beside, 0 within it. Null:
 * it is neither, and nothing is learned from it. What was cut out of running speech has pauses and no end.
 */
export function labelOf(marks: Scene['marks'], silentFromMs: number): 0 | 1 | null {
  const turns = marks.filter((mark) => mark.kind === 'turn');
  const pauses = marks.filter((mark) => mark.kind === 'pause');
  const open = marks.filter((mark) => mark.kind === 'open');
  if (turns.some(({ toMs }) => Math.abs(silentFromMs - toMs) <= SLACK_MS)) return 1;
  const inTurn =
    turns.some(({ fromMs, toMs }) => silentFromMs > fromMs && silentFromMs < toMs) ||
    open.some(({ fromMs, toMs }) => silentFromMs > fromMs && silentFromMs < toMs - SLACK_MS);
  const atPause = pauses.some(({ fromMs }) => Math.abs(silentFromMs - fromMs) <= SLACK_MS);
  return inTurn || atPause ? 0 : null;
}

/** The real voice activity and the real encoder on a scene's sound. */
export class Examples {
  readonly #floor: FloorLane;
  readonly #told: LaneEvent[];
  readonly #model: Moonshine;
  readonly #costs: CostModel;

  private constructor(floor: FloorLane, told: LaneEvent[], model: Moonshine, costs: CostModel) {
    this.#floor = floor;
    this.#told = told;
    this.#model = model;
    this.#costs = costs;
  }

  static async open(floor: LaneSetup, hearing: LaneSetup, costs: CostModel): Promise<Examples> {
    const { encoder = '', decoder = '' } = hearing.files;
    const told: LaneEvent[] = [];
    const lane = await FloorLane.open(floor, (event) => void told.push(event));
    const model = await Moonshine.open('tiny', { encoder, decoder }, hearing.provider);
    return new Examples(lane, told, model, costs);
  }

  async of({ scene, sound: made }: CompiledScene): Promise<readonly SceneExample[]> {
    const pcm = float32ToInt16(made);
    // As it comes through the microphone.
    const sound = int16ToFloat32(pcm);
    const examples: SceneExample[] = [];
    const silences = silencesIn(sound, await this.#voice(pcm), this.#costs);
    for (const [silence, { fromSample, hearings }] of silences.entries()) {
      const label = labelOf(scene.marks, samplesToMs(fromSample));
      if (label === null) continue;
      for (const [i, hearing] of hearings.entries()) {
        const vector = await this.#vector(sound.subarray(hearing.fromSample, hearing.toSample));
        const last = i === hearings.length - 1;
        const { id: sceneId, human } = scene;
        examples.push({ sceneId, human, silence, last, vector, label });
      }
    }
    return examples;
  }

  async #voice(pcm: Int16Array): Promise<readonly VoiceWindow[]> {
    this.#told.length = 0;
    await this.#floor.handle({ type: 'sound', atSample: 0, pcm });
    return this.#told.filter((event) => event.type === 'voice-activity');
  }

  /** As the lane does it. */
  async #vector(samples: Float32Array): Promise<Float32Array> {
    const window = cutAtQuiet(samples).at(-1) ?? samples;
    const sound = inBuckets(window);
    const states = await this.#model.encode(sound);
    return pooled(states, { heardSamples: window.length, paddedSamples: sound.length });
  }
}
