import { setTimeout as delay } from 'node:timers/promises';
import type { NpmPart } from '../../../shared/packs.ts';
import type { Bytes } from './byte-stream.ts';
import { withSource } from './download.ts';
import { classifyError, isLocal } from './faults.ts';
import { packFilePath } from './folder.ts';
import { IntegrityCheck } from './integrity.ts';
import { openPackage } from './npm-source.ts';
import { PackError } from './pack-error.ts';
import { PartFile } from './part-file.ts';
import { partsByPackage, type PlacedPart, type WantedFile } from './plan.ts';
import type { JobContext } from './receive.ts';
import { recordVerified } from './stamps.ts';
import { readTarball } from './tarball.ts';

interface Joining {
  readonly file: PartFile;
  readonly context: JobContext;
  /** Counts what is written, so that it can be taken back. */
  onWritten(bytes: number): void;
}

/**
 * Writes one wanted file from its parts, verified as a whole and stamped. A package whose connection breaks is
 * tried again by itself: 100 MB that have arrived stay. On any failure in the end nothing of it stays.
 * @throws PackError that is not worth a retry any more, or the file system's error.
 */
export async function receiveParts(
  wanted: WantedFile,
  parts: readonly NpmPart[],
  context: JobContext,
): Promise<void> {
  const { packId, file } = wanted;
  const part = await PartFile.open(packFilePath(context.packsDir, packId, file.path), file);
  let written = 0;
  const onWritten = (bytes: number): void => {
    written += bytes;
    context.onWritten(bytes);
  };
  try {
    for (const placed of partsByPackage(parts)) await bring(placed, { file: part, context, onWritten });
    await part.commit();
  } catch (error) {
    await part.discard();
    context.onWritten(-written);
    throw error;
  }
  await recordVerified(context.packsDir, packId, file.path, file.sha256);
}

async function bring(parts: readonly PlacedPart[], joining: Joining): Promise<void> {
  const { signal, retryDelaysMs } = joining.context;
  const missing = new Set(parts);
  for (const delayMs of [...retryDelaysMs, null]) {
    try {
      return await fetchParts(missing, joining);
    } catch (error) {
      signal.throwIfAborted();
      if (isLocal(error)) throw error;
      const { kind, retry, facts } = classifyError(error);
      if (!retry || delayMs === null) throw new PackError(kind, { ...facts, retry: false });
      await delay(delayMs, undefined, { signal });
    }
  }
}

/** Downloads one package and takes the missing parts out of it. Those that arrived whole are missing no more. */
async function fetchParts(missing: Set<PlacedPart>, joining: Joining): Promise<void> {
  const { context } = joining;
  const [any] = missing;
  if (any === undefined) return;
  const download = await openPackage(context.settings, any.package, any.version, context);
  const check = new IntegrityCheck(download.integrity);
  const facts = { package: `${any.package}@${any.version}`, host: download.host };
  const taken = new Set<PlacedPart>();
  try {
    await readTarball(check.passing(download.bytes), (entry, content) => {
      const part = [...missing].find(({ path }) => path === entry.path);
      if (part === undefined) return null;
      if (part.bytes !== entry.bytes) {
        const sizes = { file: part.path, expectedBytes: part.bytes, actualBytes: entry.bytes };
        return Promise.reject(new PackError('wrong-hash', sizes));
      }
      return writePart(part, content(), joining).then(() => void taken.add(part));
    });
    if (!check.holds()) throw new PackError('wrong-hash', { file: any.path, retry: true });
  } catch (error) {
    // Unverified, they come again with the package.
    for (const part of taken) joining.onWritten(-part.bytes);
    throw isLocal(error) ? error : withSource(error, facts);
  } finally {
    download.close();
  }
  for (const part of taken) missing.delete(part);
  const [absent] = missing;
  if (absent !== undefined) throw new PackError('missing-file', { ...facts, file: absent.path });
}

async function writePart(part: PlacedPart, bytes: Bytes, joining: Joining): Promise<void> {
  let written = 0;
  try {
    for await (const chunk of bytes) {
      await joining.file.write(chunk, part.at + written);
      written += chunk.byteLength;
      joining.onWritten(chunk.byteLength);
    }
  } catch (error) {
    joining.onWritten(-written);
    throw error;
  }
}
