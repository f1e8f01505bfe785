import { utilityProcess, type UtilityProcess } from 'electron';
import { afterDeath, noDeaths, type RestartState } from '../../shared/restart-policy.ts';

export interface SupervisedOptions {
  readonly name: string;
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
  onMessage(message: unknown): void;
  /** An exit with this code is wanted: started again at once, and no death. */
  readonly recycledCode?: number;
  onState(state: 'starting' | 'recycling' | 'restarting' | 'failed'): void;
  /** Each time the process is up: what it has to be told first. */
  onStarted(): void;
}

/** Variables that would change what a child runs, and are not ours to pass on. */
const DANGEROUS = new Set(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES']);

/**
 * onnxruntime 1.30 reports to its maker from Linux builds too: it looks up mobile.events.data.microsoft.com as soon as
 * models are loaded, in native code that no guard of ours sees, and keeps a file in the person's cache (seen with strace).
 */
const quietRuntime = { ORT_DISABLE_TELEMETRY: '1' } as const;

/** This process's variables, fit for a child. */
export function childEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !DANGEROUS.has(name)) env[name] = value;
  }
  return { ...env, ...quietRuntime, ...extra };
}

/** A utility process that is started again when it dies, with growing pauses, until that is hopeless. */
export class SupervisedProcess {
  readonly #options: SupervisedOptions;
  #child: UtilityProcess | null = null;
  #deaths: RestartState = noDeaths;
  #timer: NodeJS.Timeout | null = null;
  #closing = false;

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  start(): void {
    if (this.#child || this.#closing) return;
    this.#options.onState('starting');
    const child = utilityProcess.fork(this.#options.file, [], {
      serviceName: this.#options.name,
      env: childEnv(this.#options.env),
      stdio: 'inherit',
    });
    this.#child = child;
    child.on('message', (message: unknown) => this.#options.onMessage(message));
    child.once('spawn', () => this.#options.onStarted());
    child.once('exit', (code) => this.#died(code));
  }

  /** Dropped when the process is down: what matters is sent again by `onStarted`. */
  post(message: unknown): void {
    this.#child?.postMessage(message);
  }

  /** A person's "try again": forgets the deaths so far. */
  retry(): void {
    this.#deaths = noDeaths;
    this.start();
  }

  close(): void {
    this.#closing = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#child?.kill();
  }

  #died(code: number): void {
    this.#child = null;
    if (this.#closing) return;
    if (code === this.#options.recycledCode) {
      this.#options.onState('recycling');
      this.start();
      return;
    }
    const { state, decision } = afterDeath(this.#deaths, performance.now());
    this.#deaths = state;
    if (!decision.restart) {
      this.#options.onState('failed');
      return;
    }
    this.#options.onState('restarting');
    this.#timer = setTimeout(() => this.start(), decision.delayMs);
  }
}
