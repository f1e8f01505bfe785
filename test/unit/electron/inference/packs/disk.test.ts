import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, statfsSync, writeFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchPacks } from '../../../../../electron/inference/packs/fetch-packs.ts';
import { inspectPacks } from '../../../../../electron/inference/packs/inspect.ts';
import { locatePackFile } from '../../../../../electron/inference/packs/locate.ts';
import {
  content,
  fetchSetup,
  fileOf,
  manifestOf,
  npmSource,
  partsBelow,
  startRegistry,
} from './support/workspace.ts';

const mountProblem = whyNotMount();

/** Null when this account can mount a small disk of its own. */
function whyNotMount(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'beside-mount-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' });
    execFileSync('/bin/umount', [folder], { stdio: 'pipe' });
    return null;
  } catch {
    return 'this account cannot mount a disk';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mountDisk(folder: string, kilobytes: number): void {
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('/bin/umount', [folder]));
}

async function onePack(bytes: number) {
  const registry = await startRegistry();
  const model = content(bytes);
  await registry.publish('one', '1.0.0', { 'x.bin': model });
  const manifest = manifestOf({ p: [fileOf('x.bin', model, npmSource('one', 'x.bin'))] });
  const setup = await fetchSetup(manifest, registry);
  await mkdir(setup.packsDir);
  return { registry, model, manifest, ...setup };
}

describe('a disk that is too small', () => {
  it('is noticed before anything is asked for', async ({ skip }) => {
    skip(mountProblem !== null, mountProblem ?? '');
    const { options, packsDir, registry } = await onePack(1_500_000);
    mountDisk(packsDir, 1000);
    const { faults } = await fetchPacks(options);
    expect(faults).toMatchObject([{ kind: 'disk-full' }]);
    expect(faults[0]?.message).toContain('1.5 MB are needed and 1.0 MB are free');
    expect(registry.asked).toEqual([]);
  });

  it('is noticed when it fills up while a file is written', async ({ skip }) => {
    skip(mountProblem !== null, mountProblem ?? '');
    const { options, packsDir, registry } = await onePack(900_000);
    mountDisk(packsDir, 1000);
    registry.misbehave = ({ path }) => {
      if (path.endsWith('.tgz')) writeFileSync(join(packsDir, 'somebody-else'), content(800_000));
      return false;
    };
    expect((await fetchPacks(options)).faults).toMatchObject([{ kind: 'disk-full' }]);
    expect(await partsBelow(packsDir)).toEqual([]);
    rmSync(join(packsDir, 'somebody-else'));
    registry.misbehave = () => false;
    expect((await fetchPacks(options)).outcome).toBe('ready');
  });

  it('is not filled by broken files, which are deleted first', async () => {
    const { options, packsDir, model } = await onePack(50_000);
    await mkdir(join(packsDir, 'p'));
    await writeFile(join(packsDir, 'p/x.bin'), model.subarray(1));
    const free = statfsSync(packsDir);
    expect(await fetchPacks({ ...options, marginBytes: free.bavail * free.bsize * 2 })).toMatchObject({
      faults: [{ kind: 'disk-full' }],
    });
    expect((await inspectPacks(packsDir, options.manifest))[0]?.state).toBe('missing');
  });
});

describe('a folder that takes no writing', () => {
  it('is a missing permission, on a read-only disk', async ({ skip }) => {
    skip(mountProblem !== null, mountProblem ?? '');
    const { options, packsDir } = await onePack(10_000);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', packsDir]);
    onTestFinished(() => void execFileSync('/bin/umount', [packsDir]));
    const { faults } = await fetchPacks(options);
    expect(faults).toMatchObject([{ kind: 'no-permission' }]);
    expect(faults[0]?.message).toContain(packsDir);
  });

  it('is a missing permission, for an ordinary account', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    const { options, packsDir } = await onePack(10_000);
    chmodSync(packsDir, 0o500);
    expect((await fetchPacks(options)).faults).toMatchObject([{ kind: 'no-permission' }]);
    chmodSync(packsDir, 0o700);
  });

  it('is a missing permission, when a file lies in its place', async () => {
    const { options, packsDir } = await onePack(10_000);
    await writeFile(join(packsDir, 'p'), 'not a folder');
    expect((await fetchPacks(options)).faults).toMatchObject([{ kind: 'no-permission' }]);
  });

  it('still serves packs that are complete', async ({ skip }) => {
    skip(mountProblem !== null, mountProblem ?? '');
    const { packsDir, manifest, model } = await onePack(10_000);
    mountDisk(packsDir, 100);
    await mkdir(join(packsDir, 'p'));
    await writeFile(join(packsDir, 'p/x.bin'), model);
    execFileSync('/bin/mount', ['-o', 'remount,ro', packsDir]);
    expect((await inspectPacks(packsDir, manifest))[0]?.state).toBe('ready');
    expect(locatePackFile(packsDir, manifest, 'p', 'x.bin')).not.toBeNull();
  });
});

describe('the tests of small disks', () => {
  it(`run${mountProblem === null ? '' : ` not: ${mountProblem}`}`, () => undefined);
});
