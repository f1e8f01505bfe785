import { readFile } from 'node:fs/promises';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../../../shared/inference.ts';
import { openSession } from '../session.ts';
import { PAD_ID, tokenIds } from './phonemes/vocabulary.ts';

export const KOKORO_RATE_HZ = 24_000;
/** A voice is a table of 510 style vectors, one for each number of symbols. */
const STYLE_WIDTH = 256;
const MAX_SYMBOLS = 510;
/** Sound below this (−50 dBFS) is the quiet that the model puts around its speech. */
const QUIET = 0.003;
/** Kept of that quiet at either end, so that no soft onset is cut. */
const KEPT_MS = 40;

/** A loaded voice: `[510, 1, 256]`. */
export type Style = Float32Array;

/** Kokoro-82M: symbols in, mono Float32 at KOKORO_RATE_HZ out. */
export class Kokoro {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  static async open(path: string, provider: ProviderName): Promise<Kokoro> {
    return new Kokoro(await openSession(path, provider));
  }

  /** @throws when the file is no voice. */
  static async readStyle(path: string): Promise<Style> {
    const bytes = await readFile(path);
    if (bytes.byteLength !== MAX_SYMBOLS * STYLE_WIDTH * 4) throw new Error('Kokoro: not a voice file');
    return new Float32Array(Uint8Array.from(bytes).buffer);
  }

  /**
   * Speaks 1 to 510 symbols. `pace`: 1 = as synthesised, 2 would be twice as fast.
   * @throws on unknown symbols, and onnxruntime's own errors.
   */
  async speak(symbols: string, style: Style, pace = 1): Promise<Float32Array> {
    const ids = tokenIds(symbols);
    if (ids.length === 0 || ids.length > MAX_SYMBOLS) throw new Error('Kokoro: too few or too many symbols');
    const padded = BigInt64Array.from([PAD_ID, ...ids, PAD_ID], BigInt);
    const row = (ids.length - 1) * STYLE_WIDTH;
    const out = await this.#session.run({
      input_ids: new Tensor('int64', padded, [1, padded.length]),
      style: new Tensor('float32', style.slice(row, row + STYLE_WIDTH), [1, STYLE_WIDTH]),
      speed: new Tensor('float32', Float32Array.of(pace), [1]),
    });
    const sound = out['waveform'];
    if (!sound) throw new Error('Kokoro: output "waveform" is missing');
    const pcm = sound.data as Float32Array;
    // Half-precision weights do that on some inputs and say nothing: silence must not pass for speech.
    if (pcm.some(Number.isNaN)) throw new Error('Kokoro: the sound is not a number');
    return withoutQuiet(pcm);
  }
}

/** The sound without the quiet around it: it would be a late start, and a pause that no mark asked for. */
export function withoutQuiet(sound: Float32Array): Float32Array {
  const kept = (KEPT_MS * KOKORO_RATE_HZ) / 1000;
  const first = sound.findIndex((sample) => Math.abs(sample) > QUIET);
  if (first === -1) return new Float32Array(0);
  const last = sound.findLastIndex((sample) => Math.abs(sample) > QUIET);
  return sound.slice(Math.max(0, first - kept), Math.min(sound.length, last + 1 + kept));
}
