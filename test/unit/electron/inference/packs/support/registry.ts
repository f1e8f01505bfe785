import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';

/** A request as a test sees it; `count` is how often this path was asked for, from 1. */
export interface Ask {
  path: string;
  count: number;
  request: IncomingMessage;
  response: ServerResponse;
  /** What would be answered. */
  body: Buffer | null;
}

/** A real HTTP server on this computer that answers as an npm registry and with plain files. */
export class TestRegistry {
  readonly asked: string[] = [];
  /** Takes over an answer when it returns true. */
  misbehave: (ask: Ask) => boolean = () => false;
  readonly #server: Server;
  readonly #bodies = new Map<string, Buffer>();
  /** Where it answers; still known after it stopped. */
  address = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TestRegistry> {
    const server = createServer();
    const registry = new TestRegistry(server);
    server.on('request', (request, response) => registry.#answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    registry.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return registry;
  }

  /** Offers a plain file. */
  serve(path: string, body: Buffer): string {
    this.#bodies.set(path, body);
    return `${this.address}${path}`;
  }

  /** What crosses this side of its connections from now on: complete once they are closed. */
  countBytes(): () => { readonly sent: number; readonly received: number } {
    const sockets: Socket[] = [];
    this.#server.on('connection', (socket) => sockets.push(socket));
    const sum = (pick: (socket: Socket) => number): number =>
      sockets.reduce((bytes, socket) => bytes + pick(socket), 0);
    return () => ({ sent: sum((each) => each.bytesWritten), received: sum((each) => each.bytesRead) });
  }

  /** Publishes one version of a package with these files; returns its tarball. */
  async publish(name: string, version: string, files: Record<string, Buffer>): Promise<Buffer> {
    const tarball = await packageTarball(name, version, files);
    const path = `/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { tarball: this.serve(path, tarball), integrity };
    this.packument(name, { name, versions: { [version]: { name, version, dist } } });
    return tarball;
  }

  packument(name: string, value: unknown): void {
    this.serve(`/${name.replace('/', '%2f')}`, Buffer.from(JSON.stringify(value)));
  }

  /** Settings as a person would have them: everything from this environment, nothing from this computer. */
  env(home: string): Record<string, string> {
    return {
      HOME: home,
      PATH: process.env['PATH'] ?? '',
      npm_config_registry: `${this.address}/`,
      npm_config_userconfig: join(home, 'npmrc'),
      npm_config_globalconfig: join(home, 'global-npmrc'),
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.asked.push(path);
    const count = this.asked.filter((each) => each === path).length;
    const body = this.#bodies.get(path) ?? null;
    if (this.misbehave({ path, count, request, response, body })) return;
    if (body === null) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
      return;
    }
    response.writeHead(200, { 'content-length': body.byteLength }).end(body);
  }
}

/** A tarball laid out as `npm pack` does. */
export async function packageTarball(
  name: string,
  version: string,
  files: Record<string, Buffer>,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-pack-'));
  try {
    const all = { 'package.json': Buffer.from(JSON.stringify({ name, version })), ...files };
    for (const [path, content] of Object.entries(all)) {
      await mkdir(dirname(join(folder, 'package', path)), { recursive: true });
      await writeFile(join(folder, 'package', path), content);
    }
    await create({ gzip: true, cwd: folder, file: join(folder, 'out.tgz') }, ['package']);
    return await readFile(join(folder, 'out.tgz'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends the first bytes of an answer that promised more, then breaks the connection. */
export function breakOffAfter({ response, body }: Ask, bytes: number): true {
  response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
  response.write(body?.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
  return true;
}

/** Sends a shorter answer as if it were whole. */
export function cutShort({ response, body }: Ask, bytes: number): true {
  response.writeHead(200, { 'content-length': bytes }).end(body?.subarray(0, bytes));
  return true;
}
