import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PackError } from './pack-error.ts';

/**
 * Makes sure that `neededBytes` fit on the folder's disk, before anything is fetched.
 * A file system that does not tell lets the run begin. @throws PackError `disk-full`.
 */
export async function requireSpace(folder: string, neededBytes: number): Promise<void> {
  const freeBytes = await freeBytesAt(folder);
  if (freeBytes !== null && freeBytes < neededBytes)
    throw new PackError('disk-full', { neededBytes, freeBytes });
}

/** Free bytes for this account on the disk that holds (or will hold) the folder; null when unknown. */
async function freeBytesAt(folder: string): Promise<number | null> {
  try {
    const disk = await statfs(folder);
    return disk.bavail * disk.bsize;
  } catch (error) {
    const parent = dirname(folder);
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return absent && parent !== folder ? freeBytesAt(parent) : null;
  }
}
