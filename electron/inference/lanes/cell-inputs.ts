import { HEARING_RATE_HZ, samplesToMs } from '../../../shared/audio.ts';
import {
  ENCODER_SIZE,
  INPUT_SIZE,
  MEL_BANDS,
  MEL_FRAMES,
  offsetOf,
  type InputName,
} from '../../interaction/policy/learned/layout.ts';
import { LogMel } from '../models/log-mel.ts';
import type { LaneCommand } from './lane-protocol.ts';

const OLDEST_S = 2;
/** Windows of voice activity in a cell: those of a cell that nobody asked about are no news. */
const MOST_PROBABILITIES = 7;

const at = {
  microphone: offsetOf('microphone'),
  own: offsetOf('own'),
  voiceActivity: offsetOf('voiceActivity'),
  encoder: offsetOf('encoder'),
  encoderAge: offsetOf('encoderAge'),
  words: offsetOf('words'),
  events: offsetOf('events'),
} as const satisfies Record<InputName, number>;

/** Puts together what the policy's network is given of a cell. Nothing is allocated while it runs. */
export class CellInputs {
  readonly #vector = new Float32Array(INPUT_SIZE);
  readonly #microphone = new Frames();
  readonly #own = new Frames();
  readonly #probabilities = new Float32Array(MOST_PROBABILITIES);
  #probabilityCount = 0;
  #nextSample = 0;

  /** Gated sound, and what was heard of Beside's own voice meanwhile. */
  sound({ atSample, pcm, own }: Extract<LaneCommand, { type: 'sound' }>): void {
    this.#nextSample = atSample + pcm.length;
    for (let i = 0; i < pcm.length; i++) {
      this.#microphone.push((pcm[i] ?? 0) / 32_768);
      this.#own.push((own?.[i] ?? 0) / 32_768);
    }
  }

  voiceActivity(probability: number): void {
    this.#probabilities.copyWithin(0, 1);
    this.#probabilities[MOST_PROBABILITIES - 1] = probability;
    this.#probabilityCount = Math.min(MOST_PROBABILITIES, this.#probabilityCount + 1);
  }

  /** After a gap of sound, or a closed gate: what was heard before it belongs to no cell any more. */
  reset(): void {
    this.#microphone.reset();
    this.#own.reset();
    this.#probabilityCount = 0;
  }

  /** The vector of the cell that ends now; the same array each time. What is missing is zero. */
  take({ words, events, encoder }: Extract<LaneCommand, { type: 'decide' }>): Float32Array {
    const vector = this.#vector.fill(0);
    this.#microphone.take(vector, at.microphone);
    this.#own.take(vector, at.own);
    this.#takeVoiceActivity(vector);
    if (encoder && encoder.vector.length === ENCODER_SIZE) {
      vector.set(encoder.vector, at.encoder);
      const ageS = samplesToMs(this.#nextSample - encoder.toSample, HEARING_RATE_HZ) / 1000;
      vector[at.encoderAge] = 1;
      vector[at.encoderAge + 1] = Math.min(OLDEST_S, Math.max(0, ageS));
    }
    vector.set(words, at.words);
    vector.set(events, at.events);
    return vector;
  }

  #takeVoiceActivity(vector: Float32Array): void {
    const count = this.#probabilityCount;
    if (count === 0) return;
    let sum = 0;
    let most = 0;
    for (let i = MOST_PROBABILITIES - count; i < MOST_PROBABILITIES; i++) {
      const probability = this.#probabilities[i] ?? 0;
      sum += probability;
      most = Math.max(most, probability);
    }
    vector[at.voiceActivity] = sum / count;
    vector[at.voiceActivity + 1] = most;
    vector[at.voiceActivity + 2] = this.#probabilities[MOST_PROBABILITIES - 1] ?? 0;
    this.#probabilityCount = 0;
  }
}

/** The newest frames of one stream, a cell of them. */
class Frames {
  readonly #rows = new Float32Array(MEL_FRAMES * MEL_BANDS);
  readonly #mel = new LogMel((bands) => this.#add(bands));
  /** Frames since the last cell was taken: without any, what is held is of an older one. */
  #fresh = 0;

  push(sample: number): void {
    this.#mel.push(sample);
  }

  take(vector: Float32Array, offset: number): void {
    if (this.#fresh > 0) vector.set(this.#rows, offset);
    this.#fresh = 0;
  }

  reset(): void {
    this.#mel.reset();
    this.#rows.fill(0);
    this.#fresh = 0;
  }

  #add(bands: Float32Array): void {
    this.#rows.copyWithin(0, MEL_BANDS);
    this.#rows.set(bands, (MEL_FRAMES - 1) * MEL_BANDS);
    this.#fresh += 1;
  }
}
