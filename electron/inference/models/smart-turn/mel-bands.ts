import { HEARING_RATE_HZ } from '../../../../shared/audio.ts';
import { BINS, WINDOW_SAMPLES } from './power-spectrum.ts';

export const BANDS = 80;

/** Slaney's scale: linear up to 1000 Hz, 27 steps for each factor of 6.4 from there. */
const LINEAR_UP_TO_HZ = 1000;
const LINEAR_STEP_HZ = 200 / 3;
const LINEAR_STEPS = LINEAR_UP_TO_HZ / LINEAR_STEP_HZ;
const LOG_STEP = Math.log(6.4) / 27;

const toMel = (hz: number): number =>
  hz < LINEAR_UP_TO_HZ ? hz / LINEAR_STEP_HZ : LINEAR_STEPS + Math.log(hz / LINEAR_UP_TO_HZ) / LOG_STEP;
const toHz = (mel: number): number =>
  mel < LINEAR_STEPS ? mel * LINEAR_STEP_HZ : LINEAR_UP_TO_HZ * Math.exp((mel - LINEAR_STEPS) * LOG_STEP);

/** One band: what each frequency from `from` on counts. */
interface MelBand {
  readonly from: number;
  readonly weights: Float64Array;
}

/** Triangles from 0 to 8000 Hz, each from the top of the one below to the top of the one above, all of one area. */
export const melBands: readonly MelBand[] = Array.from({ length: BANDS }, (_, band) =>
  triangle(edgeHz(band), edgeHz(band + 1), edgeHz(band + 2)),
);

function edgeHz(edge: number): number {
  return toHz((edge * toMel(HEARING_RATE_HZ / 2)) / (BANDS + 1));
}

function triangle(lowHz: number, topHz: number, highHz: number): MelBand {
  const binHz = HEARING_RATE_HZ / WINDOW_SAMPLES;
  const from = Math.ceil(lowHz / binHz);
  const to = Math.min(BINS - 1, Math.floor(highHz / binHz));
  const height = 2 / (highHz - lowHz);
  const weights = Float64Array.from({ length: to - from + 1 }, (_, i) => {
    const hz = (from + i) * binHz;
    return height * Math.max(0, Math.min((hz - lowHz) / (topHz - lowHz), (highHz - hz) / (highHz - topHz)));
  });
  return { from, weights };
}
