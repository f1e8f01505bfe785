/** Where a guarded process asks for leave: set by the guard that it was started with, which is bundled by itself. */
const KEY = Symbol.for('beside.egress');

export interface EgressAsking {
  /** True when there is leave to reach these hosts from now on. */
  ask(hosts: readonly string[]): Promise<boolean>;
  /** Writes down what was refused before it came to a connection. */
  refuse(host: string): void;
}

export function offerAsking(asking: EgressAsking): void {
  Object.defineProperty(globalThis, KEY, { value: asking, writable: false, configurable: false });
}

/** Null where no guard is. */
export function egressAsking(): EgressAsking | null {
  return (Reflect.get(globalThis, KEY) as EgressAsking | undefined) ?? null;
}
