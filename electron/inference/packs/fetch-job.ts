import { createReadStream } from 'node:fs';
import type { Bytes } from './byte-stream.ts';
import { withSource } from './download.ts';
import { classifyError, isLocal } from './faults.ts';
import { packFilePath } from './folder.ts';
import { IntegrityCheck } from './integrity.ts';
import { openPackage } from './npm-source.ts';
import { PackError } from './pack-error.ts';
import { sourceOf, wantedByEntry, type Attempt, type Job } from './plan.ts';
import { receiveParts } from './receive-parts.ts';
import { receiveFile, type JobContext } from './receive.ts';
import { readTarball, type TarballEntry } from './tarball.ts';
import { openUrl } from './url-source.ts';

/** The error of each attempt that did not bring its file; attempts not in it did. */
export type JobFailures = Map<Attempt, unknown>;

/**
 * Runs one download once. Failures of the source are returned per file.
 * @throws what no other source can help with: a full disk, a missing permission, a cancellation.
 */
export async function runJob(job: Job, context: JobContext): Promise<JobFailures> {
  const failures: JobFailures = new Map();
  const open = new Set(job.attempts);
  try {
    if (job.kind === 'npm') await fetchPackage(job, open, failures, context);
    else if (job.kind === 'npm-parts') await fetchJoined(job, open, context);
    else await fetchAddress(job.url, open, context);
  } catch (error) {
    context.signal.throwIfAborted();
    if (isLocal(error)) throw error;
    for (const attempt of open) if (!failures.has(attempt)) failures.set(attempt, withFile(error, attempt));
  }
  return failures;
}

async function fetchAddress(url: string, open: Set<Attempt>, context: JobContext): Promise<void> {
  const download = await openUrl(context.settings, url, context);
  try {
    await receiveAll([...open], download.bytes, open, context);
  } finally {
    download.close();
  }
}

/** The first place gets the joined file; the same content wanted in a second place is copied from there. */
async function fetchJoined(
  job: Extract<Job, { kind: 'npm-parts' }>,
  open: Set<Attempt>,
  context: JobContext,
): Promise<void> {
  const [first, ...others] = job.attempts;
  if (first === undefined) return;
  await receiveParts(first.wanted, job.parts, context);
  open.delete(first);
  const { packId, file } = first.wanted;
  for (const other of others) {
    const copy = createReadStream(packFilePath(context.packsDir, packId, file.path));
    await receiveAll([other], copy, open, context);
  }
}

async function fetchPackage(
  job: Extract<Job, { kind: 'npm' }>,
  open: Set<Attempt>,
  failures: JobFailures,
  context: JobContext,
): Promise<void> {
  const source = `${job.package}@${job.version}`;
  const download = await openPackage(context.settings, job.package, job.version, context);
  const check = new IntegrityCheck(download.integrity);
  const facts = { package: source, host: download.host };
  try {
    await readTarball(check.passing(download.bytes), takeWanted(job.attempts, open, failures, context));
  } catch (error) {
    throw isLocal(error) ? error : withSource(error, facts);
  } finally {
    download.close();
  }
  // The files' own hashes decide. The tarball's hash tells why they are wrong: damaged on the way, which a
  // second try may heal, or really another package.
  const damaged = !check.holds();
  for (const attempt of open) {
    const error = failures.get(attempt) ?? new PackError('missing-file', { file: entryPath(attempt) });
    const known = withSource(error, facts);
    failures.set(attempt, damaged ? new PackError('wrong-hash', { ...known.facts, retry: true }) : known);
  }
}

function takeWanted(
  attempts: readonly Attempt[],
  open: Set<Attempt>,
  failures: JobFailures,
  context: JobContext,
) {
  const wanted = wantedByEntry(attempts);
  return (entry: TarballEntry, content: () => Bytes): Promise<void> | null => {
    const targets = (wanted.get(entry.path) ?? []).filter((attempt) => open.has(attempt));
    const fitting = targets.filter((attempt) => attempt.wanted.file.bytes === entry.bytes);
    for (const attempt of targets) {
      if (!fitting.includes(attempt)) failures.set(attempt, otherSize(attempt, entry.bytes));
    }
    if (fitting.length === 0) return null;
    return receiveAll(fitting, content(), open, context).catch((error: unknown) => {
      // Another content is this entry's affair; anything else ends the tarball.
      if (classifyError(error).kind !== 'wrong-hash') throw error;
      for (const attempt of fitting) if (open.has(attempt)) failures.set(attempt, error);
    });
  };
}

async function receiveAll(
  targets: readonly Attempt[],
  bytes: Bytes,
  open: Set<Attempt>,
  context: JobContext,
): Promise<void> {
  let last: string | null = null;
  for (const attempt of targets) {
    const { wanted } = attempt;
    // The same content wanted in a second place is copied from the first.
    const from = last === null ? bytes : createReadStream(last);
    await receiveFile(context.packsDir, wanted, from, context.onWritten);
    open.delete(attempt);
    last = packFilePath(context.packsDir, wanted.packId, wanted.file.path);
  }
}

function entryPath(attempt: Attempt): string {
  const source = sourceOf(attempt);
  return source?.kind === 'npm' ? source.path : attempt.wanted.file.path;
}

function otherSize(attempt: Attempt, bytes: number): PackError {
  const { path, bytes: expectedBytes } = attempt.wanted.file;
  return new PackError('wrong-hash', { file: path, expectedBytes, actualBytes: bytes });
}

function withFile(error: unknown, attempt: Attempt): PackError {
  const { kind, retry, facts } = classifyError(error);
  return new PackError(kind, { file: attempt.wanted.file.path, ...facts, retry });
}
