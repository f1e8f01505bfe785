import { utilityProcess } from 'electron';
import { laneNeeds, type LaneNeed } from '../inference/lane-plan.ts';
import { candidateProviders } from '../inference/providers/candidates.ts';
import { measurementSchema, type Measurement } from '../inference/providers/choose.ts';
import { readChosenProviders, writeChosenProviders } from '../inference/providers/chosen.ts';
import { probeAll, type ProbeJob } from '../inference/providers/probe-all.ts';
import { childEnv } from './supervised-process.ts';

/** A driver that has not answered by then is not one to wait for at every start. */
const PROBE_TIMEOUT_MS = 60_000;

export interface ProviderBenchOptions {
  readonly file: string;
  readonly providersPath: string;
  /** Choices hold for one onnxruntime on one computer. */
  readonly validFor: string;
  readonly backends: readonly string[];
  /** Ids of the packs that are ready. */
  readonly readyPacks: readonly string[];
  readonly packsDir: string;
  readonly manifestPath: string;
}

/**
 * The start-up benchmark. Resolves true when a model's provider changed; costs nothing where onnxruntime
 * brings the CPU alone, or where this very question was answered before.
 */
export async function chooseProviders(options: ProviderBenchOptions): Promise<boolean> {
  const candidates = candidateProviders(options.backends.map((name) => ({ name })));
  if (candidates.length < 2) return false;
  const saved = await readChosenProviders(options.providersPath, options.validFor);
  const isNew = ({ model, packId }: LaneNeed): boolean =>
    !(model in saved) && options.readyPacks.includes(packId);
  const unmeasured = laneNeeds.filter(isNew).map(({ packId }) => packId);
  const { choices } = await probeAll(unmeasured, candidates, (job) => runProbe(options, job));
  if (choices.length === 0) return false;
  const chosen = { ...saved, ...Object.fromEntries(choices.map(({ model, provider }) => [model, provider])) };
  await writeChosenProviders(options.providersPath, options.validFor, chosen);
  return choices.some(({ provider }) => provider !== 'cpu');
}

function runProbe(
  { file, packsDir, manifestPath }: ProviderBenchOptions,
  job: ProbeJob,
): Promise<Measurement | null> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(file, [JSON.stringify(job)], {
      serviceName: 'Beside provider probe',
      env: childEnv({ BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath }),
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill(), PROBE_TIMEOUT_MS);
    let result: Measurement | null = null;
    child.once('message', (message: unknown) => {
      result = measurementSchema.safeParse(message).data ?? null;
      child.kill();
    });
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}
