import type { NpmPart, Pack, PackFile, PackSource } from '../../../shared/packs.ts';

/** A file that a run has to bring. */
export interface WantedFile {
  packId: string;
  /** The pack's title. */
  title: string;
  file: PackFile;
}

/** A wanted file and the source that is its turn. */
export interface Attempt {
  wanted: WantedFile;
  /** Index into the file's sources. */
  source: number;
}

/** One download: a tarball with every file wanted from it, the tarballs of one file's parts, or one address. */
export type Job =
  | { kind: 'npm'; package: string; version: string; attempts: readonly Attempt[] }
  | { kind: 'npm-parts'; parts: readonly NpmPart[]; attempts: readonly Attempt[] }
  | { kind: 'url'; url: string; attempts: readonly Attempt[] };

/** The files of these packs that are not ready. */
export function wantedFiles(
  packs: readonly Pack[],
  isReady: (packId: string, path: string) => boolean,
): WantedFile[] {
  return packs.flatMap((pack) =>
    pack.files
      .filter((file) => !isReady(pack.id, file.path))
      .map((file) => ({ packId: pack.id, title: pack.title, file })),
  );
}

/**
 * Groups attempts so that each tarball and each address is downloaded once.
 * Jobs keep the order in which their first file is wanted. Attempts without a source left are dropped.
 */
export function planJobs(attempts: readonly Attempt[]): Job[] {
  const groups = new Map<string, { source: PackSource; attempts: Attempt[] }>();
  for (const attempt of attempts) {
    const source = sourceOf(attempt);
    if (source === null) continue;
    const key = downloadKey(source);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { source, attempts: [attempt] });
    else group.attempts.push(attempt);
  }
  return [...groups.values()].map((group) => toJob(group.source, group.attempts));
}

/** The source whose turn it is, or null after the last. */
export function sourceOf(attempt: Attempt): PackSource | null {
  return attempt.wanted.file.sources[attempt.source] ?? null;
}

/** The wanted files per path inside a tarball (without its first folder): usually one, never none. */
export function wantedByEntry(attempts: readonly Attempt[]): Map<string, Attempt[]> {
  const byEntry = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const source = sourceOf(attempt);
    if (source?.kind !== 'npm') continue;
    const same = byEntry.get(source.path);
    if (same === undefined) byEntry.set(source.path, [attempt]);
    else same.push(attempt);
  }
  return byEntry;
}

/** Bytes that a run has to bring. */
export function totalBytes(wanted: readonly WantedFile[]): number {
  return wanted.reduce((sum, each) => sum + each.file.bytes, 0);
}

/** A part of a file and where in it the part begins. */
export interface PlacedPart extends NpmPart {
  at: number;
}

/** Parts by the package that brings them, in the order in which packages are needed. */
export function partsByPackage(parts: readonly NpmPart[]): PlacedPart[][] {
  const byPackage = new Map<string, PlacedPart[]>();
  let at = 0;
  for (const part of parts) {
    const key = `${part.package}\n${part.version}`;
    const same = byPackage.get(key) ?? [];
    byPackage.set(key, [...same, { ...part, at }]);
    at += part.bytes;
  }
  return [...byPackage.values()];
}

function toJob(source: PackSource, attempts: readonly Attempt[]): Job {
  switch (source.kind) {
    case 'npm':
      return { kind: 'npm', package: source.package, version: source.version, attempts };
    case 'npm-parts':
      return { kind: 'npm-parts', parts: source.parts, attempts };
    case 'url':
      return { kind: 'url', url: source.url, attempts };
  }
}

function downloadKey(source: PackSource): string {
  switch (source.kind) {
    case 'npm':
      return `npm\n${source.package}\n${source.version}`;
    case 'npm-parts':
      return `npm-parts\n${JSON.stringify(source.parts)}`;
    case 'url':
      return `url\n${source.url}`;
  }
}
