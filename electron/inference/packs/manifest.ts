import { readFile } from 'node:fs/promises';
import {
  packManifestSchema,
  type Pack,
  type PackFile,
  type PackManifest,
  type PackSource,
} from '../../../shared/packs.ts';
import { PackError } from './pack-error.ts';

/**
 * Reads and checks a manifest file.
 * @throws PackError `bad-manifest` when it cannot be read or does not follow the schema.
 */
export async function loadManifest(path: string): Promise<PackManifest> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw badManifest('its file cannot be read');
  }
  return parseManifest(text);
}

/** Checks a manifest's text. @throws PackError `bad-manifest`. */
export function parseManifest(text: string): PackManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badManifest('it is not JSON');
  }
  return checkManifest(json);
}

/** Checks a manifest that is already parsed. @throws PackError `bad-manifest`. */
export function checkManifest(json: unknown): PackManifest {
  const parsed = packManifestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw badManifest(`${issue?.path.join('.') || 'it'} is wrong`);
  }
  const manifest = parsed.data;
  const problem =
    referenceProblem(manifest) ?? manifest.packs.map(filesProblem).find((found) => found !== null);
  if (problem !== null && problem !== undefined) throw badManifest(problem);
  return manifest;
}

/** The packs of these ids, in the manifest's order. @throws PackError `bad-manifest` for an unknown id. */
export function selectPacks(manifest: PackManifest, ids: readonly string[]): Pack[] {
  const unknown = ids.find((id) => !manifest.packs.some((pack) => pack.id === id));
  if (unknown !== undefined) throw badManifest(`it has no pack "${unknown}"`);
  return manifest.packs.filter((pack) => ids.includes(pack.id));
}

/** Whether an address may be fetched from: https anywhere, http on this computer only. */
export function isAllowedAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function referenceProblem(manifest: PackManifest): string | null {
  const ids = manifest.packs.map((pack) => pack.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `the pack "${twice}" is listed twice`;
  const absent = manifest.starter.find((id) => !ids.includes(id));
  return absent === undefined ? null : `the starter pack "${absent}" is not listed`;
}

function filesProblem(pack: Pack): string | null {
  // Two paths that differ in case are one file on Windows and macOS.
  const paths = pack.files.map((file) => file.path.toLowerCase());
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) return `the pack "${pack.id}" lists "${twice}" twice`;
  const nested = paths.find((path) => paths.some((other) => other.startsWith(`${path}/`)));
  if (nested !== undefined) return `the pack "${pack.id}" uses "${nested}" as a file and as a folder`;
  const blocked = pack.files
    .flatMap((file) => file.sources)
    .some((source) => source.kind === 'url' && !isAllowedAddress(source.url));
  if (blocked) return `the pack "${pack.id}" has an address that is not https`;
  const uneven = pack.files.find((file) => file.sources.some((source) => !partsFit(file, source)));
  return uneven === undefined
    ? null
    : `the pack "${pack.id}" has parts that do not make "${uneven.path}" by size`;
}

function partsFit(file: PackFile, source: PackSource): boolean {
  return (
    source.kind !== 'npm-parts' || source.parts.reduce((sum, part) => sum + part.bytes, 0) === file.bytes
  );
}

function badManifest(note: string): PackError {
  return new PackError('bad-manifest', { note });
}
