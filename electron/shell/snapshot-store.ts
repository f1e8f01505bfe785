import type { Notice, Snapshot } from '../../shared/snapshot.ts';

/** Changes within this time are one message to the overlay: an eye sees no difference. */
const COALESCE_MS = 40;

/** The one picture that every window mirrors. */
export class SnapshotStore {
  #snapshot: Snapshot;
  #pushing = false;
  readonly #push: (snapshot: Snapshot) => void;

  constructor(initial: Snapshot, push: (snapshot: Snapshot) => void) {
    this.#snapshot = initial;
    this.#push = push;
  }

  get current(): Snapshot {
    return this.#snapshot;
  }

  patch(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    if (this.#pushing) return;
    this.#pushing = true;
    setTimeout(() => {
      this.#pushing = false;
      this.#push(this.#snapshot);
    }, COALESCE_MS);
  }

  /** Shows a notice, or changes the one with the same id. */
  notify(notice: Notice): void {
    this.patch({ notices: [...this.#snapshot.notices.filter(({ id }) => id !== notice.id), notice] });
  }

  /** Takes a notice away; nothing happens when it is not there. */
  withdraw(id: string): void {
    if (!this.#snapshot.notices.some((notice) => notice.id === id)) return;
    this.patch({ notices: this.#snapshot.notices.filter((notice) => notice.id !== id) });
  }
}
