import { int16ToFloat32 } from './pcm.ts';

/**
 * The last stretch of gated microphone sound, addressed by the microphone's sample clock. Fixed memory:
 * two bytes a sample, allocated once.
 */
export class SoundRing {
  readonly #samples: Int16Array;
  #end = 0;
  #held = 0;

  constructor(capacitySamples: number) {
    this.#samples = new Int16Array(capacitySamples);
  }

  /** Index after the newest sample. */
  get endSample(): number {
    return this.#end;
  }

  /** Index of the oldest sample still held. */
  get startSample(): number {
    return this.#end - this.#held;
  }

  /** Appends `pcm` at `atSample`. Sound that does not continue what is held replaces it: a gap is never bridged. */
  append(atSample: number, pcm: Int16Array): void {
    if (atSample !== this.#end) {
      this.#end = atSample;
      this.#held = 0;
    }
    const capacity = this.#samples.length;
    const kept = pcm.length > capacity ? pcm.subarray(pcm.length - capacity) : pcm;
    const from = (this.#end + pcm.length - kept.length) % capacity;
    const first = Math.min(kept.length, capacity - from);
    this.#samples.set(kept.subarray(0, first), from);
    this.#samples.set(kept.subarray(first), 0);
    this.#end += pcm.length;
    this.#held = Math.min(capacity, this.#held + pcm.length);
  }

  /** Lets go of all but the newest `samples`. */
  trim(samples: number): void {
    this.#held = Math.min(this.#held, samples);
  }

  /** Samples of [from, to) that are still held, as they came. */
  slicePcm(fromSample: number, toSample: number): Int16Array<ArrayBuffer> {
    const from = Math.max(fromSample, this.startSample);
    const to = Math.min(toSample, this.#end);
    const out = new Int16Array(Math.max(0, to - from));
    for (let i = 0; i < out.length; i++) out[i] = this.#samples[(from + i) % this.#samples.length] ?? 0;
    return out;
  }

  /** Overwrites what is held. */
  forget(): void {
    this.#samples.fill(0);
    this.#held = 0;
  }

  /** Samples of [from, to) that are still held, as floats −1…1; shorter than asked where they are gone. */
  slice(fromSample: number, toSample: number): Float32Array {
    return int16ToFloat32(this.slicePcm(fromSample, toSample));
  }
}
