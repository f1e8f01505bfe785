import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import { MEL_BANDS } from '../../interaction/policy/learned/layout.ts';
import { PowerSpectrum } from './fft.ts';

const WINDOW = msToSamples(25);
const HOP = msToSamples(10);
const FFT = 512;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 7600;
/** Below this there is nothing: full scale is at 1e4, digital silence of a quiet room at 1e-4. */
const FLOOR = 1e-6;
/** Brings speech to about −1…2. */
const scaled = (power: number): number => (Math.log(power + FLOOR) + 6) / 4;

/** What a frame without sound has in every band. */
export const SILENT_BAND = scaled(0);

/** The bands' triangles, HTK's mel scale: where each begins in the spectrum, and its weights from there on. */
const triangles = makeTriangles();
const hann = Float64Array.from(
  { length: WINDOW },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
);

/**
 * Log-mel frames of a stream of sound, 16 kHz floats −1…1: every 10 ms one of the last 25 ms. The same frames however
 * the stream is cut up, and nothing is allocated for them.
 */
export class LogMel {
  readonly #onFrame: (bands: Float32Array) => void;
  readonly #sound = new Float32Array(WINDOW);
  readonly #spectrum = new PowerSpectrum(FFT);
  readonly #windowed = new Float64Array(FFT);
  readonly #power = new Float64Array(FFT / 2 + 1);
  readonly #bands = new Float32Array(MEL_BANDS);
  #filled = 0;
  /** Samples of `#sound` since the last that was not zero: silence costs no transform. */
  #zeros = 0;

  /** `onFrame` is given the same array each time. */
  constructor(onFrame: (bands: Float32Array) => void) {
    this.#onFrame = onFrame;
  }

  /** The next sample. */
  push(sample: number): void {
    this.#sound[this.#filled++] = sample;
    this.#zeros = sample === 0 ? this.#zeros + 1 : 0;
    if (this.#filled < WINDOW) return;
    this.#frame();
    this.#onFrame(this.#bands);
    this.#sound.copyWithin(0, HOP);
    this.#filled = WINDOW - HOP;
  }

  /** What came before is not part of what comes. */
  reset(): void {
    this.#filled = 0;
    this.#zeros = 0;
  }

  #frame(): void {
    if (this.#zeros >= WINDOW) {
      this.#bands.fill(SILENT_BAND);
      return;
    }
    for (let i = 0; i < WINDOW; i++) this.#windowed[i] = (this.#sound[i] ?? 0) * (hann[i] ?? 0);
    this.#spectrum.of(this.#windowed, this.#power);
    for (const [band, { from, weights }] of triangles.entries()) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (this.#power[from + i] ?? 0);
      this.#bands[band] = scaled(sum);
    }
  }
}

interface Triangle {
  readonly from: number;
  readonly weights: Float64Array;
}

function makeTriangles(): readonly Triangle[] {
  const low = mel(LOWEST_HZ);
  const step = (mel(HIGHEST_HZ) - low) / (MEL_BANDS + 1);
  const hz = Array.from({ length: MEL_BANDS + 2 }, (_, i) => hzOf(low + i * step));
  return Array.from({ length: MEL_BANDS }, (_, band) => triangle(hz.slice(band, band + 3)));
}

function triangle([left = 0, peak = 0, right = 0]: readonly number[]): Triangle {
  const from = Math.floor((left * FFT) / HEARING_RATE_HZ) + 1;
  const to = Math.ceil((right * FFT) / HEARING_RATE_HZ);
  const weights = Float64Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const at = ((from + i) * HEARING_RATE_HZ) / FFT;
    return Math.max(0, Math.min((at - left) / (peak - left), (right - at) / (right - peak)));
  });
  return { from, weights };
}

function mel(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

function hzOf(mels: number): number {
  return 700 * (10 ** (mels / 2595) - 1);
}
