/**
 * Power spectrum of a real signal of a fixed length, a power of two: its even and odd samples as one complex signal of
 * half the length, transformed in place (radix 2), then taken apart. Nothing is allocated after the constructor.
 */
export class PowerSpectrum {
  readonly size: number;
  readonly #half: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint16Array;

  constructor(size: number) {
    if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError('the length is a power of two');
    this.size = size;
    const half = size / 2;
    this.#half = half;
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
    this.#cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    this.#reversed = new Uint16Array(half);
    for (let i = 1; i < half; i++)
      this.#reversed[i] = ((this.#reversed[i >> 1] ?? 0) >> 1) | (i & 1 ? half >> 1 : 0);
  }

  /** |X(k)|² of `size` samples, for k from 0 to size / 2, into `power`. */
  of(signal: Float64Array, power: Float64Array): void {
    for (let i = 0; i < this.#half; i++) {
      const from = 2 * (this.#reversed[i] ?? 0);
      this.#re[i] = signal[from] ?? 0;
      this.#im[i] = signal[from + 1] ?? 0;
    }
    this.#transform();
    this.#takeApart(power);
  }

  #transform(): void {
    for (let length = 2; length <= this.#half; length *= 2) {
      const stride = this.size / length;
      for (let from = 0; from < this.#half; from += length)
        for (let k = 0; k < length / 2; k++) this.#butterfly(from + k, from + k + length / 2, k * stride);
    }
  }

  #butterfly(a: number, b: number, twiddle: number): void {
    const c = this.#cos[twiddle] ?? 0;
    const s = this.#sin[twiddle] ?? 0;
    const bRe = this.#re[b] ?? 0;
    const bIm = this.#im[b] ?? 0;
    const re = bRe * c - bIm * s;
    const im = bRe * s + bIm * c;
    this.#re[b] = (this.#re[a] ?? 0) - re;
    this.#im[b] = (this.#im[a] ?? 0) - im;
    this.#re[a] = (this.#re[a] ?? 0) + re;
    this.#im[a] = (this.#im[a] ?? 0) + im;
  }

  /** X(k) = even(k) + w(k) · odd(k), both from Z(k) and the conjugate of Z(−k). */
  #takeApart(power: Float64Array): void {
    const half = this.#half;
    for (let k = 0; k <= half; k++) {
      const a = k % half;
      const b = (half - k) % half;
      const evenRe = ((this.#re[a] ?? 0) + (this.#re[b] ?? 0)) / 2;
      const evenIm = ((this.#im[a] ?? 0) - (this.#im[b] ?? 0)) / 2;
      const oddRe = ((this.#im[a] ?? 0) + (this.#im[b] ?? 0)) / 2;
      const oddIm = ((this.#re[b] ?? 0) - (this.#re[a] ?? 0)) / 2;
      // cos and sin of half the circle are not in the table.
      const c = k === half ? -1 : (this.#cos[k] ?? 0);
      const s = k === half ? 0 : (this.#sin[k] ?? 0);
      const re = evenRe + oddRe * c - oddIm * s;
      const im = evenIm + oddRe * s + oddIm * c;
      power[k] = re * re + im * im;
    }
  }
}
