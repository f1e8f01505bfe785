import {
  naturalVoiceNames,
  type LaneName,
  type NaturalVoiceChoice,
  type PolicyFiles,
  type ProviderName,
} from '../../shared/inference.ts';
import type { LaneSetup } from './lanes/lane-protocol.ts';

/** Which pack files a lane needs, under the names its code uses. */
export interface LaneNeed {
  readonly lane: LaneName;
  readonly model: string;
  readonly packId: string;
  readonly files: Readonly<Record<string, string>>;
  /** Whether the model runs on onnxruntime, so that a provider has to be chosen for it. */
  readonly onnx: boolean;
}

export const laneNeeds: readonly LaneNeed[] = [
  {
    lane: 'floor',
    model: 'silero-v6',
    packId: 'silero-vad',
    files: { model: 'silero_vad_v6.onnx' },
    onnx: true,
  },
  {
    lane: 'hear-final',
    model: 'moonshine-base',
    packId: 'moonshine-base',
    files: { encoder: 'encoder_model.onnx', decoder: 'decoder_model_merged.onnx' },
    onnx: true,
  },
  {
    lane: 'hear-fast',
    model: 'moonshine-tiny',
    packId: 'moonshine-tiny',
    files: { encoder: 'encoder_model.onnx', decoder: 'decoder_model_merged.onnx' },
    onnx: true,
  },
  { lane: 'speak', model: 'flite', packId: 'flite', files: { model: 'flite.wasm' }, onnx: false },
];

/**
 * The natural voice's models; the benchmark decides which one runs, or that none does. Full precision only: the half
 * precision weights (163 MB) gave not-a-number for one sentence in ten on a CPU, the 8-bit ones (92 MB) took 1.3
 * times as long.
 */
export const naturalVoiceNeeds: readonly LaneNeed[] = [
  {
    lane: 'speak-natural',
    model: 'kokoro-fp32',
    packId: 'kokoro-fp32',
    files: {
      model: 'kokoro-fp32.onnx',
      ...Object.fromEntries(naturalVoiceNames.map((name) => [name, `voices/${name}.bin`])),
    },
    onnx: true,
  },
];

/** Finds a pack's file on disk, or null when the pack is not ready. */
export type Locate = (packId: string, path: string) => string | null;
/** The provider that a start-up benchmark chose for a model. */
export type ChosenProvider = (model: string) => ProviderName;

/** The setup of a lane whose files are all there, else null. */
export function laneSetup(need: LaneNeed, locate: Locate, chosen: ChosenProvider): LaneSetup | null {
  const files: Record<string, string> = {};
  for (const [name, path] of Object.entries(need.files)) {
    const found = locate(need.packId, path);
    if (found === null) return null;
    files[name] = found;
  }
  return { lane: need.lane, model: need.model, provider: need.onnx ? chosen(need.model) : 'wasm', files };
}

/** What runs only where it was chosen or asked for. */
export interface Extras {
  readonly naturalVoice?: NaturalVoiceChoice | null;
  /** The file of the head on the quick recogniser's encoder. */
  readonly endOfTurnHead?: string | null;
  /** The files of the interaction policy's network. */
  readonly policy?: PolicyFiles | null;
}

/** The lanes to run: every one whose pack is ready, and the natural voice where one was chosen. */
export function planLanes(
  locate: Locate,
  chosen: ChosenProvider,
  { naturalVoice: natural = null, endOfTurnHead = null, policy = null }: Extras = {},
): LaneSetup[] {
  const voice = naturalVoiceNeeds
    .filter(({ model }) => model === natural?.model)
    .flatMap((need) => laneSetup(need, locate, () => natural?.provider ?? 'cpu') ?? []);
  const lanes = laneNeeds.flatMap((need) => laneSetup(need, locate, chosen) ?? []);
  return [...lanes.map((setup) => withPolicy(withHead(setup, endOfTurnHead), policy)), ...voice];
}

function withHead(setup: LaneSetup, endOfTurnHead: string | null): LaneSetup {
  if (endOfTurnHead === null || setup.lane !== 'hear-fast') return setup;
  return { ...setup, files: { ...setup.files, endOfTurnHead } };
}

/** The network runs beside voice activity, and is given what the quick recogniser's encoder makes of the words. */
function withPolicy(setup: LaneSetup, policy: PolicyFiles | null): LaneSetup {
  if (policy === null) return setup;
  if (setup.lane === 'hear-fast') return { ...setup, poolsEncoder: true };
  if (setup.lane !== 'floor') return setup;
  return { ...setup, files: { ...setup.files, policy: policy.network, policyCard: policy.card } };
}

/** Whether a lane that runs as `running` does what is wanted now. */
export const isSame = (wanted: LaneSetup, running: LaneSetup): boolean =>
  wanted.provider === running.provider &&
  wanted.model === running.model &&
  wanted.poolsEncoder === running.poolsEncoder &&
  ['endOfTurnHead', 'policy', 'policyCard'].every((file) => wanted.files[file] === running.files[file]);
