import { HEARING_RATE_HZ } from '../../shared/audio.ts';
import { SoundRing } from '../../shared/sound/sound-ring.ts';

/** What is sent again to a host that came back: enough for the words that were not committed when it died. */
const KEPT_SAMPLES = 3 * HEARING_RATE_HZ;
/** While nobody hears, what comes meanwhile is kept too: a host is back within three seconds, a slow one in thirty. */
const MOST_SAMPLES = 30 * HEARING_RATE_HZ;
/** 200 ms a message: ten times fewer than frames. */
const BLOCK_SAMPLES = HEARING_RATE_HZ / 5;

/** `own`: what was heard of Beside's own voice meanwhile; null: nothing. */
type Post = (atSample: number, pcm: Int16Array, own: Int16Array | null) => void;

/** The newest gated sound, for a host that died: what it had not heard out is sent to the next one. */
export class HeldSound {
  readonly #ring = new SoundRing(MOST_SAMPLES);
  #heard = false;

  /** A frame that passed the gate. It is posted at once while somebody hears. */
  frame(atSample: number, pcm: Int16Array, post: Post, own: Int16Array | null = null): void {
    this.#ring.append(atSample, pcm);
    if (!this.#heard) return;
    this.#ring.trim(KEPT_SAMPLES);
    post(atSample, pcm, own);
  }

  /** Nobody hears any more. */
  lost(): void {
    this.#heard = false;
  }

  /** Somebody hears again: posts what is held. Gives its first sample, or null when there was nothing or no need. */
  regained(post: Post): number | null {
    if (this.#heard) return null;
    this.#heard = true;
    const { startSample, endSample } = this.#ring;
    for (let at = startSample; at < endSample; at += BLOCK_SAMPLES)
      post(at, this.#ring.slicePcm(at, Math.min(at + BLOCK_SAMPLES, endSample)), null);
    this.#ring.trim(KEPT_SAMPLES);
    return startSample < endSample ? startSample : null;
  }

  /** The gate has closed: nothing from before it is kept. */
  forget(): void {
    this.#ring.forget();
  }
}
