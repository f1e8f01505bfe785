import net from 'node:net';
import { hostText } from '../egress.ts';
import type { EgressGuard, Flow, Pass } from './egress-guard.ts';
import { standIn } from './stand-in.ts';

/** Every TCP connection of this thread: http, https, tls, http2, fetch and WebSocket all end in this one method. */
export function guardSockets(guard: EgressGuard): void {
  standIn(net.Socket.prototype, 'connect', (connect) => {
    return function connectGuarded(this: net.Socket, ...args: unknown[]): unknown {
      const host = hostOf(args);
      if (host === null) return Reflect.apply(connect, this, args);
      let pass: Pass;
      try {
        pass = guard.admit(host);
      } catch (error) {
        return refused(this, error as Error);
      }
      const outcome = Reflect.apply(connect, this, args);
      follow(this, guard, pass);
      return outcome;
    };
  });
}

/** As if the other side had refused: the caller gets its socket, then the error. */
function refused(socket: net.Socket, error: Error): net.Socket {
  // What is written meanwhile waits, and is thrown away.
  (socket as { connecting: boolean }).connecting = true;
  process.nextTick(() => socket.destroy(error));
  return socket;
}

/** Where a connection goes, by the forms of arguments that Node takes. Null for a pipe on this machine. */
function hostOf(args: readonly unknown[]): string | null {
  // What net.connect passes on: [options, callback].
  const given: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof given === 'object' && given !== null) {
    const { path, host, port } = given as { path?: unknown; host?: unknown; port?: unknown };
    return path ? pipeHost(path) : tcpHost(host, port);
  }
  if (typeof given === 'string' && !(Number(given) >= 0)) return pipeHost(given);
  return tcpHost(typeof args[1] === 'string' ? args[1] : null, given);
}

function tcpHost(host: unknown, port: unknown): string {
  return hostText(typeof host === 'string' && host !== '' ? host : 'localhost', Number(port));
}

/** On Windows a pipe may be another computer's: `\\name\pipe\x`. */
function pipeHost(path: unknown): string | null {
  const server = /^[\\/]{2}([^\\/]+)/.exec(String(path))?.[1];
  if (process.platform !== 'win32' || server === undefined || server === '.' || server === '?') return null;
  return hostText(server, null);
}

/** The part of Node's own handle that counts. Below TLS, so that the bytes are those on the wire. */
interface Wire {
  readonly bytesWritten: number;
  readonly bytesRead: number;
  close(...args: unknown[]): unknown;
}

function wireOf(socket: net.Socket): Wire | null {
  const { _handle: handle } = socket as unknown as { _handle: (Wire & { _parent?: Wire }) | null };
  if (!handle) return null;
  const { _parent: below } = handle;
  return below ?? handle;
}

function follow(socket: net.Socket, guard: EgressGuard, pass: Pass): void {
  let before: Flow = { sent: 0, received: 0 };
  let wire: Wire | null = null;
  const read = (): Flow =>
    wire ? { sent: before.sent + wire.bytesWritten, received: before.received + wire.bytesRead } : before;
  const settle = guard.count(pass, { read, end: (error) => void socket.destroy(error) });
  const take = (): void => {
    const found = wireOf(socket);
    if (!found || found === wire) return;
    before = read();
    wire = found;
    const close = found.close.bind(found);
    // A closed handle counts no more.
    found.close = (...args) => {
      if (wire === found) {
        before = read();
        wire = null;
      }
      return close(...args);
    };
  };
  take();
  // With several addresses for a name, the connection that came about has another handle than the first.
  socket.prependOnceListener('connect', take);
  socket.once('close', settle);
}
