import os from 'node:os';
import { laneNeeds, type LaneNeed } from '../inference/lane-plan.ts';
import { candidateProviders } from '../inference/providers/candidates.ts';
import { measurementSchema, type Measurement } from '../inference/providers/choose.ts';
import { readChosenProviders, writeChosenProviders } from '../inference/providers/chosen.ts';
import { probeAll, type ProbeJob } from '../inference/providers/probe-all.ts';
import { runProbe } from './probe.ts';

/** A driver that has not answered by then is not one to wait for at every start. */
const PROBE_TIMEOUT_MS = 60_000;

export interface ProviderBenchOptions {
  readonly file: string;
  readonly providersPath: string;
  readonly packsDir: string;
  readonly manifestPath: string;
  /** Ids of the packs that are ready. */
  readyPacks(): readonly string[];
  /** A model runs better elsewhere than where it was loaded. */
  changed(): void;
}

/**
 * The start-up benchmark: measures models that were not measured before, while everything runs on as it is.
 * Costs nothing where onnxruntime brings the CPU alone, or where every model has been measured.
 */
export class ProviderBench {
  readonly #options: ProviderBenchOptions;
  #running = false;

  constructor(options: ProviderBenchOptions) {
    this.#options = options;
  }

  /** Called whenever lanes have come up; one measuring at a time. */
  async measureNew(onnxruntime: string, backends: readonly string[]): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // A benchmark that fails leaves every model where it is, on a provider that works.
    const changed = await this.#choose(validFor(onnxruntime), backends).catch(() => false);
    this.#running = false;
    if (changed) this.#options.changed();
  }

  async #choose(valid: string, backends: readonly string[]): Promise<boolean> {
    const { providersPath } = this.#options;
    const candidates = candidateProviders(backends.map((name) => ({ name })));
    if (candidates.length < 2) return false;
    const saved = await readChosenProviders(providersPath, valid);
    const ready = this.#options.readyPacks();
    const isNew = ({ model, packId }: LaneNeed): boolean => !(model in saved) && ready.includes(packId);
    const unmeasured = laneNeeds.filter(isNew).map(({ packId }) => packId);
    const { choices } = await probeAll(unmeasured, candidates, (job) => this.#probe(job));
    if (choices.length === 0) return false;
    const chosen = Object.fromEntries(choices.map(({ model, provider }) => [model, provider]));
    await writeChosenProviders(providersPath, valid, { ...saved, ...chosen });
    return choices.some(({ provider }) => provider !== 'cpu');
  }

  async #probe(job: ProbeJob): Promise<Measurement | null> {
    const probe = { ...this.#options, name: 'Beside provider probe', timeoutMs: PROBE_TIMEOUT_MS };
    return measurementSchema.safeParse(await runProbe(probe, job)).data ?? null;
  }
}

/** Choices hold for one onnxruntime on one computer. */
export const validFor = (onnxruntime: string): string =>
  `onnxruntime ${onnxruntime} ${process.platform} ${process.arch} ${os.cpus()[0]?.model ?? ''}`;
