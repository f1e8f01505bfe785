import { PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import { Flite, type SpokenSound } from '../models/flite.ts';
import type { Emit, Lane, LaneCommand, LaneSetup } from './lane-protocol.ts';

/** Sound from words, a sentence at a time so that the first one can play while the next is made. */
export class SpeakLane implements Lane {
  readonly #flite: Flite;
  readonly #emit: Emit;

  private constructor(flite: Flite, emit: Emit) {
    this.#flite = flite;
    this.#emit = emit;
  }

  static async open(setup: LaneSetup, emit: Emit): Promise<SpeakLane> {
    const path = setup.files['model'];
    if (!path) throw new Error('speak lane: no model file');
    const flite = await Flite.open(path);
    // The first call compiles the hot functions: 240 ms against 60.
    await flite.speak('Ready.', 'rms');
    return new SpeakLane(flite, emit);
  }

  async handle(command: LaneCommand, cancelled: (requestId: string) => boolean): Promise<void> {
    if (command.type !== 'synthesise') return;
    const { requestId, sentences, voice } = command;
    for (const [sentence, text] of sentences.entries()) {
      await breathe();
      if (cancelled(requestId)) return;
      const startMs = performance.now();
      const pcm = atPlaybackRate(await this.#flite.speak(text, voice));
      const costMs = performance.now() - startMs;
      const last = sentence === sentences.length - 1;
      this.#emit({ type: 'synthesised', requestId, sentence, last, pcm, costMs }, [
        pcm.buffer as ArrayBuffer,
      ]);
    }
  }
}

/** Lets a cancellation that has arrived be read before the next, blocking, sentence. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function atPlaybackRate(sound: SpokenSound): Float32Array {
  const { pcm, sampleRateHz } = sound;
  return sampleRateHz === PLAYBACK_RATE_HZ ? pcm : resampleWhole(pcm, sampleRateHz, PLAYBACK_RATE_HZ);
}
