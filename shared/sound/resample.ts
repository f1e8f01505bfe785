/**
 * Fixed-ratio sample rate conversion: a polyphase windowed-sinc FIR, streaming, mono Float32.
 *
 * Response, relative to the lower of the two rates' Nyquist frequencies (8 kHz when one side is 16 kHz):
 * pass-band 0 … 0.875 flat within 0.01 dB, stop-band from 1.0 on at least 80 dB down. Linear phase.
 */

/** Where the transition band starts, as a part of the lower Nyquist frequency. It ends at 1. */
const PASS_EDGE = 0.875;
const STOP_BAND_DB = 80;

export class Resampler {
  /** How much later a sound leaves than it came in, in whole samples at the output rate. */
  readonly delaySamples: number;
  readonly #up: number;
  readonly #down: number;
  readonly #tapsPerPhase: number;
  /** `#up` filters of `#tapsPerPhase` coefficients each, ordered from the oldest input sample to the newest. */
  readonly #phases: Float32Array;
  /** The newest `#tapsPerPhase` inputs, stored twice so that every window of them is contiguous. */
  readonly #history: Float32Array;
  #writeAt = 0;
  /** Position of the next output after the newest input, in steps of 1/(input rate × up). */
  #nextOutput = 0;

  /** Rates in Hz, whole numbers. */
  constructor(fromHz: number, toHz: number) {
    if (!Number.isInteger(fromHz) || !Number.isInteger(toHz) || fromHz <= 0 || toHz <= 0) {
      throw new RangeError('sample rates are positive whole numbers of Hz');
    }
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const prototype = lowPass(fromHz * this.#up, Math.min(fromHz, toHz) / 2, this.#down);
    this.#tapsPerPhase = Math.ceil(prototype.length / this.#up);
    this.#phases = splitIntoPhases(prototype, this.#up, this.#tapsPerPhase);
    this.#history = new Float32Array(2 * this.#tapsPerPhase);
    this.delaySamples = (prototype.length - 1) / 2 / this.#down;
  }

  /** Exactly how many samples the next `process` call gives for `inputSamples` of input. */
  outputCount(inputSamples: number): number {
    const steps = inputSamples * this.#up - this.#nextOutput;
    return steps <= 0 ? 0 : Math.ceil(steps / this.#down);
  }

  /** Converts one chunk. Over a stream of n inputs the outputs sum up to ceil(n × to ÷ from). */
  process(input: Float32Array): Float32Array<ArrayBuffer> {
    const output = new Float32Array(this.outputCount(input.length));
    const taps = this.#tapsPerPhase;
    let written = 0;
    for (let i = 0; i < input.length; i += 1) {
      const sample = input[i] ?? 0;
      this.#history[this.#writeAt] = sample;
      this.#history[this.#writeAt + taps] = sample;
      this.#writeAt = (this.#writeAt + 1) % taps;
      while (this.#nextOutput < this.#up) {
        output[written] = this.#convolve(this.#nextOutput);
        written += 1;
        this.#nextOutput += this.#down;
      }
      this.#nextOutput -= this.#up;
    }
    return output;
  }

  /** The sound that is still inside the filter after the last chunk; the resampler is as new afterwards. */
  flush(): Float32Array<ArrayBuffer> {
    const tail = this.process(new Float32Array(Math.ceil((this.delaySamples * this.#down) / this.#up)));
    this.reset();
    return tail;
  }

  reset(): void {
    this.#history.fill(0);
    this.#writeAt = 0;
    this.#nextOutput = 0;
  }

  #convolve(phase: number): number {
    const taps = this.#tapsPerPhase;
    const coefficients = phase * taps;
    let sum = 0;
    for (let k = 0; k < taps; k += 1) {
      sum += (this.#phases[coefficients + k] ?? 0) * (this.#history[this.#writeAt + k] ?? 0);
    }
    return sum;
  }
}

/** Converts a whole recording, without the filter's delay: exactly round(n × toHz ÷ fromHz) samples. */
export function resampleWhole(input: Float32Array, fromHz: number, toHz: number): Float32Array<ArrayBuffer> {
  if (fromHz === toHz) return new Float32Array(input);
  const resampler = new Resampler(fromHz, toHz);
  const wanted = Math.round((input.length * toHz) / fromHz);
  const padded = new Float32Array(input.length + Math.ceil((resampler.delaySamples * fromHz) / toHz) + 1);
  padded.set(input);
  return resampler.process(padded).slice(resampler.delaySamples, resampler.delaySamples + wanted);
}

/**
 * Kaiser-windowed sinc at `rateHz`, gain 1 at 0 Hz; transition from PASS_EDGE × stopHz to stopHz. Its delay is
 * a multiple of `delayStep` samples, so that whole recordings can be lined up again.
 */
function lowPass(rateHz: number, stopHz: number, delayStep: number): Float64Array {
  const transition = (2 * Math.PI * stopHz * (1 - PASS_EDGE)) / rateHz;
  // Kaiser's estimate of the length; the 6 dB beyond the target pay for its inexactness.
  const length = (STOP_BAND_DB + 6 - 7.95) / (2.285 * transition);
  const half = Math.ceil(length / 2 / delayStep) * delayStep;
  const beta = 0.1102 * (STOP_BAND_DB + 6 - 8.7);
  const cutoff = (stopHz * (1 + PASS_EDGE)) / 2 / rateHz;
  const taps = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let i = 0; i < taps.length; i += 1) {
    const at = i - half;
    const sinc = at === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * at) / (Math.PI * at);
    const tap = sinc * bessel0(beta * Math.sqrt(1 - (at / half) ** 2));
    taps[i] = tap;
    sum += tap;
  }
  return taps.map((tap) => tap / sum);
}

function splitIntoPhases(prototype: Float64Array, up: number, tapsPerPhase: number): Float32Array {
  const phases = new Float32Array(up * tapsPerPhase);
  for (let phase = 0; phase < up; phase += 1) {
    for (let k = 0; k < tapsPerPhase; k += 1) {
      // Zero-stuffing by `up` loses that much level; each phase gets it back.
      const tap = (prototype[phase + k * up] ?? 0) * up;
      phases[phase * tapsPerPhase + (tapsPerPhase - 1 - k)] = tap;
    }
  }
  return phases;
}

/** Modified Bessel function of the first kind, order 0. */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
