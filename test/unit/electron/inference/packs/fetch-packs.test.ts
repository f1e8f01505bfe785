import { existsSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPacks, type FetchOptions } from '../../../../../electron/inference/packs/fetch-packs.ts';
import { inspectPacks } from '../../../../../electron/inference/packs/inspect.ts';
import { locatePackFile } from '../../../../../electron/inference/packs/locate.ts';
import { breakOffAfter, cutShort, packageTarball } from './support/registry.ts';
import {
  content,
  fetchSetup,
  fileOf,
  filesBelow,
  manifestOf,
  npmSource,
  partsBelow,
  startRegistry,
} from './support/workspace.ts';

const TARBALL = '/@maker/models/-/models-1.0.0.tgz';

/** Two packs of three files, all in one package, which also has files that nobody wants. */
async function twoPacksInOnePackage() {
  const registry = await startRegistry();
  const [a, b, c] = [content(), content(120_000), content(50_000)];
  const files = { 'dist/a.bin': a, 'dist/b.bin': b, 'extra/other.bin': content(90_000), 'c.bin': c };
  const tarball = await registry.publish('@maker/models', '1.0.0', files);
  const manifest = manifestOf({
    first: [
      fileOf('a.bin', a, npmSource('@maker/models', 'dist/a.bin')),
      fileOf('deep/b.bin', b, npmSource('@maker/models', 'dist/b.bin')),
    ],
    second: [fileOf('c.bin', c, npmSource('@maker/models', 'c.bin'))],
  });
  return { registry, manifest, a, b, c, tarball, ...(await fetchSetup(manifest, registry)) };
}

