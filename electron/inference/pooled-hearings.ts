import { msToSamples } from '../../shared/audio.ts';
import type { PooledHearing } from './lanes/lane-protocol.ts';

/**
 * What the quick recogniser's encoder made of its newest hearing. It stays in this process: it is half of the words that
 * were said, and nobody but the policy's network has a use for it.
 */
export class PooledHearings {
  #newest: (PooledHearing & { readonly fromSample: number }) | null = null;

  heard(
    { toSample, audioMs }: { readonly toSample: number; readonly audioMs: number },
    vector: Float32Array,
  ): void {
    // A stretch that was closed long before is heard late.
    if (this.#newest && toSample < this.#newest.toSample) return;
    this.#newest = { fromSample: toSample - msToSamples(audioMs), toSample, vector };
  }

  /** The newest of the utterance that began there; null: of that one none. */
  of(utteranceFromSample: number | null): PooledHearing | null {
    const newest = this.#newest;
    if (!newest || utteranceFromSample === null || newest.fromSample < utteranceFromSample) return null;
    return { toSample: newest.toSample, vector: newest.vector };
  }

  forget(): void {
    this.#newest = null;
  }
}
