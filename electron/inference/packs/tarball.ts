import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Parser, type ReadEntry } from 'tar';
import type { Bytes } from './byte-stream.ts';
import { classifyError } from './faults.ts';
import { PackError } from './pack-error.ts';

/** A file inside a tarball. */
export interface TarballEntry {
  /** Path without the archive's first folder (npm's `package/`). */
  path: string;
  bytes: number;
}

/** Takes an entry's content (which it must ask for before it returns), or returns null to skip the entry. */
export type TakeEntry = (entry: TarballEntry, content: () => Bytes) => Promise<void> | null;

/**
 * Reads a (gzipped) tarball as a stream; nothing of it is held in memory or executed.
 * @throws the first error of the source, of the archive (`Z_…`, `TAR_…`) or of a taken entry.
 */
export async function readTarball(source: Bytes, take: TakeEntry): Promise<void> {
  const open = new Set<PassThrough>();
  const works: Promise<void>[] = [];
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined);
  const parser = new Parser({
    onReadEntry: (entry) => {
      const work = entry.type === 'File' ? take(describeEntry(entry), () => contentOf(entry, open)) : null;
      if (work === null) {
        entry.resume();
        return;
      }
      works.push(work);
      work.catch(fail);
    },
  });
  parser.on('error', (error) => fail(archiveError(error)));
  try {
    await Promise.race([feed(parser, source), failed]);
    await Promise.race([Promise.all(works), failed]);
  } catch (error) {
    for (const content of open) content.destroy(asError(error));
    await Promise.allSettled(works);
    throw error;
  }
}

async function feed(parser: Parser, source: Bytes): Promise<void> {
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!parser.write(bytes)) await once(parser, 'drain');
  }
  const ended = once(parser, 'end');
  parser.end();
  await ended;
}

function contentOf(entry: ReadEntry, open: Set<PassThrough>): Bytes {
  const content = new PassThrough();
  open.add(content);
  // It may fail before anybody reads it; whoever reads it later still gets the error.
  content.on('error', () => undefined);
  content.once('close', () => {
    open.delete(content);
    entry.unpipe(content);
    entry.resume();
  });
  entry.pipe(content);
  return content;
}

function describeEntry(entry: ReadEntry): TarballEntry {
  return { path: entry.path.replace(/^[^/]*\//, ''), bytes: entry.size };
}

/** Whatever an archive's reader complains about that has no known name: this is no whole archive. */
function archiveError(error: unknown): unknown {
  return classifyError(error).kind === 'internal' ? new PackError('truncated') : error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('interrupted');
}
