import type { Notice, Snapshot } from '../../shared/snapshot.ts';

/** Changes within this time are one message to the overlay: an eye sees no difference. */
const COALESCE_MS = 40;

/** The one picture that every window mirrors. */
export class SnapshotStore {
  #snapshot: Snapshot;
  /** What changed since the last message; null while nothing did. */
  #changed: Partial<Snapshot> | null = null;
  readonly #push: (changed: Partial<Snapshot>) => void;

  constructor(initial: Snapshot, push: (changed: Partial<Snapshot>) => void) {
    this.#snapshot = initial;
    this.#push = push;
  }

  get current(): Snapshot {
    return this.#snapshot;
  }

  patch(change: Partial<Snapshot>): void {
    const before = this.#snapshot;
    const news = Object.entries(change).filter(([key, value]) => before[key as keyof Snapshot] !== value);
    if (news.length === 0) return;
    const changed: Partial<Snapshot> = Object.fromEntries(news);
    this.#snapshot = { ...before, ...changed };
    if (this.#changed !== null) {
      this.#changed = { ...this.#changed, ...changed };
      return;
    }
    this.#changed = changed;
    setTimeout(() => {
      const all = this.#changed ?? {};
      this.#changed = null;
      this.#push(all);
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
