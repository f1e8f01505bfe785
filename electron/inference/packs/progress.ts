import type { PackProgress } from '../../../shared/packs.ts';

const SHORTEST_GAP_MS = 100;

/** Adds up what a run has written and reports it at most ten times a second, and once at the end. */
export class ProgressMeter {
  readonly #totalBytes: number;
  readonly #report: (progress: PackProgress) => void;
  readonly #now: () => number;
  #doneBytes = 0;
  #label = '';
  #lastMs = Number.NEGATIVE_INFINITY;
  #pending = false;

  /** @param now a monotonic clock in ms */
  constructor(totalBytes: number, report: (progress: PackProgress) => void, now: () => number) {
    this.#totalBytes = totalBytes;
    this.#report = report;
    this.#now = now;
  }

  /** Names what is being fetched now. */
  label(label: string): void {
    this.#label = label;
    this.#changed();
  }

  /** Adds bytes; negative when a part was thrown away. */
  add(bytes: number): void {
    this.#doneBytes = Math.max(0, this.#doneBytes + bytes);
    this.#changed();
  }

  /** Reports what was held back. */
  flush(): void {
    if (this.#pending) this.#send(this.#now());
  }

  #changed(): void {
    this.#pending = true;
    const nowMs = this.#now();
    if (nowMs - this.#lastMs >= SHORTEST_GAP_MS) this.#send(nowMs);
  }

  #send(nowMs: number): void {
    this.#lastMs = nowMs;
    this.#pending = false;
    this.#report({ doneBytes: this.#doneBytes, totalBytes: this.#totalBytes, label: this.#label });
  }
}
