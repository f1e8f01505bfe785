import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadNpmSettings } from '../../../../../../electron/inference/packs/npm-settings.ts';
import type { FetchOptions } from '../../../../../../electron/inference/packs/fetch-packs.ts';
import type { PackFile, PackManifest, PackProgress, PackSource } from '../../../../../../shared/packs.ts';
import { TestRegistry } from './registry.ts';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A registry that lives as long as the test. */
export async function startRegistry(): Promise<TestRegistry> {
  const registry = await TestRegistry.start();
  onTestFinished(() => registry.stop());
  return registry;
}

/** Bytes that do not compress, so that a tarball is as large as its files. */
export function content(bytes = 300_000): Buffer {
  return randomBytes(bytes);
}

export function fileOf(path: string, bytes: Buffer, ...sources: PackSource[]): PackFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, bytes: bytes.byteLength, sha256, licence: 'MIT', sources };
}

export function npmSource(name: string, path: string, version = '1.0.0'): PackSource {
  return { kind: 'npm', package: name, version, path };
}

export function manifestOf(packs: Record<string, PackFile[]>): PackManifest {
  return {
    version: 1,
    starter: Object.keys(packs),
    packs: Object.entries(packs).map(([id, files]) => ({
      id,
      title: `The ${id} pack`,
      purpose: 'For tests.',
      files,
    })),
  };
}

/** A fetch with nothing of this computer's configuration, and what it told meanwhile. */
export async function fetchSetup(manifest: PackManifest, registry: TestRegistry) {
  const home = await temporaryFolder();
  const packsDir = join(home, 'packs');
  const controller = new AbortController();
  const progress: PackProgress[] = [];
  const asked: string[][] = [];
  const refused: string[] = [];
  const options: FetchOptions = {
    packsDir,
    manifest,
    packIds: manifest.starter,
    npmSettings: () => loadNpmSettings({ env: registry.env(home), cwd: home }),
    signal: controller.signal,
    onProgress: (each) => progress.push(each),
    egress: {
      ask: (hosts) => (asked.push([...hosts]), Promise.resolve(true)),
      refuse: (host) => void refused.push(host),
    },
    retryDelaysMs: [10, 20],
    idleMs: 1000,
    marginBytes: 0,
  };
  return { options, packsDir, home, controller, progress, asked, refused };
}

/** Everything below a folder that is not a folder, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

export async function partsBelow(folder: string): Promise<string[]> {
  return (await filesBelow(folder)).filter((path) => path.endsWith('.part'));
}
