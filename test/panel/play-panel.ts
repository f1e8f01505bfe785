import os from 'node:os';
import { plantedFaults, SOUND } from './figures/faults.ts';
import { counted } from './figures/counted.ts';
import { clustersOf } from './figures/bootstrap.ts';
import type { Run } from './figures/run.ts';
import { heardFolder } from './harness/heard-folder.ts';
import { SOUND_TIMEOUT_MS } from './harness/policies.ts';
import { playAll } from './harness/pool.ts';
import { gauges } from './metrics/gauges.ts';
import type { Outcome } from './outcome.ts';
import type { Scene } from './scene.ts';
import type { SceneSource } from './scenes/scene-source.ts';

/** Silence after which the floor counts as free, ms. */
const TIMEOUTS_MS = [300, 500, 700, SOUND_TIMEOUT_MS, 1800] as const;

/** Where the end-of-turn head counts a turn as over, per cent. */
const SURE_PERCENT = [50, 75, 90] as const;

/** Smart Turn's, where its file is here. Its makers go by 50. */
export const smartTurnSweep: readonly string[] = [10, 30, 50, 70, 90].map(
  (percent) => `smart-turn-${percent}`,
);

/** Each swept over its threshold, and two that must lose. */
export const baselines: readonly string[] = [
  ...TIMEOUTS_MS.map((timeoutMs) => `silence-${timeoutMs}`),
  ...SURE_PERCENT.map((percent) => `eot-${percent}`),
  'never-speaks',
  'always-speaks',
];

export const faulty: readonly string[] = [SOUND, ...plantedFaults.map(({ contestant }) => contestant)];

export interface Panel {
  readonly scenes: readonly Scene[];
  readonly runs: readonly Run[];
  readonly outcomes: readonly { readonly contestant: string; readonly outcome: Outcome }[];
  /** Hearings that no earlier run had kept. */
  readonly made: number;
}

const observed = (scene: Scene, outcome: Outcome): ReturnType<typeof counted> =>
  counted(gauges.flatMap((gauge) => gauge.observe(scene, outcome)));

interface PlayOptions {
  /** Where what was heard is kept. @defaultValue where all runs keep it */
  readonly heard?: string;
  /** After each scene. */
  readonly onPlayed?: (count: number) => void;
}

/** Plays these contestants in these scenes, and reads everything off that the panel measures. */
export async function playPanel(
  sources: readonly SceneSource[],
  contestants: readonly string[],
  { heard = heardFolder, onPlayed = () => undefined }: PlayOptions = {},
): Promise<Panel> {
  const names = contestants.filter((name, i) => contestants.indexOf(name) === i);
  const played = await playAll({
    sources,
    contestants: names,
    processes: os.availableParallelism(),
    heard,
    onPlayed,
  });
  const scenes = played.map(({ scene }) => scene);
  const clusters = clustersOf(scenes);
  return {
    scenes,
    runs: names.map((contestant, at) => ({
      contestant,
      clusters,
      scenes: played.map(({ scene, outcomes }) => {
        const outcome = outcomes[at];
        if (!outcome) throw new Error(`${contestant} was not played in ${scene.id}`);
        return observed(scene, outcome);
      }),
    })),
    outcomes: played.flatMap(({ outcomes }) =>
      outcomes.map((outcome, at) => ({ contestant: names[at] ?? '', outcome })),
    ),
    made: played.reduce((sum, { made }) => sum + made, 0),
  };
}
