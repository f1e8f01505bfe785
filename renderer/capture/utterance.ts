/** Softens the first samples after silence, so that a voice starts without a click: 10 ms at 48 kHz. */
export const FADE_IN_SAMPLES = 480;

/** One utterance's sound on its way out: chunks in, samples out, every one of them counted. */
export class Utterance {
  readonly id: string;
  /** The utterance's own samples that have left so far. */
  rendered = 0;
  /** Samples of silence that were played because a chunk was late; 0 outside a gap. */
  gap = 0;
  /** No more chunks will come. */
  complete = false;
  /** The most that was ever reported as audible, for reports never go back. */
  audible = 0;
  #chunks: Float32Array[] = [];
  #chunkAt = 0;
  /** Samples since sound (re)started; below FADE_IN_SAMPLES the level still rises. */
  #sinceSilence = 0;
  #fadeLength = 0;
  #fadeLeft: number | null = null;
  /** Samples until it waits, falling to silence; null while it does not have to. */
  #pauseLeft: number | null = null;
  #pauseLength = 0;

  constructor(id: string) {
    this.id = id;
  }

  get stopping(): boolean {
    return this.#fadeLeft !== null;
  }

  /** Nothing is left to render, and nothing more will come. */
  get over(): boolean {
    // A stop that comes while it falls silent for a pause has nothing left to fade.
    if (this.stopping && this.waiting) return true;
    return this.#fadeLeft === 0 || (this.#chunks.length === 0 && (this.complete || this.stopping));
  }

  append(pcm: Float32Array): void {
    if (pcm.length > 0 && !this.stopping) this.#chunks.push(pcm);
  }

  /** Lets at most `fadeSamples` more samples out, falling to silence. A second stop can only shorten the first. */
  stop(fadeSamples: number): void {
    if (this.#fadeLeft !== null && fadeSamples >= this.#fadeLeft) return;
    this.#fadeLength = fadeSamples;
    this.#fadeLeft = fadeSamples;
  }

  /** It waits where it is until it may go on. */
  get waiting(): boolean {
    return this.#pauseLeft === 0;
  }

  /** Lets at most `fadeSamples` more samples out, falling to silence, and then waits. */
  pause(fadeSamples: number): void {
    if (this.#pauseLeft !== null) return;
    this.#pauseLength = fadeSamples;
    this.#pauseLeft = fadeSamples;
  }

  /** Goes on from where it waits, as softly as it began. */
  resume(): void {
    if (this.#pauseLeft === null) return;
    this.#pauseLeft = null;
    this.#sinceSilence = 0;
  }

  /** The next sample, or null when none is there. */
  next(): number | null {
    const chunk = this.#chunks[0];
    if (chunk === undefined || this.#fadeLeft === 0 || this.#pauseLeft === 0) return null;
    let sample = chunk[this.#chunkAt] ?? 0;
    this.#chunkAt += 1;
    if (this.#chunkAt === chunk.length) {
      this.#chunks.shift();
      this.#chunkAt = 0;
    }
    if (this.#sinceSilence < FADE_IN_SAMPLES) {
      this.#sinceSilence += 1;
      sample *= this.#sinceSilence / FADE_IN_SAMPLES;
    }
    if (this.#pauseLeft !== null) {
      this.#pauseLeft -= 1;
      sample *= this.#pauseLeft / this.#pauseLength;
    }
    if (this.#fadeLeft !== null) {
      this.#fadeLeft -= 1;
      sample *= this.#fadeLeft / this.#fadeLength;
    }
    this.rendered += 1;
    return sample;
  }

  /** Notes silence that had to be played in the utterance's midst; before its first sample there is no midst. */
  starve(samples: number): void {
    // Nothing is there to fade: it waits from here on, and waiting is no gap.
    if (this.#pauseLeft !== null) {
      this.#pauseLeft = 0;
      this.#sinceSilence = 0;
      return;
    }
    if (this.rendered === 0) return;
    this.gap += samples;
    this.#sinceSilence = 0;
  }
}
