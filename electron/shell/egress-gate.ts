import { utilityProcess, type ForkOptions, type UtilityProcess } from 'electron';
import { join, resolve } from 'node:path';
import { parseEgressTell, type EgressAnswer, type EgressNote } from '../../shared/egress.ts';
import { installEgressGuard } from '../privacy/egress-guard/install.ts';

/**
 * Imported before everything else in main: from here on nothing leaves main, and whatever main forks loads the guard
 * before its own file, so that no process to come can forget it.
 */

export interface EgressListener {
  noted(process: string, notes: readonly EgressNote[]): void;
  /** A process names the hosts that it is set up with. */
  asked(child: GuardedChild, hosts: readonly string[]): void;
}

export interface GuardedChild {
  /** Its name in the ledger. */
  readonly process: string;
  answer(answer: EgressAnswer): void;
}

/** As the ledger calls them, by the names that Electron shows them under. */
const names: Readonly<Record<string, string>> = {
  'Beside packs': 'pack fetcher',
  'Beside inference': 'voice engine',
  'Beside provider probe': 'provider probe',
  'Beside voice probe': 'voice probe',
};

const MAIN = 'main process';

export class EgressGate {
  readonly #guardFile = join(__dirname, 'egress-guard.cjs');
  readonly #children = new WeakMap<UtilityProcess, GuardedChild>();
  #listener: EgressListener | null = null;
  /** What happened before somebody listened. */
  #early: [string, readonly EgressNote[]][] = [];

  constructor() {
    installEgressGuard({
      process: MAIN,
      tell: (notes) => this.noted(MAIN, notes),
      guardFile: this.#guardFile,
      // Main will have to start the reasoner with another Node.
      programs: true,
    });
    const fork = utilityProcess.fork.bind(utilityProcess);
    Object.defineProperty(utilityProcess, 'fork', {
      value: (file: string, args: string[] | ForkOptions = [], options: ForkOptions = {}) =>
        Array.isArray(args) ? this.#fork(fork, file, args, options) : this.#fork(fork, file, [], args),
      writable: false,
      configurable: false,
      enumerable: true,
    });
  }

  listen(listener: EgressListener): void {
    this.#listener = listener;
    for (const [process, notes] of this.#early) listener.noted(process, notes);
    this.#early = [];
  }

  /** For what is refused by other means than a guard: pages. */
  noted(process: string, notes: readonly EgressNote[]): void {
    if (this.#listener) this.#listener.noted(process, notes);
    else this.#early.push([process, notes]);
  }

  childOf(child: UtilityProcess): GuardedChild | null {
    return this.#children.get(child) ?? null;
  }

  #fork(
    fork: typeof utilityProcess.fork,
    file: string,
    args: readonly string[],
    options: ForkOptions,
  ): UtilityProcess {
    const shown = options.serviceName ?? 'helper process';
    const process = names[shown] ?? shown;
    const child = fork(this.#guardFile, [process, resolve(file), ...args], options);
    const guarded: GuardedChild = { process, answer: (answer) => child.postMessage(answer) };
    this.#children.set(child, guarded);
    const emit = child.emit.bind(child) as (...all: unknown[]) => boolean;
    // The guard's messages come on the process's own port, and are taken off before anyone else hears them.
    child.emit = (...all: unknown[]) => {
      const told = all[0] === 'message' ? parseEgressTell(all[1]) : null;
      if (!told) return emit(...all);
      if (told.type === 'noted') this.noted(process, told.notes);
      else this.#listener?.asked(guarded, told.hosts);
      return true;
    };
    return child;
  }
}

export const egressGate = new EgressGate();
