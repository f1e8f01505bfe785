import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { EgressGuard } from '../../../../electron/privacy/egress-guard/egress-guard.ts';
import {
  allow,
  codeOf,
  connections,
  entries,
  failing,
  folder,
  getPage,
  host,
  opened,
  port,
  refusedAttempts,
} from './support/guarded.ts';

/** What is refused, by each road that Node has. */

describe('without a grant', () => {
  const ways: Record<string, () => Promise<unknown>> = {
    'net.connect by options': () => opened(net.connect({ host: '127.0.0.1', port })),
    'net.connect by port and host': () => opened(net.connect(port, '127.0.0.1')),
    'a socket of its own': () => opened(new net.Socket().connect(port, '127.0.0.1')),
    'tls.connect': () => opened(tls.connect({ host: '127.0.0.1', port })),
    'http.get': () => getPage({ host: '127.0.0.1', port, agent: false }),
    'http.get through the shared agent': () => getPage({ host: '127.0.0.1', port }),
  };
  test.each(Object.entries(ways))('%s is refused, and the server hears nothing', async (_how, way) => {
    expect(codeOf(await failing(way()))).toBe('EGRESS_REFUSED');
    expect(refusedAttempts(host)).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(connections).toEqual([]);
  });

  test('fetch is refused', async () => {
    const error = await failing(fetch(`http://${host}/secret?question`));
    expect(codeOf((error as Error).cause)).toBe('EGRESS_REFUSED');
    expect(JSON.stringify(entries())).not.toContain('secret');
    expect({ refused: refusedAttempts(host), connections }).toEqual({ refused: 1, connections: [] });
  });

  test('a WebSocket is refused', async () => {
    const socket = new WebSocket(`ws://${host}/`);
    await new Promise((resolve) => socket.addEventListener('error', resolve));
    expect({ refused: refusedAttempts(host), connections }).toEqual({ refused: 1, connections: [] });
  });

  test('a host that is not named is localhost, and counts as it', async () => {
    expect(codeOf(await failing(opened(net.connect(port))))).toBe('EGRESS_REFUSED');
    expect(refusedAttempts(`localhost:${port}`)).toBe(1);
  });

  test('what is written before the refusal is thrown away, and the socket closes as after any other', async () => {
    const socket = net.connect(port, '127.0.0.1');
    socket.write('early');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const [error] = (await once(socket, 'error')) as [Error];
    await closed;
    expect({ code: codeOf(error), destroyed: socket.destroyed, connections }).toEqual({
      code: 'EGRESS_REFUSED',
      destroyed: true,
      connections: [],
    });
    expect(error.message).toBe(`Nothing was sent to ${host}: nobody gave leave to reach anything from here.`);
  });

  test('no name is looked up, by any of the ways', async () => {
    const name = 'secret.example.org';
    const tries: Promise<unknown>[] = [
      promisify(dns.lookup)(name),
      promisify(dns.resolve4)(name),
      promisify(dns.resolveTxt)(name),
      dns.promises.lookup(name),
      dns.promises.resolveMx(name),
      new dns.promises.Resolver().resolve(name),
      new Promise((resolve, reject) => {
        new dns.Resolver().resolve6(name, (error, found) => (error ? reject(error) : resolve(found)));
      }),
      opened(net.connect(443, name)),
    ];
    expect((await Promise.all(tries.map(failing))).map(codeOf)).toEqual(tries.map(() => 'EGRESS_REFUSED'));
    expect({ names: refusedAttempts(name), connections: refusedAttempts(`${name}:443`) }).toEqual({
      names: 7,
      connections: 1,
    });
  });

  test('an address is no name: it is "looked up" without asking anybody', async () => {
    expect(await dns.promises.lookup('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
    expect(await promisify(dns.lookup)('::1')).toEqual({ address: '::1', family: 6 });
    expect(entries()).toEqual([]);
  });

  test('a pipe on this computer passes', async () => {
    const file = path.join(folder, 'pipe');
    const local = net.createServer((socket) => socket.end('here')).listen(file);
    await once(local, 'listening');
    const [said] = (await once(net.connect(file), 'data')) as [Buffer];
    local.close();
    expect({ said: String(said), entries: entries() }).toEqual({ said: 'here', entries: [] });
  });
});

describe('datagrams', () => {
  test('are refused, sent or connected, with a grant and without', async () => {
    const heard: Buffer[] = [];
    const listening = dgram.createSocket('udp4').on('message', (message) => heard.push(message));
    listening.bind(0, '127.0.0.1');
    await once(listening, 'listening');
    const udp = listening.address().port;
    allow([`127.0.0.1:${udp}`]);
    const sending = dgram.createSocket('udp4');
    const send = (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve) =>
        (sending.send as (...all: unknown[]) => void).apply(sending, [...args, resolve]),
      );
    const outcomes = [
      await send('x', udp, '127.0.0.1'),
      await send(Buffer.from('xyz'), 0, 2, udp, '127.0.0.1'),
      await new Promise((resolve) => sending.connect(udp, '127.0.0.1', resolve as () => void)),
    ];
    sending.send('x', udp, '127.0.0.1');
    outcomes.push((await once(sending, 'error'))[0]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    sending.close();
    listening.close();
    expect(outcomes.map(codeOf)).toEqual(Array(4).fill('EGRESS_REFUSED'));
    expect({ heard, refused: refusedAttempts(`127.0.0.1:${udp}`) }).toEqual({ heard: [], refused: 4 });
  });
});

describe('threads and programs', () => {
  test('a worker thread is guarded from its first line, with no grant of its process, and its tries are told', async () => {
    allow([host]);
    const file = path.join(folder, 'worker.cjs');
    fs.writeFileSync(
      file,
      `const { parentPort, workerData } = require('node:worker_threads');
       const socket = require('node:net').connect(workerData.port, '127.0.0.1');
       socket.on('connect', () => parentPort.postMessage('connected'));
       socket.on('error', (error) => parentPort.postMessage(error.code));`,
    );
    const worker = new Worker(file, { workerData: { port } });
    const messages: unknown[] = [];
    worker.on('message', (message) => messages.push(message));
    await once(worker, 'exit');
    await expect.poll(() => refusedAttempts(host)).toBe(1);
    // What the guard says of it does not reach the one who listens to the worker.
    expect({ messages, connections }).toEqual({ messages: ['EGRESS_REFUSED'], connections: [] });
  });

  test('no other program is started', () => {
    expect(() => childProcess.spawn('true')).toThrow(/no other programs/);
    expect(() => childProcess.execFileSync('true')).toThrow(/no other programs/);
    expect(() =>
      new (childProcess.ChildProcess as unknown as new () => { spawn(o: object): void })().spawn({}),
    ).toThrow(/no other programs/);
  });

  test('nothing puts the old functions back', () => {
    for (const [owner, name] of [
      [net.Socket.prototype, 'connect'],
      [dns, 'lookup'],
      [dgram.Socket.prototype, 'send'],
    ] as const) {
      expect(Reflect.set(owner, name, () => undefined)).toBe(false);
      expect(Reflect.defineProperty(owner, name, { value: () => undefined })).toBe(false);
    }
  });
});

test('a loop of attempts becomes a few messages', async () => {
  let told = 0;
  const busy = new EgressGuard('busy', () => void (told += 1));
  const endMs = performance.now() + 500;
  let attempts = 0;
  while (performance.now() < endMs) {
    busy.refuse('a:1');
    attempts += 1;
    if (attempts % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(told).toBeGreaterThan(1);
  expect(told).toBeLessThanOrEqual(5);
});
