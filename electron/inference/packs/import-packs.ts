import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PackManifest, PackProgress } from '../../../shared/packs.ts';
import { watchBytes, type Bytes } from './byte-stream.ts';
import { requireSpace } from './disk-space.ts';
import { classifyError, isLocal, packFault } from './faults.ts';
import { faultPerPack, findWanted, type RunResult } from './fetch-packs.ts';
import { isTarball, matchByNameAndSize } from './import-match.ts';
import { PackError } from './pack-error.ts';
import { totalBytes, type WantedFile } from './plan.ts';
import { ProgressMeter } from './progress.ts';
import { receiveFile } from './receive.ts';
import { readTarball } from './tarball.ts';

export interface ImportOptions {
  packsDir: string;
  manifest: PackManifest;
  /** A folder in any layout: unpacked packages, their tarballs, or another computer's packs. */
  folder: string;
  signal: AbortSignal;
  onProgress?: (progress: PackProgress) => void;
}

const IDLE_MS = 60_000;
const DEEPEST = 12;

/** A file of the folder. */
interface FoundFile {
  path: string;
  bytes: number;
}

interface ImportRun extends ImportOptions {
  meter: ProgressMeter;
  /** Still wanted, with what was wrong with the best candidate so far. */
  open: Map<WantedFile, unknown>;
}

/**
 * Copies what a folder holds of the packs that are not ready; each file is verified.
 * `ready` means that every starter pack, and every other pack that the folder seems to hold, is complete now;
 * else there is one fault per pack that still misses files, naming them. Never throws.
 */
export async function importPacks(options: ImportOptions): Promise<RunResult> {
  const { packsDir, manifest, folder, signal } = options;
  try {
    await requireFolder(folder);
    const packIds = manifest.packs.map((pack) => pack.id);
    const wanted = await findWanted({ packsDir, manifest, packIds, signal });
    const found = await listFiles(folder, DEEPEST, signal);
    await requireSpace(packsDir, copyBytes(wanted, found));
    const meter = new ProgressMeter(totalBytes(wanted), options.onProgress ?? (() => undefined), () =>
      performance.now(),
    );
    const run: ImportRun = { ...options, meter, open: new Map(wanted.map((each) => [each, null])) };
    meter.label(`Importing from ${basename(folder)}`);
    for (const file of found) await importFile(file, run);
    meter.flush();
    return importResult(run, wanted);
  } catch (error) {
    if (signal.aborted) return { outcome: 'cancelled', faults: [] };
    return { outcome: 'failed', faults: [packFault(error, { packId: null, title: null, folder: packsDir })] };
  }
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null)
    throw new PackError('bad-import-folder', { folder, note: 'does not exist or cannot be opened' });
  if (!found.isDirectory()) throw new PackError('bad-import-folder', { folder, note: 'is not a folder' });
}

async function listFiles(folder: string, depth: number, signal: AbortSignal): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  signal.throwIfAborted();
  const entries = await opendir(folder).catch(() => null);
  if (entries === null) return files;
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) files.push(...(await listFiles(path, depth - 1, signal)));
    else if (entry.isFile() || entry.isSymbolicLink()) {
      // A link to a folder is not followed: it could lead in circles.
      const found = await stat(path).catch(() => null);
      if (found?.isFile() === true) files.push({ path, bytes: found.size });
    }
  }
  return files;
}

function copyBytes(wanted: readonly WantedFile[], found: readonly FoundFile[]): number {
  const direct = found.flatMap((file) => matchByNameAndSize(basename(file.path), file.bytes, wanted).fitting);
  return totalBytes([...new Set(direct)]);
}

async function importFile(file: FoundFile, run: ImportRun): Promise<void> {
  if (run.open.size === 0) return;
  if (isTarball(file.path)) {
    await importTarball(file.path, run);
    return;
  }
  for (const wanted of candidates(basename(file.path), file.bytes, run)) {
    await importOne(wanted, createReadStream(file.path), run);
  }
}

async function importTarball(path: string, run: ImportRun): Promise<void> {
  const stream = createReadStream(path);
  const options = { signal: run.signal, idleMs: IDLE_MS };
  try {
    await readTarball(watchBytes(stream, options), (entry, content) => {
      const wanted = candidates(entry.path, entry.bytes, run)[0];
      return wanted === undefined ? null : importOne(wanted, content(), run);
    });
  } catch (error) {
    run.signal.throwIfAborted();
    // A damaged or foreign archive among good files is no reason to stop.
    if (isLocal(error) && classifyError(error).kind !== 'internal') throw error;
  } finally {
    stream.destroy();
  }
}

/** The still wanted files worth hashing this one for. Notes those of the same name and another size. */
function candidates(name: string, bytes: number, run: ImportRun): WantedFile[] {
  const { fitting, otherSize } = matchByNameAndSize(name, bytes, [...run.open.keys()]);
  for (const wanted of otherSize) {
    const kind = bytes < wanted.file.bytes ? 'truncated' : 'wrong-hash';
    const facts = { file: wanted.file.path, expectedBytes: wanted.file.bytes, actualBytes: bytes };
    if (run.open.get(wanted) === null) run.open.set(wanted, new PackError(kind, facts));
  }
  return fitting;
}

async function importOne(wanted: WantedFile, source: Bytes, run: ImportRun): Promise<void> {
  const options = { signal: run.signal, idleMs: IDLE_MS };
  try {
    const bytes = watchBytes(source, options);
    await receiveFile(run.packsDir, wanted, bytes, (count) => run.meter.add(count));
    run.open.delete(wanted);
  } catch (error) {
    run.signal.throwIfAborted();
    if (classifyError(error).kind !== 'wrong-hash') throw error;
    run.open.set(wanted, error);
  }
}

function importResult(run: ImportRun, wanted: readonly WantedFile[]): RunResult {
  const { folder, packsDir, open } = run;
  if (open.size === 0) return { outcome: 'ready', faults: [] };
  const untouched = [...open.values()].every((error) => error === null);
  if (open.size === wanted.length && untouched) {
    const missing = new PackError('bad-import-folder', { folder });
    return {
      outcome: 'failed',
      faults: [packFault(missing, { packId: null, title: null, folder: packsDir })],
    };
  }
  const expected = new Set([...run.manifest.starter, ...packsMeant(run, wanted)]);
  const errors = [...open]
    .filter(([{ packId }]) => expected.has(packId))
    .map(([each, error]) => [each, error ?? notFound(each, run)] as const);
  const faults = faultPerPack(new Map(errors), packsDir);
  return { outcome: faults.length === 0 ? 'ready' : 'failed', faults };
}

/** Packs whose largest missing file the folder held: two packs may share their small files. */
function packsMeant({ open }: ImportRun, wanted: readonly WantedFile[]): string[] {
  const largest = new Map<string, WantedFile>();
  for (const each of wanted) {
    if (each.file.bytes > (largest.get(each.packId)?.file.bytes ?? 0)) largest.set(each.packId, each);
  }
  return [...largest.values()].filter((each) => open.get(each) !== null).map(({ packId }) => packId);
}

function notFound(wanted: WantedFile, run: ImportRun): PackError {
  const missing = [...run.open]
    .filter(([each, error]) => each.packId === wanted.packId && error === null)
    .map(([each]) => each.file.path);
  return new PackError('bad-import-folder', { folder: run.folder, missing });
}
