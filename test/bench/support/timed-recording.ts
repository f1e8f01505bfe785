import type { Sound } from '../../e2e/support/wav.ts';

/** Over which the least delay is looked at, to find out whether sound was lost. */
const WINDOW_MS = 10_000;

/**
 * A stream of sound whose samples are tied to the recorder's clock. A block can come late and never early, so
 * the smallest difference between arrival and position over all blocks is the nearest to the truth: exact to
 * the sound server's own fragment. Two streams of one server share that error, so differences lose it.
 */
export class TimedRecording {
  readonly rateHz: number;
  #samples: Int16Array;
  #length = 0;
  #leastMs = Number.POSITIVE_INFINITY;
  readonly #windows = new Map<number, number>();

  constructor(rateHz: number) {
    this.rateHz = rateHz;
    this.#samples = new Int16Array(rateHz * 60);
  }

  get samples(): number {
    return this.#length;
  }

  /** A block that has just arrived. */
  push(block: Int16Array, nowMs: number): void {
    this.#grow(this.#length + block.length);
    this.#samples.set(block, this.#length);
    this.#length += block.length;
    const differenceMs = nowMs - (this.#length * 1000) / this.rateHz;
    this.#leastMs = Math.min(this.#leastMs, differenceMs);
    const window = Math.floor(nowMs / WINDOW_MS);
    this.#windows.set(window, Math.min(this.#windows.get(window) ?? Number.POSITIVE_INFINITY, differenceMs));
  }

  /** When this sample was in the air. */
  timeOfMs(sample: number): number {
    return this.#leastMs + (sample * 1000) / this.rateHz;
  }

  sampleAt(ms: number): number {
    return Math.round(((ms - this.#leastMs) * this.rateHz) / 1000);
  }

  /** How much the stream has slipped against the clock, ms: sound that was lost, or a clock of its own. */
  get slipMs(): number {
    // A last window of a few blocks says little.
    const full = [...this.#windows.values()].slice(0, Math.max(1, this.#windows.size - 1));
    return Math.max(...full) - this.#leastMs;
  }

  /** What was recorded between two times, and when its first sample was. */
  slice(fromMs: number, toMs: number): Sound & { readonly fromMs: number } {
    const from = Math.max(0, Math.min(this.#length, this.sampleAt(fromMs)));
    const to = Math.max(from, Math.min(this.#length, this.sampleAt(toMs)));
    return { rateHz: this.rateHz, samples: this.#samples.slice(from, to), fromMs: this.timeOfMs(from) };
  }

  #grow(length: number): void {
    if (length <= this.#samples.length) return;
    const larger = new Int16Array(Math.max(length, this.#samples.length * 2));
    larger.set(this.#samples.subarray(0, this.#length));
    this.#samples = larger;
  }
}
