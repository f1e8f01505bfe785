import dns from 'node:dns';
import net from 'node:net';
import { hostText } from '../egress.ts';
import type { EgressGuard } from './egress-guard.ts';
import { standIn } from './stand-in.ts';

const lookUps = [
  'lookup',
  'lookupService',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveCaa',
  'resolveCname',
  'resolveMx',
  'resolveNaptr',
  'resolveNs',
  'resolvePtr',
  'resolveSoa',
  'resolveSrv',
  'resolveTlsa',
  'resolveTxt',
  'reverse',
];

/** A name that is looked up is told to a server: only those of granted hosts are. */
export function guardNames(guard: EgressGuard): void {
  for (const name of lookUps) {
    for (const owner of [dns, dns.Resolver.prototype])
      standIn(owner, name, (original) => {
        return function lookUpGuarded(this: unknown, ...args: unknown[]): unknown {
          const error = refusal(guard, name, args[0]);
          if (error === null) return Reflect.apply(original, this, args);
          const callback = args.at(-1);
          if (typeof callback !== 'function') throw error;
          process.nextTick(callback, error);
          return {};
        };
      });
    for (const owner of [dns.promises, dns.promises.Resolver.prototype])
      standIn(owner, name, (original) => {
        return function lookUpGuarded(this: unknown, ...args: unknown[]): unknown {
          const error = refusal(guard, name, args[0]);
          return error === null ? Reflect.apply(original, this, args) : Promise.reject(error);
        };
      });
  }
}

function refusal(guard: EgressGuard, how: string, wanted: unknown): Error | null {
  const name = typeof wanted === 'string' ? wanted : '';
  // An address is no name: nobody is asked.
  if (how === 'lookup' && (name === '' || net.isIP(name) !== 0)) return null;
  try {
    guard.admitName(hostText(name, null));
    return null;
  } catch (error) {
    return error as Error;
  }
}
