import type { SnapshotStore } from './snapshot-store.ts';

const ID = 'passing';
/** Long enough to be read twice. */
const SHOWN_MS = 8000;

/** A word that goes away by itself; a newer one takes its place. */
export class PassingNotice {
  readonly #snapshot: SnapshotStore;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(snapshot: SnapshotStore) {
    this.#snapshot = snapshot;
  }

  say(message: string): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#snapshot.notify({ id: ID, level: 'info', message, dismissable: true });
    this.#timer = setTimeout(() => this.#snapshot.withdraw(ID), SHOWN_MS);
  }
}
