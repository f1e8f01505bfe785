import { syncBuiltinESMExports } from 'node:module';
import type { EgressNote } from '../../../shared/egress.ts';
import { guardDatagrams } from './datagrams.ts';
import { EgressGuard } from './egress-guard.ts';
import { guardNames } from './names.ts';
import { guardPrograms } from './programs.ts';
import { guardSockets } from './sockets.ts';
import { guardThreads } from './threads.ts';

export interface InstallOptions {
  /** Who this is in a grant. */
  readonly process: string;
  readonly tell: (notes: EgressNote[]) => void;
  /** What a worker thread loads first; null where none may be started. */
  readonly guardFile: string | null;
  /** Whether other programs may be started from here. */
  readonly programs: boolean;
}

/**
 * Stands before every way out that Node gives JavaScript in this thread: TCP, names, datagrams, and the threads and
 * programs that would have their own. Once a thread, before anything else is loaded.
 *
 * What it does not stop: native code that makes its own system calls, and JavaScript that means to get around it, by
 * Node's inner bindings or by resolving a granted name to an address of its own. It keeps an honest program from sending by oversight, by a dependency's habit or by a model
 * file's wish; it is no sandbox. A socket that listens is not refused either, nor a pipe to a program of this machine,
 * which may send what it is told.
 */
export function installEgressGuard(options: InstallOptions): EgressGuard {
  const guard = new EgressGuard(options.process, options.tell);
  guardSockets(guard);
  guardNames(guard);
  guardDatagrams(guard);
  guardThreads(guard, options.guardFile);
  if (!options.programs) guardPrograms();
  // For modules that import names from Node's own.
  syncBuiltinESMExports();
  process.on('exit', () => guard.flush());
  return guard;
}
