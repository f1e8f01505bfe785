/** Stands in for Electron's module: message ports within this process, delivered later, as real ones are. */

type Listener = (event: { data: unknown }) => void;

export class FakePort {
  other: FakePort | null = null;
  #listener: Listener | null = null;
  #closed = false;

  on(_event: 'message', listener: Listener): void {
    this.#listener = listener;
  }

  start(): void {
    // Delivery needs no start here.
  }

  close(): void {
    this.#closed = true;
  }

  postMessage(data: unknown): void {
    const { other } = this;
    queueMicrotask(() => {
      if (!this.#closed && other && !other.#closed) other.#listener?.({ data });
    });
  }
}

export class MessageChannelMain {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

/** Only named by what scenarios import; nothing here starts a process. */
export const utilityProcess = {};
