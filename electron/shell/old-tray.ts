import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const INTERN_ATOM = 16;
const GET_SELECTION_OWNER = 23;
const COOKIE = 'MIT-MAGIC-COOKIE-1';
/** Every reply of these two requests; the answer is the number at byte 8. */
const REPLY_BYTES = 32;

/**
 * Whether a tray of the old kind runs, as i3bar and trayer are: no bus knows it, the X server does, as the owner of a
 * selection. Two questions over the server's socket file: no tool that desktops have asks them. Null where it cannot be
 * asked.
 */
export async function hasOldTray(env: Env, signal: AbortSignal): Promise<boolean | null> {
  const display = env['DISPLAY'] ?? '';
  if (display === '') return false;
  const [, number, screen = '0'] = /^(?:unix)?:(\d+)(?:\.(\d+))?$/.exec(display) ?? [];
  // Over a network it is not asked: Beside's main process has nothing to do with any.
  if (number === undefined) return null;
  const socket = createConnection(`/tmp/.X11-unix/X${number}`);
  // What goes wrong is seen where it is waited for.
  socket.on('error', () => undefined);
  try {
    socket.write(greeting(await cookieFor(env, number)));
    const head = await take(socket, 8, signal);
    if (head[0] !== 1) return null;
    await take(socket, 4 * head.readUInt16LE(6), signal);
    const atom = await ask(socket, internAtom(`_NET_SYSTEM_TRAY_S${screen}`), signal);
    if (atom === 0) return false;
    return (await ask(socket, selectionOwner(atom), signal)) !== 0;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

async function ask(socket: Socket, request: Buffer, signal: AbortSignal): Promise<number> {
  socket.write(request);
  const reply = await take(socket, REPLY_BYTES, signal);
  if (reply[0] !== 1) throw new Error('the X server refused');
  return reply.readUInt32LE(8);
}

async function take(socket: Socket, bytes: number, signal: AbortSignal): Promise<Buffer> {
  for (;;) {
    // It may have failed while nobody waited.
    if (socket.errored) throw socket.errored;
    const found: unknown = socket.read(bytes);
    if (Buffer.isBuffer(found) && found.length === bytes) return found;
    await once(socket, 'readable', { signal });
  }
}

/** In fours, as X wants all. */
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

function greeting(cookie: Buffer | null): Buffer {
  const name = Buffer.from(cookie ? COOKIE : '');
  const data = cookie ?? Buffer.alloc(0);
  const head = Buffer.alloc(12);
  head.write('l');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(data.length, 8);
  return Buffer.concat([head, padded(name), padded(data)]);
}

function internAtom(name: string): Buffer {
  const text = padded(Buffer.from(name));
  const head = Buffer.from([INTERN_ATOM, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16LE(2 + text.length / 4, 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, text]);
}

function selectionOwner(atom: number): Buffer {
  const request = Buffer.from([GET_SELECTION_OWNER, 0, 2, 0, 0, 0, 0, 0]);
  request.writeUInt32LE(atom, 4);
  return request;
}

/** What the server wants to see; null where there is none, and then it may do without. */
async function cookieFor(env: Env, display: string): Promise<Buffer | null> {
  const file = await readFile(env['XAUTHORITY'] ?? join(homedir(), '.Xauthority')).catch(() => null);
  return file && readCookie(file, display);
}

/** Entries of a family and four texts: address, display, kind, secret. */
export function readCookie(file: Buffer, display: string): Buffer | null {
  let at = 0;
  const text = (): Buffer => {
    const from = at + 2;
    at = from + file.readUInt16BE(at);
    return file.subarray(from, at);
  };
  try {
    while (at < file.length) {
      at += 2;
      const [, shown, kind, secret] = [text(), text().toString(), text().toString(), text()];
      if (kind === COOKIE && (shown === '' || shown === display)) return secret;
    }
  } catch {
    // It is cut short: what came before was not ours.
  }
  return null;
}
