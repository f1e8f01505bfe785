import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort as threadPort, type MessagePort } from 'node:worker_threads';
import { EGRESS_HOST, EGRESS_MARK, isEgressMessage, MOST_ASKED_HOSTS } from '../../../shared/egress-wire.ts';
import type { EgressAnswer, EgressTell } from '../../../shared/egress.ts';
import { offerAsking } from './asking.ts';
import { installEgressGuard } from './install.ts';

/**
 * What every utility process of Beside's is started with in place of its own file, and every worker thread loads first:
 * the guard, and then what was meant to run.
 */

/** Electron's port to main, as far as it is used here. */
interface ProcessPort {
  emit(event: string, ...args: unknown[]): boolean;
  postMessage(message: unknown, ...rest: unknown[]): void;
}

function guardThread(port: MessagePort | null): void {
  const tell = (told: EgressTell): void => port?.postMessage(told);
  installEgressGuard({
    process: 'thread',
    tell: (notes) => tell({ mark: EGRESS_MARK, type: 'noted', notes }),
    guardFile: __filename,
    programs: false,
  });
}

/** The arguments are main's: this file, the process's name in the ledger, and then as without a guard. */
function guardProcess(port: ProcessPort): void {
  const [, name = ''] = process.argv.splice(1, 2);
  const file = process.argv[1] ?? '';
  const post = port.postMessage.bind(port);
  const tell = (told: EgressTell): void => post(told);
  const guard = installEgressGuard({
    process: name,
    tell: (notes) => tell({ mark: EGRESS_MARK, type: 'noted', notes }),
    guardFile: __filename,
    programs: false,
  });
  // What a process says comes after what it sent: the last message of a download finds its bytes in the ledger.
  port.postMessage = (...args) => {
    guard.flush();
    post(...args);
  };
  const waiting: ((given: boolean) => void)[] = [];
  const emit = port.emit.bind(port);
  port.emit = (event, ...args) => {
    const data = event === 'message' ? (args[0] as { data?: unknown }).data : null;
    if (!isEgressMessage(data)) return emit(event, ...args);
    const answer = data as EgressAnswer;
    if (answer.type === 'granted') guard.grant(answer.grant);
    waiting.shift()?.(answer.type === 'granted');
    return true;
  };
  offerAsking({
    ask: (hosts) => {
      // Main would not take it either, and not answer.
      const fits =
        hosts.length > 0 && hosts.length <= MOST_ASKED_HOSTS && hosts.every((host) => EGRESS_HOST.test(host));
      if (!fits) return Promise.resolve(false);
      tell({ mark: EGRESS_MARK, type: 'ask', hosts: [...hosts] });
      return new Promise((resolve) => waiting.push(resolve));
    },
    refuse: (host) => void guard.refuse(host),
  });
  if (file.endsWith('.mjs')) void import(pathToFileURL(file).href);
  else createRequire(import.meta.url)(file);
}

const { parentPort: processPort } = process as NodeJS.Process & { parentPort?: ProcessPort };
if (!isMainThread) guardThread(threadPort);
else if (processPort) guardProcess(processPort);
