import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { installEgressGuard } from '../../../../../electron/privacy/egress-guard/install.ts';
import { emptyLedger, noted, type Ledger } from '../../../../../electron/privacy/egress.ts';
import type { EgressEntry } from '../../../../../shared/egress.ts';

/**
 * The guard stands in the thread that imports this, as it does in Beside's processes. Before each test a real server
 * waits on this computer, and no grant is left.
 */

export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-guard-'));
const guardFile = path.join(folder, 'egress-guard.cjs');
await build({
  entryPoints: [path.resolve('electron/privacy/egress-guard/entry.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: guardFile,
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
});

let ledger: Ledger = emptyLedger;
const guard = installEgressGuard({
  process: 'test',
  tell: (notes) => {
    for (const note of notes) ledger = noted(ledger, 'test', note);
  },
  guardFile,
  programs: false,
});

/** What crossed the server's side of a connection; complete once that is closed. */
interface Crossed {
  received: number;
  sent: number;
}

let server: http.Server;
/** Where the server waits, and who came. */
export let host: string;
export let port: number;
export let connections: Crossed[];

const grants: string[] = [];
export function allow(hosts: string[], forMs = 60_000): void {
  const id = `grant ${grants.length}`;
  grants.push(id);
  const fromMs = Date.now();
  guard.grant({ id, purpose: 'test', process: 'test', hosts, fromMs, untilMs: fromMs + forMs });
}

export function entries(): readonly EgressEntry[] {
  guard.flush();
  return ledger.entries;
}

export const refusedAttempts = (name: string): number =>
  entries().find((entry) => entry.host === name && entry.refused)?.attempts ?? 0;

export const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | null)?.code;

/** The error that this work ends with, or null. */
export const failing = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

export const opened = async (socket: Socket): Promise<void> => void (await once(socket, 'connect'));

export const getPage = (options: http.RequestOptions): Promise<unknown> =>
  new Promise((resolve, reject) => {
    http.get(options, (response) => response.resume().on('end', () => resolve(null))).on('error', reject);
  });

export const dropConnections = (): void => server.closeAllConnections();

beforeEach(async () => {
  connections = [];
  server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('x'.repeat(1000)));
  });
  server.on('connection', (socket: Socket) => {
    const crossed: Crossed = { received: 0, sent: 0 };
    connections.push(crossed);
    socket.on('close', () =>
      Object.assign(crossed, { received: socket.bytesRead, sent: socket.bytesWritten }),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
  host = `127.0.0.1:${port}`;
  guard.flush();
  ledger = emptyLedger;
});
afterEach(async () => {
  for (const id of grants.splice(0)) guard.withdraw(id);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
