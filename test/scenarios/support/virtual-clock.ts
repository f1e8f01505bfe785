import type { Clock } from '../../../electron/interaction/loop.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time that passes only when it is told to. What is due at the same instant runs in the order it was asked for. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  nowMs(): number {
    return this.#nowMs;
  }

  /** Somewhere in 2027. */
  wallMs(): number {
    return 1_800_000_000_000 + this.#nowMs;
  }

  /** In London, in winter. */
  zoneMs(): number {
    return 0;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { atMs: this.#nowMs + delayMs, order: this.#order++, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Time passes while nothing gets to run: the computer slept, or something held the thread. */
  stall(ms: number): void {
    this.#nowMs += ms;
  }

  /** Runs what is due until `toMs`; `settled` is awaited after each, so that real work costs no virtual time. */
  async runTo(toMs: number, settled: () => Promise<void>): Promise<void> {
    for (let next = this.#next(toMs); next; next = this.#next(toMs)) {
      this.#fire(next);
      await settled();
    }
    this.#nowMs = Math.max(this.#nowMs, toMs);
  }

  /** The same for work that is all synchronous. */
  runToSync(toMs: number): void {
    for (let next = this.#next(toMs); next; next = this.#next(toMs)) this.#fire(next);
    this.#nowMs = Math.max(this.#nowMs, toMs);
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer);
    this.#nowMs = Math.max(this.#nowMs, timer.atMs);
    timer.callback();
  }

  #next(untilMs: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.atMs > untilMs) continue;
      if (!first || timer.atMs < first.atMs || (timer.atMs === first.atMs && timer.order < first.order))
        first = timer;
    }
    return first;
  }
}
