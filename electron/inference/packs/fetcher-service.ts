import {
  packReplySchema,
  packRequestSchema,
  type PackFault,
  type PackManifest,
  type PackReply,
  type PackRequest,
} from '../../../shared/packs.ts';
import type { EgressAsking } from '../../privacy/egress-guard/asking.ts';
import { packFault } from './faults.ts';
import { fetchPacks, type RunResult } from './fetch-packs.ts';
import { importPacks } from './import-packs.ts';
import { inspectPacks } from './inspect.ts';
import { loadManifest } from './manifest.ts';
import type { NpmSettings } from './npm-settings.ts';

export interface FetcherServiceOptions {
  packsDir: string;
  /** Path of the manifest, read again for each request. */
  manifestPath: string;
  npmSettings: () => Promise<NpmSettings>;
  egress: EgressAsking;
  send: (reply: PackReply) => void;
}

/**
 * Answers PackRequests one after another, in the order they came. `cancel` ends the one at work and drops
 * those that wait. Every fetch and import is answered by exactly one `done`, every inspect by one `state`
 * (or, when the manifest is bad, by a failed `done`). Messages that follow no schema are dropped.
 */
export class FetcherService {
  readonly #options: FetcherServiceOptions;
  #controller = new AbortController();
  #queue: Promise<void> = Promise.resolve();

  constructor(options: FetcherServiceOptions) {
    this.#options = options;
  }

  /** Takes a message from the main process. Resolves when it and all before it are answered. */
  receive(message: unknown): Promise<void> {
    const request = packRequestSchema.safeParse(message);
    if (!request.success) return this.#queue;
    if (request.data.type === 'cancel') {
      this.#controller.abort();
      this.#controller = new AbortController();
      return this.#queue;
    }
    const { signal } = this.#controller;
    const work = request.data;
    this.#queue = this.#queue.then(() => this.#answer(work, signal));
    return this.#queue;
  }

  async #answer(request: Exclude<PackRequest, { type: 'cancel' }>, signal: AbortSignal): Promise<void> {
    let manifest: PackManifest;
    try {
      manifest = await loadManifest(this.#options.manifestPath);
    } catch (error) {
      this.#send({ type: 'done', outcome: 'failed', faults: [this.#fault(error)], packs: [] });
      return;
    }
    const { packsDir } = this.#options;
    try {
      if (request.type === 'inspect') {
        this.#send({ type: 'state', packs: await inspectPacks(packsDir, manifest) });
        return;
      }
      const result = await this.#run(request, manifest, signal);
      this.#send({ type: 'done', ...result, packs: await inspectPacks(packsDir, manifest) });
    } catch (error) {
      this.#send({ type: 'done', outcome: 'failed', faults: [this.#fault(error)], packs: [] });
    }
  }

  #run(
    request: Extract<PackRequest, { type: 'fetch' | 'import' }>,
    manifest: PackManifest,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const { packsDir, npmSettings } = this.#options;
    const onProgress = (progress: Extract<PackReply, { type: 'progress' }>['progress']): void =>
      this.#send({ type: 'progress', progress });
    if (request.type === 'import') {
      return importPacks({ packsDir, manifest, folder: request.folder, signal, onProgress });
    }
    return fetchPacks({
      packsDir,
      manifest,
      packIds: request.packIds,
      npmSettings,
      signal,
      onProgress,
      egress: this.#options.egress,
    });
  }

  #send(reply: PackReply): void {
    this.#options.send(packReplySchema.parse(reply));
  }

  #fault(error: unknown): PackFault {
    return packFault(error, { packId: null, title: null, folder: this.#options.packsDir });
  }
}
