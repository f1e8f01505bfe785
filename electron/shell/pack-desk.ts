import type { PackFault, PackReply, PackState } from '../../shared/packs.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { PackService, type PackServiceOptions } from './pack-service.ts';

export interface PackDeskOptions extends Omit<PackServiceOptions, 'onReply'> {
  /** Ids that a first start offers. */
  readonly starter: readonly string[];
  show(packs: Snapshot['packs']): void;
  /** A pack has become ready, or stopped being so. */
  changed(states: readonly PackState[]): void;
}

/** What the person sees of packs and does with them. */
export class PackDesk {
  readonly #options: PackDeskOptions;
  readonly #service: PackService;
  #packs: Snapshot['packs'] = { states: [], wanted: [], fetching: null, faults: [] };

  constructor(options: PackDeskOptions) {
    this.#options = options;
    this.#service = new PackService({ ...options, onReply: (reply) => this.#onReply(reply) });
  }

  get readyIds(): string[] {
    return this.#packs.states.filter(({ state }) => state === 'ready').map(({ id }) => id);
  }

  inspect(): void {
    this.#service.run({ type: 'inspect' });
  }

  fetch(packIds: string[]): void {
    if (this.#service.run({ type: 'fetch', packIds })) this.#begin('Starting');
  }

  importFrom(folder: string): void {
    if (this.#service.run({ type: 'import', folder })) this.#begin('Looking through the folder');
  }

  cancel(): void {
    this.#service.cancel();
  }

  close(): void {
    this.#service.close();
  }

  #begin(label: string): void {
    this.#show({ fetching: { doneBytes: 0, totalBytes: 0, label }, faults: [] });
  }

  #onReply(reply: PackReply): void {
    switch (reply.type) {
      case 'progress':
        return this.#show({ fetching: reply.progress });
      case 'state':
        return this.#settle(reply.packs, this.#faultsOf(reply.packs));
      case 'done': {
        const faults =
          reply.faults.length > 0 || reply.outcome === 'cancelled'
            ? reply.faults
            : this.#faultsOf(reply.packs);
        return this.#settle(reply.packs.length > 0 ? reply.packs : this.#packs.states, faults);
      }
    }
  }

  #settle(states: PackState[], faults: PackFault[]): void {
    const starter = states.filter(({ id }) => this.#options.starter.includes(id));
    const wanted = starter.filter(({ state }) => state !== 'ready').map(({ id }) => id);
    this.#show({ states, wanted, fetching: null, faults });
    this.#options.changed(states);
  }

  #faultsOf(states: readonly PackState[]): PackFault[] {
    return states.flatMap(({ fault }) => fault ?? []);
  }

  #show(change: Partial<Snapshot['packs']>): void {
    this.#packs = { ...this.#packs, ...change };
    this.#options.show(this.#packs);
  }
}
