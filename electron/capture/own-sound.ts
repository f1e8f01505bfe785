import { FRAME_SAMPLES, HEARING_RATE_HZ, msToSamples, PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import { sampleToInt16 } from '../../shared/sound/pcm.ts';
import { Resampler } from '../../shared/sound/resample.ts';
import { VoiceGain } from '../../shared/sound/voice-gain.ts';

/**
 * Reports of what was heard come every 21 ms and frames of the microphone every 20: with half a frame in hand neither
 * waits for the other.
 */
const IN_HAND = FRAME_SAMPLES + FRAME_SAMPLES / 2;
/** Sound that no frame has asked for by then was heard too long ago. */
const MOST = msToSamples(300);

interface Sounding {
  readonly id: string;
  readonly chunks: Float32Array[];
  /** Samples of its first chunk that were heard. */
  at: number;
  /** Samples of it that were heard, all in all. */
  heard: number;
}

/**
 * Beside's own voice as it was heard, 16 kHz, in step with the microphone's frames: from the sound that was sent to the
 * player and the player's reports of how much of it was audible. No sound comes back from the player.
 */
export class OwnSound {
  readonly #resampler = new Resampler(PLAYBACK_RATE_HZ, HEARING_RATE_HZ);
  readonly #gain = new VoiceGain();
  readonly #waiting = new Int16Array(MOST);
  #sounding: Sounding[] = [];
  #count = 0;
  #flowing = false;

  /** Sound on its way to the player, in order. */
  sent(id: string, pcm: Float32Array): void {
    const known = this.#sounding.find((one) => one.id === id);
    if (known) known.chunks.push(pcm);
    else this.#sounding.push({ id, chunks: [pcm], at: 0, heard: 0 });
  }

  gain(level: number, rampMs: number): void {
    const playing = this.#sounding.some(({ heard }) => heard > 0);
    this.#gain.rampTo(level, playing ? msToSamples(rampMs, PLAYBACK_RATE_HZ) : 0);
  }

  /** So many samples of it were heard so far. */
  heard(id: string, samples: number): void {
    const one = this.#sounding.find((sounding) => sounding.id === id);
    if (!one || samples <= one.heard) return;
    const pcm = new Float32Array(samples - one.heard);
    one.heard = samples;
    for (let i = 0; i < pcm.length; i++) pcm[i] = nextOf(one) * this.#gain.next();
    this.#keep(this.#resampler.process(pcm));
  }

  /** What left the player before it ended is heard to its last sample. */
  ended(id: string, samples: number): void {
    if (!this.#sounding.some((one) => one.id === id)) return;
    this.heard(id, samples);
    this.#sounding = this.#sounding.filter((one) => one.id !== id);
    if (this.#sounding.length === 0) this.#keep(this.#resampler.flush());
  }

  /** The next `samples` of it; null: it is silent. */
  take(samples: number): Int16Array | null {
    const over = this.#sounding.length === 0;
    this.#flowing = this.#count > 0 && (over || this.#count >= (this.#flowing ? samples : IN_HAND));
    if (!this.#flowing) return null;
    const out = new Int16Array(samples);
    const taken = Math.min(samples, this.#count);
    out.set(this.#waiting.subarray(0, taken));
    this.#drop(taken);
    return out;
  }

  /** What was heard so far belongs to no frame any more. */
  forget(): void {
    this.#count = 0;
    this.#flowing = false;
  }

  #keep(pcm: Float32Array): void {
    const kept = pcm.subarray(Math.max(0, pcm.length - MOST));
    this.#drop(Math.max(0, this.#count + kept.length - MOST));
    for (const sample of kept) this.#waiting[this.#count++] = sampleToInt16(sample);
  }

  #drop(samples: number): void {
    this.#waiting.copyWithin(0, samples, this.#count);
    this.#count -= samples;
  }
}

/** What was heard is not held any longer. */
function nextOf(sounding: Sounding): number {
  const { chunks } = sounding;
  while (chunks[0] && sounding.at >= chunks[0].length) {
    chunks.shift();
    sounding.at = 0;
  }
  const sample = chunks[0]?.[sounding.at] ?? 0;
  sounding.at += 1;
  return sample;
}
