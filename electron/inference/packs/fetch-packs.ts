import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PackFault, PackManifest, PackProgress } from '../../../shared/packs.ts';
import type { EgressAsking } from '../../privacy/egress-guard/asking.ts';
import { hostOfAddress } from '../../privacy/egress.ts';
import { requireSpace } from './disk-space.ts';
import { classifyError, packFault } from './faults.ts';
import { runJob, type JobFailures } from './fetch-job.ts';
import { packFilePath } from './folder.ts';
import { inspectFiles } from './inspect.ts';
import { selectPacks } from './manifest.ts';
import type { NpmSettings } from './npm-settings.ts';
import {
  planJobs,
  sourceOf,
  totalBytes,
  wantedFiles,
  type Attempt,
  type Job,
  type WantedFile,
} from './plan.ts';
import { PackError } from './pack-error.ts';
import { ProgressMeter } from './progress.ts';
import type { JobContext } from './receive.ts';
import { sourceHosts } from './source-hosts.ts';

export interface FetchOptions {
  packsDir: string;
  manifest: PackManifest;
  packIds: readonly string[];
  /** Reads npm's configuration; asked only when something has to be fetched. */
  npmSettings: () => Promise<NpmSettings>;
  signal: AbortSignal;
  onProgress?: (progress: PackProgress) => void;
  /** Null only where nothing is guarded, in tests. */
  egress: EgressAsking | null;
  /** Pauses (ms) before each further try of a broken connection. */
  retryDelaysMs?: readonly number[];
  /** Longest silence (ms) of a source. */
  idleMs?: number;
  /** Bytes that must stay free on the disk. */
  marginBytes?: number;
}

/** How a fetch or an import ended. `faults` has at most one entry per pack. */
export interface RunResult {
  outcome: 'ready' | 'cancelled' | 'failed';
  faults: PackFault[];
}

const RETRY_DELAYS_MS = [500, 2000];
const IDLE_MS = 60_000;
const MARGIN_BYTES = 32e6;
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Brings every file of these packs that is not ready, verified by size and sha256.
 * Never throws: what went wrong is in the result. After a cancellation or a failure no part file stays,
 * and files that were already complete are kept.
 */
export async function fetchPacks(options: FetchOptions): Promise<RunResult> {
  const { packsDir, signal } = options;
  try {
    const wanted = await findWanted(options);
    if (wanted.length === 0) return { outcome: 'ready', faults: [] };
    await requireSpace(packsDir, totalBytes(wanted) + (options.marginBytes ?? MARGIN_BYTES));
    const failed = await fetchWanted(wanted, options);
    const faults = faultPerPack(failed, packsDir);
    return { outcome: faults.length === 0 ? 'ready' : 'failed', faults };
  } catch (error) {
    if (signal.aborted) return { outcome: 'cancelled', faults: [] };
    return { outcome: 'failed', faults: [packFault(error, { packId: null, title: null, folder: packsDir })] };
  }
}

/** The files of these packs that are not ready. Broken ones are deleted, so that they take no space. */
export async function findWanted(
  options: Pick<FetchOptions, 'packsDir' | 'manifest' | 'packIds' | 'signal'>,
): Promise<WantedFile[]> {
  const packs = selectPacks(options.manifest, options.packIds);
  const ready = new Set<string>();
  for (const pack of packs) {
    await removeAbandonedParts(join(options.packsDir, pack.id));
    for (const report of await inspectFiles(options.packsDir, pack, { signal: options.signal })) {
      if (report.state === 'ready') ready.add(`${pack.id}/${report.file.path}`);
      if (report.state === 'broken') {
        await rm(packFilePath(options.packsDir, pack.id, report.file.path), { recursive: true, force: true });
      }
    }
  }
  return wantedFiles(packs, (packId, path) => ready.has(`${packId}/${path}`));
}

/** One fault per pack: that of its first failed file. */
export function faultPerPack(failed: ReadonlyMap<WantedFile, unknown>, folder: string): PackFault[] {
  const faults = new Map<string, PackFault>();
  for (const [{ packId, title }, error] of failed) {
    if (!faults.has(packId)) faults.set(packId, packFault(error, { packId, title, folder }));
  }
  return [...faults.values()];
}

async function fetchWanted(
  wanted: readonly WantedFile[],
  options: FetchOptions,
): Promise<Map<WantedFile, unknown>> {
  const meter = new ProgressMeter(totalBytes(wanted), options.onProgress ?? (() => undefined), () =>
    performance.now(),
  );
  const settings = await options.npmSettings();
  const hosts = sourceHosts(wanted, settings, process.env);
  // Named before the first connection: what a server answers adds none.
  if (options.egress && !(await options.egress.ask(hosts))) throw new PackError('refused-host');
  const failed = new Map<WantedFile, unknown>();
  let attempts: Attempt[] = wanted.map((each) => ({ wanted: each, source: 0 }));
  while (attempts.length > 0) {
    const next: Attempt[] = [];
    for (const job of planJobs(attempts)) {
      const label = jobLabel(job);
      meter.label(label);
      const context = jobContext(options, settings, meter, hosts);
      const failures = await runWithRetries(job, context, options.retryDelaysMs ?? RETRY_DELAYS_MS);
      next.push(...settle(job, failures, failed));
    }
    attempts = next;
  }
  meter.flush();
  return failed;
}

/** Notes what a job brought and what not, and returns the attempts at the next sources. */
function settle(job: Job, failures: JobFailures, failed: Map<WantedFile, unknown>): Attempt[] {
  const next: Attempt[] = [];
  for (const attempt of job.attempts) {
    const { wanted, source } = attempt;
    if (!failures.has(attempt)) {
      failed.delete(wanted);
      continue;
    }
    // The first source's failure is kept: it is the one that a person can do something about.
    if (!failed.has(wanted)) failed.set(wanted, failures.get(attempt));
    const following = { wanted, source: source + 1 };
    if (sourceOf(following) !== null) next.push(following);
  }
  return next;
}

async function runWithRetries(
  job: Job,
  context: JobContext,
  delaysMs: readonly number[],
): Promise<JobFailures> {
  const failures = await runJob(job, context);
  for (const delayMs of delaysMs) {
    const again = [...failures].filter(([, error]) => classifyError(error).retry).map(([attempt]) => attempt);
    if (again.length === 0) break;
    await delay(delayMs, undefined, { signal: context.signal });
    const later = await runJob({ ...job, attempts: again }, context);
    for (const attempt of again) failures.delete(attempt);
    for (const [attempt, error] of later) failures.set(attempt, error);
  }
  return failures;
}

function jobContext(
  options: FetchOptions,
  settings: NpmSettings,
  meter: ProgressMeter,
  hosts: readonly string[],
): JobContext {
  return {
    packsDir: options.packsDir,
    settings,
    signal: options.signal,
    idleMs: options.idleMs ?? IDLE_MS,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    onWritten: (bytes) => meter.add(bytes),
    requireNamed: (address) => {
      const host = hostOfAddress(address);
      if (host !== null && hosts.includes(host)) return;
      if (host !== null) options.egress?.refuse(host);
      throw new PackError('refused-host', { refusedHost: host ?? 'an unreadable address' });
    },
  };
}

/** The packs that a job is for, in words: "Voice activity". */
function jobLabel(job: Job): string {
  return [...new Set(job.attempts.map((attempt) => attempt.wanted.title))].join(' and ');
}

/** Part files of runs that died. One that is still written to is younger. */
async function removeAbandonedParts(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.part'))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
