import threads, { type WorkerOptions } from 'node:worker_threads';
import { isEgressMessage } from '../../../shared/egress-wire.ts';
import type { EgressTell } from '../../../shared/egress.ts';
import type { EgressGuard } from './egress-guard.ts';

/**
 * Every worker thread loads the guard before its own file. It has no grants and cannot ask for any; what it tried
 * comes up over its own port and is taken off there. `guardFile` null: no thread may be started.
 */
export function guardThreads(guard: EgressGuard, guardFile: string | null): void {
  class GuardedWorker extends threads.Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      if (guardFile === null) throw new Error('This process of Beside starts no worker threads.');
      super(file, {
        ...options,
        execArgv: ['--require', guardFile, ...(options.execArgv ?? process.execArgv)],
      });
    }

    override emit(name: string | symbol, ...args: unknown[]): boolean {
      if (name !== 'message' || !isEgressMessage(args[0])) return super.emit(name, ...args);
      const told = args[0] as EgressTell;
      if (told.type === 'noted') guard.relay(told.notes);
      return true;
    }
  }
  Object.defineProperty(threads, 'Worker', {
    value: GuardedWorker,
    enumerable: true,
    writable: false,
    configurable: false,
  });
}
