/** 400 samples, 25 ms at 16 kHz, as Whisper takes them: no power of 2, so the transform is split as 16 × 25. */
const ROWS = 16;
const COLUMNS = 25;
export const WINDOW_SAMPLES = ROWS * COLUMNS;
export const BINS = WINDOW_SAMPLES / 2 + 1;

/** e^(−2πi·n/400). */
const circle = Array.from({ length: WINDOW_SAMPLES }, (_, n) => (-2 * Math.PI * n) / WINDOW_SAMPLES);
const cosines = Float64Array.from(circle, Math.cos);
const sines = Float64Array.from(circle, Math.sin);
/** The circle's every 16th place: e^(−2πi·n/25). */
const columnCosines = cosines.filter((_, n) => n % ROWS === 0);
const columnSines = sines.filter((_, n) => n % ROWS === 0);

/** Power of each of the 201 frequencies in 400 samples. Keeps its own workspace: one call at a time. */
export class PowerSpectrum {
  /** Row `k`, column `n`: frequency `k` of every 25th sample from `n` on, turned to where the whole begins. */
  readonly #real = new Float64Array(WINDOW_SAMPLES);
  readonly #imaginary = new Float64Array(WINDOW_SAMPLES);

  /** Writes into `power`, which has 201 places. */
  of(samples: Float64Array, power: Float64Array): void {
    for (let column = 0; column < COLUMNS; column++) this.#transformColumn(samples, column);
    for (let bin = 0; bin < BINS; bin++) power[bin] = this.#powerAt(bin);
  }

  /** Samples are real, so the upper frequencies mirror the lower ones. */
  #transformColumn(samples: Float64Array, column: number): void {
    for (let k = 0; k <= ROWS / 2; k++) {
      let real = 0;
      let imaginary = 0;
      for (let row = 0, at = 0; row < ROWS; row++, at = (at + k) % ROWS) {
        const sample = samples[row * COLUMNS + column] ?? 0;
        real += sample * (cosines[at * COLUMNS] ?? 0);
        imaginary += sample * (sines[at * COLUMNS] ?? 0);
      }
      this.#turn(k, column, real, imaginary);
      if (k > 0 && k < ROWS / 2) this.#turn(ROWS - k, column, real, -imaginary);
    }
  }

  #turn(k: number, column: number, real: number, imaginary: number): void {
    const cosine = cosines[k * column] ?? 0;
    const sine = sines[k * column] ?? 0;
    this.#real[k * COLUMNS + column] = real * cosine - imaginary * sine;
    this.#imaginary[k * COLUMNS + column] = real * sine + imaginary * cosine;
  }

  /** Frequency `k + 16·q` from the row `k`. */
  #powerAt(bin: number): number {
    const k = bin % ROWS;
    const q = (bin - k) / ROWS;
    let real = 0;
    let imaginary = 0;
    for (let column = 0, at = 0; column < COLUMNS; column++, at = (at + q) % COLUMNS) {
      const x = this.#real[k * COLUMNS + column] ?? 0;
      const y = this.#imaginary[k * COLUMNS + column] ?? 0;
      const cosine = columnCosines[at] ?? 0;
      const sine = columnSines[at] ?? 0;
      real += x * cosine - y * sine;
      imaginary += x * sine + y * cosine;
    }
    return real * real + imaginary * imaginary;
  }
}
