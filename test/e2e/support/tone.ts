import type { Sound } from './wav.ts';

const RATE_HZ = 48_000;
/** −12 dBFS at its peak. */
const PEAK = 8192;

/** A plain tone. */
export function tone(hz: number, seconds: number): Sound {
  const samples = Int16Array.from({ length: RATE_HZ * seconds }, (_, i) =>
    Math.round(PEAK * Math.sin((2 * Math.PI * hz * i) / RATE_HZ)),
  );
  return { rateHz: RATE_HZ, samples };
}
