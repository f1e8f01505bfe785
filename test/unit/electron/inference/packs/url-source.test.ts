import { describe, expect, it } from 'vitest';
import { fetchPacks } from '../../../../../electron/inference/packs/fetch-packs.ts';
import type { PackSource } from '../../../../../shared/packs.ts';
import { breakOffAfter, cutShort } from './support/registry.ts';
import {
  content,
  fetchSetup,
  fileOf,
  manifestOf,
  npmSource,
  partsBelow,
  startRegistry,
} from './support/workspace.ts';

/** One pack of one file that lies at a plain address, after any other sources. */
async function fileAtAnAddress(...before: PackSource[]) {
  const registry = await startRegistry();
  const bytes = content();
  const url = registry.serve('/model.bin', bytes);
  const manifest = manifestOf({ only: [fileOf('model.bin', bytes, ...before, { kind: 'url', url })] });
  return { registry, bytes, url, ...(await fetchSetup(manifest, registry)) };
}

describe('fetching from a plain address', () => {
  it('brings the file and tells the host', async () => {
    const { options, asked, registry } = await fileAtAnAddress();
    expect((await fetchPacks(options)).outcome).toBe('ready');
    expect(asked).toEqual([[new URL(registry.address).host]]);
  });

  it('does not follow a redirect to a host that nobody named', async () => {
    const { registry, options, refused } = await fileAtAnAddress();
    const other = await startRegistry();
    const location = other.serve('/model.bin', content());
    registry.misbehave = ({ response }) => (response.writeHead(302, { location }).end(), true);
    const { faults } = await fetchPacks(options);
    expect(faults[0]).toMatchObject({ kind: 'refused-host' });
    expect(faults[0]?.message).toContain(new URL(other.address).host);
    expect({ refused, asked: other.asked }).toEqual({ refused: [new URL(other.address).host], asked: [] });
  });

  it('follows a redirect, and not one without end', async () => {
    const { registry, options } = await fileAtAnAddress();
    registry.misbehave = ({ response }) => (response.writeHead(302, { location: '/model.bin' }).end(), true);
    expect((await fetchPacks(options)).faults[0]?.message).toContain('redirects without end');
    expect(registry.asked).toHaveLength(6);
    registry.misbehave = ({ count, path, response }) =>
      path === '/model.bin' && count < 9 && (response.writeHead(307, { location: '/model.bin' }).end(), true);
    expect((await fetchPacks(options)).outcome).toBe('ready');
  });

  it('does not follow a redirect to an address that is neither https nor on this computer', async () => {
    const { registry, options } = await fileAtAnAddress();
    registry.misbehave = ({ response }) => (
      response.writeHead(302, { location: 'http://192.0.2.1/m' }).end(),
      true
    );
    expect((await fetchPacks(options)).faults[0]?.message).toContain('not https');
  });

  it('succeeds after a broken connection, and gives up after two retries', async () => {
    const { registry, options, packsDir } = await fileAtAnAddress();
    registry.misbehave = (ask) => breakOffAfter(ask, 100_000);
    expect((await fetchPacks(options)).faults[0]?.kind).toBe('connection-lost');
    expect(registry.asked).toHaveLength(3);
    expect(await partsBelow(packsDir)).toEqual([]);
    registry.misbehave = (ask) => ask.count === 4 && breakOffAfter(ask, 100_000);
    expect((await fetchPacks(options)).outcome).toBe('ready');
  });

  it('tells a shorter, a longer and another file apart', async () => {
    const { registry, options, packsDir, bytes } = await fileAtAnAddress();
    registry.misbehave = (ask) => cutShort(ask, 1000);
    const short = (await fetchPacks(options)).faults[0];
    expect(short).toMatchObject({ kind: 'truncated', packId: 'only' });
    expect(short?.message).toContain('0.1 MB of 0.3 MB');
    for (const other of [Buffer.concat([bytes, bytes]), content(bytes.byteLength)]) {
      registry.misbehave = ({ response }) => (response.writeHead(200).end(other), true);
      expect((await fetchPacks(options)).faults[0]?.kind).toBe('wrong-hash');
    }
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('says so when nothing is there or nobody answers', async () => {
    const { registry, options } = await fileAtAnAddress();
    registry.misbehave = ({ response }) => (response.writeHead(404).end(), true);
    expect((await fetchPacks(options)).faults[0]?.kind).toBe('not-found');
    await registry.stop();
    expect((await fetchPacks(options)).faults[0]?.kind).toBe('unreachable');
  });

  it('is the second choice when the package is not there', async () => {
    const { registry, options } = await fileAtAnAddress(npmSource('absent', 'model.bin'));
    expect(await fetchPacks(options)).toEqual({ outcome: 'ready', faults: [] });
    expect(registry.asked).toEqual(['/absent', '/model.bin']);
  });

  it('reports the first choice when every source fails', async () => {
    const { registry, options } = await fileAtAnAddress(npmSource('absent', 'model.bin'));
    registry.misbehave = (ask) => ask.path === '/model.bin' && cutShort(ask, 10);
    expect((await fetchPacks(options)).faults).toMatchObject([{ kind: 'not-found' }]);
  });

  it('is asked also when what the registry sends is no archive at all', async () => {
    const { registry, options } = await fileAtAnAddress(npmSource('odd', 'model.bin'));
    await registry.publish('odd', '1.0.0', {});
    registry.misbehave = ({ path, response }) =>
      path.endsWith('.tgz') && (response.writeHead(200).end(content(5000)), true);
    expect((await fetchPacks(options)).outcome).toBe('ready');
  });

  it('leaves nothing half-written when it is cancelled midway', async () => {
    const { registry, options, controller, packsDir } = await fileAtAnAddress();
    registry.misbehave = ({ response, body }) => {
      response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
      response.write(body?.subarray(0, 100_000), () => setTimeout(() => controller.abort(), 50));
      return true;
    };
    expect((await fetchPacks({ ...options, idleMs: 60_000 })).outcome).toBe('cancelled');
    expect(await partsBelow(packsDir)).toEqual([]);
  });
});
