import { FRAME_SAMPLES, HEARING_RATE_HZ, PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import type { MicrophoneFrame } from '../../shared/capture-protocol.ts';
import { sampleToInt16 } from '../../shared/sound/pcm.ts';
import { Resampler } from '../../shared/sound/resample.ts';

/** Cuts a track's sound (mono Float32 at PLAYBACK_RATE_HZ, chunks of any size) into 20 ms microphone frames. */
export class FrameCutter {
  readonly #emit: (frame: MicrophoneFrame) => void;
  readonly #resampler = new Resampler(PLAYBACK_RATE_HZ, HEARING_RATE_HZ);
  #pcm = new Int16Array(FRAME_SAMPLES);
  #filled = 0;
  #seq = 0;

  constructor(emit: (frame: MicrophoneFrame) => void) {
    this.#emit = emit;
  }

  push(chunk: Float32Array): void {
    const sound = this.#resampler.process(chunk);
    for (let i = 0; i < sound.length; i += 1) {
      this.#pcm[this.#filled] = sampleToInt16(sound[i] ?? 0);
      this.#filled += 1;
      if (this.#filled === FRAME_SAMPLES) this.#finishFrame();
    }
  }

  #finishFrame(): void {
    const frame = { seq: this.#seq, pcm: this.#pcm };
    this.#seq += 1;
    this.#filled = 0;
    this.#pcm = new Int16Array(FRAME_SAMPLES);
    this.#emit(frame);
  }
}
