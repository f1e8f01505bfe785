/** Several changes in a row are one write, after the last of them: dragging the overlay is hundreds. */
const WRITE_AFTER_MS = 500;

/**
 * Puts a blocking write off until it hurts nobody: just after a micro-turn, with nearly 200 ms until the next. electron-store
 * knows no other kind of write.
 */
export class LateWrite {
  readonly #whenIdle: (write: () => void) => void;
  readonly #write: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(whenIdle: (write: () => void) => void, write: () => void) {
    this.#whenIdle = whenIdle;
    this.#write = write;
  }

  /** Something has changed. */
  soon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#whenIdle(() => this.flush()), WRITE_AFTER_MS);
  }

  /** Writes now what waits to be written. */
  flush(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#write();
  }
}
