import { utilityProcess, type UtilityProcess } from 'electron';
import { packReplySchema, type PackReply, type PackRequest } from '../../shared/packs.ts';
import { childEnv } from './supervised-process.ts';

export interface PackServiceOptions {
  readonly file: string;
  readonly packsDir: string;
  readonly manifestPath: string;
  /** Where the process runs: npm reads settings from the folder it is started in. */
  readonly cwd: string;
  onReply(reply: PackReply): void;
  /** A person has sent this process to fetch: it may ask for its hosts. */
  sentOut(child: UtilityProcess): void;
}

/**
 * Fetches, imports and inspects packs in a process of its own, which lives for the one request: main does no
 * network and no hashing, and an idle Beside has no such process.
 */
export class PackService {
  readonly #options: PackServiceOptions;
  #child: UtilityProcess | null = null;

  constructor(options: PackServiceOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#child !== null;
  }

  /** Refused (false) while another request runs. */
  run(request: Exclude<PackRequest, { type: 'cancel' }>): boolean {
    if (this.#child) return false;
    const { file, packsDir, manifestPath, cwd } = this.#options;
    const env = childEnv({ BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath });
    const child = utilityProcess.fork(file, [], { serviceName: 'Beside packs', env, cwd, stdio: 'inherit' });
    this.#child = child;
    let answered = false;
    child.on('message', (message: unknown) => {
      const reply = packReplySchema.safeParse(message);
      if (!reply.success) return;
      const last = reply.data.type === 'done' || reply.data.type === 'state';
      if (last) {
        answered = true;
        this.#child = null;
        child.kill();
      }
      this.#options.onReply(reply.data);
    });
    child.once('exit', () => {
      if (answered) return;
      this.#child = null;
      this.#options.onReply(died);
    });
    if (request.type === 'fetch') this.#options.sentOut(child);
    child.postMessage(request satisfies PackRequest);
    return true;
  }

  /** The running request answers `cancelled`; without one nothing happens. */
  cancel(): void {
    this.#child?.postMessage({ type: 'cancel' } satisfies PackRequest);
  }

  close(): void {
    this.#child?.kill();
  }
}

const died: PackReply = {
  type: 'done',
  outcome: 'failed',
  faults: [
    {
      kind: 'internal',
      packId: null,
      message:
        'The download stopped because its process ended unexpectedly. Nothing is broken by that; please try again.',
    },
  ],
  packs: [],
};
