import { promisify } from 'node:util';

type Method = (...args: unknown[]) => unknown;

/**
 * Puts a guard in the place of a function, for good: nothing that runs later can put the old one back by assignment.
 * What hangs on the old function (the names of its results, when it is promisified) hangs on the new one.
 */
export function standIn(owner: object, name: string, make: (original: Method) => Method): void {
  const original: unknown = Reflect.get(owner, name);
  // Not in every version of Node.
  if (typeof original !== 'function') return;
  const guarded = make(original as Method);
  for (const key of Object.getOwnPropertySymbols(original)) {
    // A whole other function, which would lead around the guard.
    if (key === promisify.custom) continue;
    const property = Object.getOwnPropertyDescriptor(original, key);
    if (property) Object.defineProperty(guarded, key, property);
  }
  Object.defineProperty(owner, name, {
    value: guarded,
    enumerable: true,
    writable: false,
    configurable: false,
  });
}
