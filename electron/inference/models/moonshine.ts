import { LlamaTokenizer } from 'llama-tokenizer-js';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { HEARING_RATE_HZ } from '../../../shared/audio.ts';
import type { ProviderName } from '../../../shared/inference.ts';
import type { EncoderStates } from '../end-of-turn/pooling.ts';
import { openSession } from '../session.ts';

const START_TOKEN = 1;
const END_TOKEN = 2;
/** The makers' bound on how fast anyone speaks: a decoder that runs past it is repeating itself. */
const TOKENS_PER_SECOND = 6.5;
/** Below this the encoder's convolutions have nothing to work on. */
const MIN_SAMPLES = HEARING_RATE_HZ / 10;

/** Decoder geometry of the two sizes: layers × key-value heads × width of a head. */
const SHAPES = {
  tiny: { layers: 6, heads: 8, headWidth: 36 },
  base: { layers: 8, heads: 8, headWidth: 52 },
} as const;
export type MoonshineSize = keyof typeof SHAPES;

export interface TranscribeOptions {
  /** Asked between decoder steps. */
  readonly cancelled?: () => boolean;
  /** The sound was cut in mid-speech: it has words. @defaultValue false */
  readonly voiceActive?: boolean;
  /** Told what the encoder made of the sound, before the first word is looked for. */
  readonly encoded?: (states: EncoderStates) => void;
}

interface CacheNames {
  readonly past: string;
  readonly present: string;
  readonly fromEncoder: boolean;
}

/** Moonshine speech recognition: encoder once, then one decoder step a token with carried key-value caches. */
export class Moonshine {
  readonly size: MoonshineSize;
  readonly #encoder: InferenceSession;
  readonly #decoder: InferenceSession;
  readonly #tokenizer = new LlamaTokenizer();
  readonly #caches: readonly CacheNames[];

  private constructor(size: MoonshineSize, encoder: InferenceSession, decoder: InferenceSession) {
    this.size = size;
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.#caches = cacheNames(SHAPES[size].layers);
  }

  static async open(
    size: MoonshineSize,
    paths: { encoder: string; decoder: string },
    provider: ProviderName,
  ): Promise<Moonshine> {
    const encoder = await openSession(paths.encoder, provider);
    return new Moonshine(size, encoder, await openSession(paths.decoder, provider));
  }

  /**
   * Words in `samples` (16 kHz mono float, −1…1), or null when `cancelled` turned true between two steps.
   * Under 100 ms of sound there are no words.
   */
  async transcribe(samples: Float32Array, options: TranscribeOptions = {}): Promise<string | null> {
    const { cancelled = () => false, voiceActive = false } = options;
    if (samples.length < MIN_SAMPLES) return '';
    const encoded = await this.#encode(samples);
    options.encoded?.(statesOf(encoded));
    const limit = Math.ceil((samples.length / HEARING_RATE_HZ) * TOKENS_PER_SECOND);
    const tokens: number[] = [];
    let caches = this.#emptyCaches();
    let token = START_TOKEN;
    while (tokens.length < limit) {
      if (cancelled()) return null;
      const step = await this.#decode(token, encoded, caches, tokens.length > 0);
      // Base said "no words" to 18 of 23 windows that were cut in mid-speech (RUNTIME.md §4).
      if (tokens.length === 0 && voiceActive) step.logits[END_TOKEN] = Number.NEGATIVE_INFINITY;
      token = argMax(step.logits);
      if (token === END_TOKEN) break;
      tokens.push(token);
      caches = step.caches;
    }
    return this.#tokenizer.decode(tokens, false, false).trim();
  }

  /** What the encoder alone makes of `samples`: a quarter of the time that their words take. */
  async encode(samples: Float32Array): Promise<EncoderStates> {
    return statesOf(await this.#encode(samples));
  }

  /** The encoder's hidden states, `[1, time, width]`. */
  async #encode(samples: Float32Array): Promise<Tensor> {
    const out = await this.#encoder.run({
      input_values: new Tensor('float32', samples, [1, samples.length]),
    });
    return named(out, 'last_hidden_state');
  }

  async #decode(
    token: number,
    encoded: Tensor,
    caches: Readonly<Record<string, Tensor>>,
    cached: boolean,
  ): Promise<{ logits: Float32Array; caches: Record<string, Tensor> }> {
    const out = await this.#decoder.run({
      ...caches,
      input_ids: new Tensor('int64', BigInt64Array.of(BigInt(token)), [1, 1]),
      encoder_hidden_states: encoded,
      use_cache_branch: new Tensor('bool', Uint8Array.of(cached ? 1 : 0), [1]),
    });
    const next: Record<string, Tensor> = {};
    for (const { past, present, fromEncoder } of this.#caches) {
      // The cached branch returns empty cross-attention caches: those of the first step stay valid.
      const kept = cached && fromEncoder ? caches[past] : undefined;
      next[past] = kept ?? named(out, present);
    }
    return { logits: named(out, 'logits').data as Float32Array, caches: next };
  }

  #emptyCaches(): Record<string, Tensor> {
    const { heads, headWidth } = SHAPES[this.size];
    return Object.fromEntries(
      this.#caches.map(({ past }) => [
        past,
        new Tensor('float32', new Float32Array(0), [0, heads, 1, headWidth]),
      ]),
    );
  }
}

function statesOf({ data, dims: [, frames = 0, width = 0] }: Tensor): EncoderStates {
  return { values: data as Float32Array, frames, width };
}

function cacheNames(layers: number): CacheNames[] {
  const names: CacheNames[] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (const side of ['decoder', 'encoder'] as const) {
      for (const part of ['key', 'value'] as const) {
        const tail = `${layer}.${side}.${part}`;
        names.push({
          past: `past_key_values.${tail}`,
          present: `present.${tail}`,
          fromEncoder: side === 'encoder',
        });
      }
    }
  }
  return names;
}

function named(out: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = out[name];
  if (!value) throw new Error(`Moonshine: output "${name}" is missing`);
  return value;
}

function argMax(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if ((logits[i] ?? 0) > (logits[best] ?? 0)) best = i;
  return best;
}