describe('fetching from an npm registry', () => {
  it('downloads a package once for all packs that want it and keeps only the wanted files', async () => {
    const { registry, manifest, options, packsDir, b } = await twoPacksInOnePackage();
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect(registry.asked).toEqual(['/@maker%2fmodels', TARBALL]);
    expect((await filesBelow(packsDir)).filter((path) => !path.endsWith('.json'))).toEqual([
      'first/a.bin',
      'first/deep/b.bin',
      'second/c.bin',
    ]);
    const located = locatePackFile(packsDir, manifest, 'first', 'deep/b.bin');
    expect(await readFile(located?.path ?? '')).toEqual(b);
  });

  it('asks nobody when everything is ready', async () => {
    const { registry, options } = await twoPacksInOnePackage();
    await fetchPacks(options);
    const asked = registry.asked.length;
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect(registry.asked.length).toBe(asked);
  });

  it('reports progress up to the whole, at most ten times a second', async () => {
    const { options, progress, manifest } = await twoPacksInOnePackage();
    const startMs = performance.now();
    await fetchPacks(options);
    const total = manifest.packs.flatMap((pack) => pack.files).reduce((sum, file) => sum + file.bytes, 0);
    expect(progress.at(-1)).toMatchObject({ doneBytes: total, totalBytes: total });
    expect(progress.at(-1)?.label).toBe('The first pack and The second pack');
    expect(progress.length).toBeLessThanOrEqual(2 + (performance.now() - startMs) / 100);
  });

  it('names its hosts once, before it asks any of them', async () => {
    const { options, asked, registry } = await twoPacksInOnePackage();
    const early: number[] = [];
    const egress: FetchOptions['egress'] = {
      ask: (hosts) => (
        early.push(registry.asked.length),
        options.egress?.ask(hosts) ?? Promise.resolve(false)
      ),
      refuse: () => undefined,
    };
    await fetchPacks({ ...options, egress });
    expect({ asked, early }).toEqual({ asked: [[new URL(registry.address).host]], early: [0] });
  });

  it('asks nobody when nobody may be asked', async () => {
    const { options, registry } = await twoPacksInOnePackage();
    const egress = { ask: () => Promise.resolve(false), refuse: () => undefined };
    const { outcome, faults } = await fetchPacks({ ...options, egress });
    expect({ outcome, kind: faults[0]?.kind, asked: registry.asked }).toEqual({
      outcome: 'failed',
      kind: 'refused-host',
      asked: [],
    });
  });

  it('takes no tarball from a host that only the registry has named', async () => {
    const { options, registry, refused } = await twoPacksInOnePackage();
    const name = '@maker/models';
    const other = await startRegistry();
    const tarball = other.serve('/stolen.tgz', Buffer.from('x'));
    registry.packument(name, { name, versions: { '1.0.0': { dist: { tarball } } } });
    const { faults } = await fetchPacks(options);
    expect(faults[0]).toMatchObject({ kind: 'refused-host' });
    expect(faults[0]?.message).toContain(new URL(other.address).host);
    expect({ refused, asked: other.asked }).toEqual({ refused: [new URL(other.address).host], asked: [] });
  });

  it('succeeds on a second try when the connection breaks off', async () => {
    const { registry, options, packsDir } = await twoPacksInOnePackage();
    registry.misbehave = (ask) => ask.path === TARBALL && ask.count === 1 && breakOffAfter(ask, 200_000);
    expect((await fetchPacks(options)).outcome).toBe('ready');
    expect(await partsBelow(packsDir)).toEqual([]);
    expect(registry.asked.filter((path) => path === TARBALL)).toHaveLength(2);
  });

  it('gives up after two retries of a broken connection and leaves no part behind', async () => {
    const { registry, options, packsDir } = await twoPacksInOnePackage();
    registry.misbehave = (ask) => ask.path === TARBALL && breakOffAfter(ask, 30_000);
    const { outcome, faults } = await fetchPacks(options);
    expect(outcome).toBe('failed');
    expect(faults.map((fault) => [fault.kind, fault.packId])).toEqual([
      ['connection-lost', 'first'],
      ['connection-lost', 'second'],
    ]);
    expect(registry.asked.filter((path) => path === TARBALL)).toHaveLength(3);
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('counts a source that falls silent as a lost connection', async () => {
    const { registry, options, packsDir } = await twoPacksInOnePackage();
    registry.misbehave = ({ path, response, body }) => {
      if (path !== TARBALL) return false;
      response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
      response.write(body?.subarray(0, 50_000));
      return true;
    };
    const { faults } = await fetchPacks({ ...options, idleMs: 150, retryDelaysMs: [] });
    expect(faults[0]?.kind).toBe('connection-lost');
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('says that a tarball which ends early is incomplete', async () => {
    const { registry, options, packsDir } = await twoPacksInOnePackage();
    registry.misbehave = (ask) => ask.path === TARBALL && cutShort(ask, 150_000);
    const { faults } = await fetchPacks(options);
    expect(faults.map((fault) => fault.kind)).toEqual(['truncated', 'truncated']);
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('rejects a file with another content and still takes the good ones of the package', async () => {
    const { registry, manifest, options, packsDir, a, c } = await twoPacksInOnePackage();
    const wrong = Buffer.from(a);
    wrong.writeUInt8(wrong.readUInt8(7) ^ 1, 7);
    await registry.publish('@maker/models', '1.0.0', {
      'dist/a.bin': wrong,
      'dist/b.bin': content(1000),
      'c.bin': c,
    });
    const { outcome, faults } = await fetchPacks(options);
    expect(outcome).toBe('failed');
    expect(faults).toMatchObject([{ kind: 'wrong-hash', packId: 'first' }]);
    expect((await inspectPacks(packsDir, manifest)).map((pack) => pack.state)).toEqual(['missing', 'ready']);
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('tries again when a tarball is not the one that the registry promised', async () => {
    const { registry, options, a, b, c } = await twoPacksInOnePackage();
    const other = await packageTarball('@maker/models', '1.0.0', {
      'dist/a.bin': content(a.byteLength),
      'dist/b.bin': b,
      'c.bin': c,
    });
    registry.misbehave = ({ path, count, response }) => {
      if (path !== TARBALL || count > 1) return false;
      response.writeHead(200).end(other);
      return true;
    };
    expect((await fetchPacks(options)).outcome).toBe('ready');
    expect(registry.asked.filter((path) => path === TARBALL)).toHaveLength(2);
  });

  it('does not try again when the registry really offers another content', async () => {
    const { registry, options, a, b, c } = await twoPacksInOnePackage();
    const other = { 'dist/a.bin': content(a.byteLength), 'dist/b.bin': b, 'c.bin': c };
    await registry.publish('@maker/models', '1.0.0', other);
    expect((await fetchPacks(options)).faults[0]?.kind).toBe('wrong-hash');
    expect(registry.asked.filter((path) => path === TARBALL)).toHaveLength(1);
  });

  it('names a file that the package does not contain', async () => {
    const { registry, options, a, b } = await twoPacksInOnePackage();
    await registry.publish('@maker/models', '1.0.0', { 'dist/a.bin': a, 'dist/b.bin': b });
    const { faults } = await fetchPacks(options);
    expect(faults).toMatchObject([{ kind: 'missing-file', packId: 'second' }]);
    expect(faults[0]?.message).toContain('c.bin');
    expect(faults[0]?.message).toContain('@maker/models@1.0.0');
  });

  it('says so when the registry has no such package or version', async () => {
    const { registry, options } = await twoPacksInOnePackage();
    registry.packument('@maker/models', { versions: {} });
    expect((await fetchPacks(options)).faults[0]).toMatchObject({ kind: 'not-found' });
    registry.misbehave = ({ response }) => (response.writeHead(404).end('{}'), true);
    expect((await fetchPacks(options)).faults[0]?.message).toContain('(404)');
  });

  it('says what a refusing or failing registry answers, and that a page is no registry', async () => {
    const { registry, options } = await twoPacksInOnePackage();
    const answer = async (status: number, body: string) => {
      registry.misbehave = ({ response }) => (response.writeHead(status).end(body), true);
      return (await fetchPacks(options)).faults[0];
    };
    expect(await answer(403, '{}')).toMatchObject({ kind: 'unreachable' });
    expect((await answer(403, '{}'))?.message).toContain('refused access');
    const before = registry.asked.length;
    expect((await answer(503, '{}'))?.message).toContain('503');
    expect(registry.asked.length - before).toBe(3);
    expect((await answer(200, '<html>Sign in to the Wi-Fi</html>'))?.message).toContain(
      'not that of an npm registry',
    );
  });

  it('says that a registry which refuses connections cannot be reached', async () => {
    const { registry, options } = await twoPacksInOnePackage();
    await registry.stop();
    expect((await fetchPacks(options)).faults[0]).toMatchObject({ kind: 'unreachable' });
  });

  it('leaves nothing half-written when it is cancelled midway', async () => {
    const { registry, options, packsDir, controller } = await twoPacksInOnePackage();
    registry.misbehave = ({ path, response, body }) => {
      if (path !== TARBALL) return false;
      response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
      response.write(body?.subarray(0, 200_000), () => setTimeout(() => controller.abort(), 50));
      return true;
    };
    expect(await fetchPacks({ ...options, idleMs: 60_000 })).toEqual({ outcome: 'cancelled', faults: [] });
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('is cancelled before its first byte and while it waits for a retry', async () => {
    const { registry, options, controller } = await twoPacksInOnePackage();
    registry.misbehave = ({ response }) => (
      setTimeout(() => controller.abort(), 50),
      response.destroy(),
      true
    );
    expect((await fetchPacks({ ...options, retryDelaysMs: [60_000] })).outcome).toBe('cancelled');
    expect((await fetchPacks(options)).outcome).toBe('cancelled');
  });

  it('replaces a broken file and keeps a good one', async () => {
    const { manifest, options, packsDir, a } = await twoPacksInOnePackage();
    await mkdir(join(packsDir, 'first'), { recursive: true });
    await writeFile(join(packsDir, 'first/a.bin'), a.subarray(0, 1000));
    expect((await inspectPacks(packsDir, manifest))[0]).toMatchObject({
      state: 'broken',
      fault: { kind: 'truncated' },
    });
    expect((await fetchPacks(options)).outcome).toBe('ready');
    expect(await readFile(join(packsDir, 'first/a.bin'))).toEqual(a);
  });

  it('lets several runs work on the same folder at once', async () => {
    const { manifest, options, packsDir } = await twoPacksInOnePackage();
    const results = await Promise.all([fetchPacks(options), fetchPacks(options), fetchPacks(options)]);
    expect(results.map((result) => result.outcome)).toEqual(['ready', 'ready', 'ready']);
    expect((await inspectPacks(packsDir, manifest, { full: true })).map((pack) => pack.state)).toEqual([
      'ready',
      'ready',
    ]);
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('sweeps away what a run that died left behind', async () => {
    const { options, packsDir } = await twoPacksInOnePackage();
    await mkdir(join(packsDir, 'first'), { recursive: true });
    const [old, young] = [join(packsDir, 'first/a.bin.0.part'), join(packsDir, 'first/a.bin.1.part')];
    await writeFile(old, 'x');
    await writeFile(young, 'x');
    await utimes(old, new Date(0), new Date(0));
    await fetchPacks(options);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it('fills two places from one file of a package', async () => {
    const registry = await startRegistry();
    const shared = content();
    await registry.publish('one', '1.0.0', { 'x.bin': shared });
    const source = npmSource('one', 'x.bin');
    const manifest = manifestOf({
      p: [fileOf('x.bin', shared, source)],
      q: [fileOf('y.bin', shared, source)],
    });
    const { options } = await fetchSetup(manifest, registry);
    expect((await fetchPacks(options)).outcome).toBe('ready');
    expect(registry.asked).toHaveLength(2);
  });
});
