import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packReplySchema, type PackReply } from '../../../../../shared/packs.ts';
import { breakOffAfter } from './support/registry.ts';
import {
  content,
  fileOf,
  manifestOf,
  npmSource,
  partsBelow,
  startRegistry,
  temporaryFolder,
} from './support/workspace.ts';

const ENTRY = join(process.cwd(), 'electron/inference/packs/fetcher-process.ts');
/** Gives a plain Node process the port that Electron gives a utility process, over Node's own channel. */
const PORT = `data:text/javascript,${encodeURIComponent(`process.parentPort = {
  on: (event, listener) => process.on(event, (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};
// In place of the guard that main loads before it.
globalThis[Symbol.for('beside.egress')] = {
  ask: async (hosts) => (process.send({ asked: hosts }), true),
  refuse: () => undefined,
};`)}`;

async function startFetcher(manifestText?: string) {
  const home = await temporaryFolder();
  const registry = await startRegistry();
  const model = content();
  await registry.publish('one', '1.0.0', { 'x.bin': model });
  const manifest = manifestOf({ p: [fileOf('x.bin', model, npmSource('one', 'x.bin'))] });
  const manifestPath = join(home, 'packs.json');
  const packsDir = join(home, 'packs');
  await writeFile(manifestPath, manifestText ?? JSON.stringify(manifest));
  const env = { ...registry.env(home), BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath };
  const child = fork(ENTRY, { env, cwd: home, execArgv: ['--import', PORT], stdio: 'inherit' });
  onTestFinished(() => void child.kill());
  const replies: PackReply[] = [];
  const waiting: { type: PackReply['type']; resolve: (reply: PackReply) => void }[] = [];
  const asked: unknown[] = [];
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'asked' in message)
      return void asked.push(message.asked);
    const reply = packReplySchema.parse(message);
    replies.push(reply);
    const at = waiting.findIndex((each) => each.type === reply.type);
    if (at >= 0) waiting.splice(at, 1)[0]?.resolve(reply);
  });
  const next = <T extends PackReply['type']>(type: T) =>
    new Promise<Extract<PackReply, { type: T }>>((resolve) => {
      waiting.push({ type, resolve: (reply) => resolve(reply as Extract<PackReply, { type: T }>) });
    });
  const ask = (request: unknown): void => void child.send(request as object);
  return { registry, replies, asked, next, ask, packsDir, home, model };
}

describe('the fetcher process', () => {
  it('inspects, fetches with progress from the host it asked for, and inspects again', async () => {
    const { ask, next, replies, asked, registry } = await startFetcher();
    ask({ type: 'inspect' });
    expect((await next('state')).packs).toMatchObject([{ id: 'p', state: 'missing', title: 'The p pack' }]);
    ask({ type: 'fetch', packIds: ['p'] });
    expect(await next('done')).toMatchObject({
      outcome: 'ready',
      faults: [],
      packs: [{ id: 'p', state: 'ready' }],
    });
    expect(asked).toEqual([[new URL(registry.address).host]]);
    expect(replies.findLast((reply) => reply.type === 'progress')).toMatchObject({
      progress: { doneBytes: 300_000, totalBytes: 300_000 },
    });
  });

  it('imports from a folder', async () => {
    const { ask, next, home, model } = await startFetcher();
    await writeFile(join(home, 'x.bin'), model);
    ask({ type: 'import', folder: home });
    expect(await next('done')).toMatchObject({ outcome: 'ready', packs: [{ state: 'ready' }] });
  });

  it('cancels at once, leaves nothing half-written and goes on serving', async () => {
    const { ask, next, registry, packsDir } = await startFetcher();
    registry.misbehave = ({ path, response, body }) => {
      if (!path.endsWith('.tgz')) return false;
      response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
      response.write(body?.subarray(0, 100_000), () => setTimeout(() => ask({ type: 'cancel' }), 50));
      return true;
    };
    ask({ type: 'fetch', packIds: ['p'] });
    expect(await next('done')).toMatchObject({ outcome: 'cancelled', faults: [] });
    expect(await partsBelow(packsDir)).toEqual([]);
    registry.misbehave = () => false;
    ask({ type: 'fetch', packIds: ['p'] });
    expect(await next('done')).toMatchObject({ outcome: 'ready' });
  });

  it('answers a failure with its fault and the state', async () => {
    const { ask, next, registry } = await startFetcher();
    registry.misbehave = (ask_) => ask_.path.endsWith('.tgz') && breakOffAfter(ask_, 1000);
    ask({ type: 'fetch', packIds: ['p'] });
    const { outcome, faults, packs } = await next('done');
    expect([outcome, faults[0]?.kind, packs[0]?.state]).toEqual(['failed', 'connection-lost', 'missing']);
  });

  it('answers a bad manifest, an unknown pack and a bad folder with a fault, and drops nonsense', async () => {
    const bad = await startFetcher('{"version":9}');
    bad.ask({ type: 'inspect' });
    expect((await bad.next('done')).faults[0]?.kind).toBe('bad-manifest');
    const { ask, next, home } = await startFetcher();
    ask({ type: 'explode' });
    ask('nonsense');
    ask({ type: 'fetch', packIds: ['q'] });
    expect((await next('done')).faults[0]?.kind).toBe('bad-manifest');
    ask({ type: 'import', folder: join(home, 'nowhere') });
    expect((await next('done')).faults[0]?.kind).toBe('bad-import-folder');
  });

  it('refuses to run without its folder and manifest', async () => {
    const child = fork(ENTRY, { env: {}, execArgv: ['--import', PORT], stdio: 'pipe' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(2);
  });
});
