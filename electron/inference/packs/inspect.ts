import { stat } from 'node:fs/promises';
import type { Pack, PackFault, PackFile, PackManifest, PackState } from '../../../shared/packs.ts';
import { packFault } from './faults.ts';
import { packFilePath } from './folder.ts';
import { sha256OfFile } from './hashing.ts';
import { PackError } from './pack-error.ts';
import { readStamps, stampHolds, stampOf, writeStamps, type Stamp } from './stamps.ts';

/** One file of a pack, as it lies on the disk. */
export interface FileReport {
  file: PackFile;
  state: 'missing' | 'ready' | 'broken';
  /** Why it is broken. */
  error: unknown;
}

export interface InspectOptions {
  /** Hash every file even where a stamp vouches for it. */
  full?: boolean;
  signal?: AbortSignal;
}

/**
 * The state of every pack. A file that a stamp vouches for (same size and time) is not hashed again;
 * any other file of the right size is, once. Never throws for a broken pack: that is its state.
 */
export async function inspectPacks(
  packsDir: string,
  manifest: PackManifest,
  options: InspectOptions = {},
): Promise<PackState[]> {
  const states: PackState[] = [];
  for (const pack of manifest.packs) {
    states.push(stateOf(packsDir, pack, await inspectFiles(packsDir, pack, options)));
  }
  return states;
}

/** Each file of one pack. Refreshes the pack's stamps. @throws an AbortError only. */
export async function inspectFiles(
  packsDir: string,
  pack: Pack,
  options: InspectOptions = {},
): Promise<FileReport[]> {
  const before = readStamps(packsDir, pack.id);
  const after = new Map<string, Stamp>();
  const reports: FileReport[] = [];
  let hashed = false;
  for (const file of pack.files) {
    const stamp = before.get(file.path);
    const path = packFilePath(packsDir, pack.id, file.path);
    const report = await inspectFile(path, file, options.full === true ? undefined : stamp, options.signal);
    reports.push(report.report);
    hashed ||= report.hashed;
    const kept = report.hashed ? stampOf(path, file.sha256) : stamp;
    if (report.report.state === 'ready' && kept) after.set(file.path, kept);
  }
  if (hashed || after.size !== before.size) await writeStamps(packsDir, pack.id, after);
  return reports;
}

async function inspectFile(
  path: string,
  file: PackFile,
  stamp: Stamp | undefined,
  signal: AbortSignal | undefined,
): Promise<{ report: FileReport; hashed: boolean }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return broken(file, new PackError('wrong-hash', { file: file.path }));
    if (found.size !== file.bytes) return broken(file, wrongSize(file, found.size));
    if (stampHolds(stamp, file.sha256, found)) return { report: ready(file), hashed: false };
    const sha256 = await sha256OfFile(path, signal);
    if (sha256 === file.sha256) return { report: ready(file), hashed: true };
    return broken(file, new PackError('wrong-hash', { file: file.path }));
  } catch (error) {
    signal?.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return { report: { file, state: 'missing', error: null }, hashed: false };
    }
    return broken(file, error);
  }
}

function stateOf(packsDir: string, pack: Pack, reports: readonly FileReport[]): PackState {
  const context = { packId: pack.id, title: pack.title, folder: packsDir };
  const damaged = reports.find((report) => report.state === 'broken');
  const fault: PackFault | null = damaged === undefined ? null : packFault(damaged.error, context);
  return {
    id: pack.id,
    title: pack.title,
    purpose: pack.purpose,
    bytes: pack.files.reduce((sum, file) => sum + file.bytes, 0),
    licences: [...new Set(pack.files.map((file) => file.licence))],
    state: overall(reports),
    fault,
  };
}

function overall(reports: readonly FileReport[]): PackState['state'] {
  if (reports.some((report) => report.state === 'broken')) return 'broken';
  const present = reports.filter((report) => report.state === 'ready').length;
  if (present === reports.length) return 'ready';
  return present === 0 ? 'missing' : 'partial';
}

function wrongSize(file: PackFile, bytes: number): PackError {
  const kind = bytes < file.bytes ? 'truncated' : 'wrong-hash';
  return new PackError(kind, { file: file.path, expectedBytes: file.bytes, actualBytes: bytes });
}

function ready(file: PackFile): FileReport {
  return { file, state: 'ready', error: null };
}

function broken(file: PackFile, error: unknown): { report: FileReport; hashed: boolean } {
  return { report: { file, state: 'broken', error }, hashed: false };
}
