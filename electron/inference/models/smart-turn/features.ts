import { HEARING_RATE_HZ } from '../../../../shared/audio.ts';
import { BANDS, melBands } from './mel-bands.ts';
import { BINS, PowerSpectrum, WINDOW_SAMPLES } from './power-spectrum.ts';

/** What the model was trained on: the last 8 s, ten milliseconds a frame. */
export const HEARD_SAMPLES = 8 * HEARING_RATE_HZ;
const HOP_SAMPLES = 160;
export const FRAMES = HEARD_SAMPLES / HOP_SAMPLES;

/** Whisper's constants. */
const VARIANCE_FLOOR = 1e-7;
const POWER_FLOOR = 1e-10;
/** Quieter than the loudest by more than 80 dB is all the same. */
const RANGE = 8;

/** Reflected at both ends, so that a frame's middle is where its time is. */
const MARGIN = WINDOW_SAMPLES / 2;

/** Hann, periodic. */
const taper = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW_SAMPLES),
);

/**
 * Whisper's log-mel picture of the last 8 s of `samples` (16 kHz, −1…1), `[80, 800]`, a band after the other. A shorter
 * sound comes last, after zeros, which count for its mean and variance, as in the model's training.
 */
export function smartTurnFeatures(samples: Float32Array): Float32Array {
  const padded = levelled(samples);
  const spectrum = new PowerSpectrum();
  const power = new Float64Array(BINS);
  const frame = new Float64Array(WINDOW_SAMPLES);
  const logs = new Float64Array(BANDS * FRAMES);
  let loudest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < FRAMES; at++) {
    for (let i = 0; i < WINDOW_SAMPLES; i++) frame[i] = (padded[at * HOP_SAMPLES + i] ?? 0) * (taper[i] ?? 0);
    spectrum.of(frame, power);
    for (let band = 0; band < BANDS; band++) {
      const log = Math.log10(Math.max(POWER_FLOOR, inBand(band, power)));
      logs[band * FRAMES + at] = log;
      if (log > loudest) loudest = log;
    }
  }
  return Float32Array.from(logs, (log) => (Math.max(log, loudest - RANGE) + 4) / 4);
}

function inBand(band: number, power: Float64Array): number {
  const { from = 0, weights = [] } = melBands[band] ?? {};
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (power[from + i] ?? 0);
  return sum;
}

/** The last 8 s at mean 0 and variance 1, between reflected margins. */
function levelled(samples: Float32Array): Float64Array {
  const out = new Float64Array(HEARD_SAMPLES + 2 * MARGIN);
  const heard = samples.subarray(Math.max(0, samples.length - HEARD_SAMPLES));
  const whole = out.subarray(MARGIN, MARGIN + HEARD_SAMPLES);
  whole.set(heard, HEARD_SAMPLES - heard.length);
  const mean = whole.reduce((sum, sample) => sum + sample, 0) / HEARD_SAMPLES;
  const variance = whole.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / HEARD_SAMPLES;
  const scale = 1 / Math.sqrt(variance + VARIANCE_FLOOR);
  for (let i = 0; i < HEARD_SAMPLES; i++) whole[i] = ((whole[i] ?? 0) - mean) * scale;
  for (let i = 1; i <= MARGIN; i++) {
    out[MARGIN - i] = whole[i] ?? 0;
    out[MARGIN + HEARD_SAMPLES - 1 + i] = whole[HEARD_SAMPLES - 1 - i] ?? 0;
  }
  return out;
}
