import { msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import type { VoiceName } from '../../../shared/inference.ts';
import type { Emit, Lane, LaneCommand, LaneSetup } from './lane-protocol.ts';

/** A piece of a sentence's sound: mono Float32 at PLAYBACK_RATE_HZ, empty for a text without words. */
export interface SpokenPiece {
  readonly pcm: Float32Array;
  /** Of the sentence. */
  readonly end: boolean;
}

/** Something that speaks. */
export interface SpeakingVoice {
  /**
   * The pieces of one sentence in order, at least one, each made when it is asked for.
   * `pace`: 1 = as synthesised, 2 would be twice as fast.
   */
  speak(sentence: string, voice: VoiceName, pace: number): AsyncIterable<SpokenPiece>;
}

export type OpenVoice = (setup: LaneSetup) => Promise<SpeakingVoice>;

/** Sound from words, a piece at a time so that the first one can play while the next is made. */
export class SpeakLane implements Lane {
  readonly #voice: SpeakingVoice;
  readonly #emit: Emit;

  constructor(voice: SpeakingVoice, emit: Emit) {
    this.#voice = voice;
    this.#emit = emit;
  }

  static async open(setup: LaneSetup, emit: Emit, openVoice: OpenVoice): Promise<SpeakLane> {
    return new SpeakLane(await openVoice(setup), emit);
  }

  async handle(command: LaneCommand, cancelled: (requestId: string) => boolean): Promise<void> {
    if (command.type !== 'synthesise') return;
    const { requestId, sentences, voice, pace } = command;
    let begun = false;
    for (const [sentence, text] of sentences.entries()) {
      await breathe();
      if (cancelled(requestId)) return;
      const last = sentence === sentences.length - 1;
      let startMs = performance.now();
      for await (const { pcm, end } of this.#voice.speak(text, voice, pace)) {
        const costMs = performance.now() - startMs;
        const sound = begun ? pcm : withoutLeadIn(pcm);
        begun = true;
        const event = { requestId, sentence, sentenceEnd: end, last: last && end, pcm: sound, costMs };
        this.#emit({ type: 'synthesised', ...event }, [sound.buffer as ArrayBuffer]);
        await breathe();
        if (cancelled(requestId)) return;
        startMs = performance.now();
      }
    }
  }
}

/** Flite begins with 140 to 230 ms of silence, which a person who waits for an answer would hear as slowness. */
const LEAD_IN = msToSamples(20, PLAYBACK_RATE_HZ);
/** −50 dBFS: under any speech sound, over the noise of the voices' own recordings. */
const SILENT = 0.003;

/** The sound from just before its first audible sample on; between sentences the silence is a pause and stays. */
function withoutLeadIn(pcm: Float32Array): Float32Array {
  const first = pcm.findIndex((sample) => Math.abs(sample) > SILENT);
  return first <= LEAD_IN ? pcm : pcm.slice(first - LEAD_IN);
}

/** Lets a cancellation that has arrived be read before the next, blocking, piece. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
