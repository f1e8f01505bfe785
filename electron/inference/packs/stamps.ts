import { readFileSync, statSync, type Stats } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { packFilePath } from './folder.ts';

/** That a file of this size and modification time (ms) was once hashed to `sha256`. */
const stampSchema = z.strictObject({ sha256: z.string(), bytes: z.number(), mtimeMs: z.number() });
const stampsSchema = z.strictObject({ version: z.literal(1), files: z.record(z.string(), stampSchema) });
export type Stamp = z.infer<typeof stampSchema>;
export type Stamps = ReadonlyMap<string, Stamp>;

/** A pack's stamps by file path; empty when there are none or they cannot be read. */
export function readStamps(packsDir: string, packId: string): Stamps {
  try {
    const parsed = stampsSchema.safeParse(JSON.parse(readFileSync(stampPath(packsDir, packId), 'utf8')));
    return new Map(parsed.success ? Object.entries(parsed.data.files) : []);
  } catch {
    return new Map();
  }
}

/** Whether a stamp still speaks of the file as it is now, with this hash. */
export function stampHolds(stamp: Stamp | undefined, sha256: string, file: Stats): boolean {
  return (
    stamp !== undefined &&
    stamp.sha256 === sha256 &&
    stamp.bytes === file.size &&
    stamp.mtimeMs === file.mtimeMs
  );
}

/** The stamp of a file that was just hashed, or null when it is gone. */
export function stampOf(path: string, sha256: string): Stamp | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file === undefined ? null : { sha256, bytes: file.size, mtimeMs: file.mtimeMs };
}

/** Writes a pack's stamps in one step. A folder that takes no writing only costs a hash at the next start. */
export async function writeStamps(packsDir: string, packId: string, stamps: Stamps): Promise<void> {
  const path = stampPath(packsDir, packId);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    if (stamps.size === 0) {
      await rm(path, { force: true });
      return;
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, JSON.stringify({ version: 1, files: Object.fromEntries(stamps) }));
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Adds or replaces one file's stamp after its content was verified. */
export async function recordVerified(
  packsDir: string,
  packId: string,
  path: string,
  sha256: string,
): Promise<void> {
  const file = await stat(packFilePath(packsDir, packId, path));
  const stamps = new Map(readStamps(packsDir, packId));
  stamps.set(path, { sha256, bytes: file.size, mtimeMs: file.mtimeMs });
  await writeStamps(packsDir, packId, stamps);
}

function stampPath(packsDir: string, packId: string): string {
  // A manifest path never starts with a dot, so no pack file can collide with it.
  return join(packsDir, packId, '.verified.json');
}
