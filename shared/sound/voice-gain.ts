/** A level that moves in straight lines, one step per sample. 1 = as it came. */
export class VoiceGain {
  #level = 1;
  #target = 1;
  #step = 0;

  /** Moves to `target` over `samples` samples; 0 jumps. */
  rampTo(target: number, samples: number): void {
    this.#target = target;
    if (samples <= 0) this.#level = target;
    this.#step = samples <= 0 ? 0 : (target - this.#level) / samples;
  }

  /** The level for the next sample. */
  next(): number {
    if (this.#level === this.#target) return this.#level;
    this.#level += this.#step;
    const overshot = this.#step >= 0 ? this.#level >= this.#target : this.#level <= this.#target;
    if (overshot) this.#level = this.#target;
    return this.#level;
  }

  /** Lets `samples` samples of silence pass. */
  skip(samples: number): void {
    if (this.#level === this.#target) return;
    const left = this.#target - this.#level;
    const move = this.#step * samples;
    this.#level = Math.abs(move) >= Math.abs(left) ? this.#target : this.#level + move;
  }
}
