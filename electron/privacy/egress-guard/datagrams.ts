import dgram from 'node:dgram';
import { hostText } from '../egress.ts';
import type { EgressGuard } from './egress-guard.ts';
import { standIn } from './stand-in.ts';

/** No purpose of Beside's needs a datagram, so no grant covers one. */
export function guardDatagrams(guard: EgressGuard): void {
  standIn(dgram.Socket.prototype, 'connect', () => {
    return function connectGuarded(this: dgram.Socket, port: unknown, ...rest: unknown[]): void {
      refuse(this, guard, port, rest);
    };
  });
  standIn(dgram.Socket.prototype, 'send', () => {
    return function sendGuarded(this: dgram.Socket, _message: unknown, ...rest: unknown[]): void {
      // (message, port, address?, callback?) or (message, offset, length, port, address?, callback?)
      const inPart = Boolean(rest[3]) || (Boolean(rest[2]) && typeof rest[2] !== 'function');
      const [port, ...more] = inPart ? rest.slice(2) : rest;
      refuse(this, guard, port, more);
    };
  });
}

function refuse(socket: dgram.Socket, guard: EgressGuard, port: unknown, rest: readonly unknown[]): void {
  const address = typeof rest[0] === 'string' && rest[0] !== '' ? rest[0] : 'localhost';
  const error = guard.refuse(hostText(address, Number(port)));
  const callback = rest.find((each) => typeof each === 'function');
  if (callback) process.nextTick(callback, error);
  else process.nextTick(() => socket.emit('error', error));
}
