import { synthesise } from '../../e2e/support/synthesiser.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import { noise } from '../../scenarios/support/sounds.ts';
import { float32ToInt16 } from '../../../shared/sound/pcm.ts';
import { cut, levelled, voicedPart } from './signal.ts';

const RATE_HZ = 16_000;
const PEAK_DBFS = -6;
const VOICED_DBFS = -40;

/** A person's words, without the silence around them. */
export async function person(text: string): Promise<Sound> {
  const loud = levelled(await synthesise(text, 'slt'), PEAK_DBFS);
  const voiced = voicedPart(loud, VOICED_DBFS);
  return voiced ? cut(loud, voiced.firstMs - 20, voiced.lastMs + 20) : loud;
}

/** A cough: two bursts of noise that rise at once and fall. The length differs a little from time to time. */
export function burst(ms: number, time: number): Sound {
  const length = ms + 20 * (time % 3);
  const one = noise(length, 0.5).map((sample, i) => {
    const t = (1000 * i) / RATE_HZ;
    return sample * Math.min(1, t / 8) * Math.exp(-t / (length / 3));
  });
  const gap = new Float32Array(0.09 * RATE_HZ);
  return { rateHz: RATE_HZ, samples: float32ToInt16(Float32Array.from([...one, ...gap, ...one])) };
}

export function joined(...parts: readonly Sound[]): Sound {
  const samples = new Int16Array(parts.reduce((length, part) => length + part.samples.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part.samples, at);
    at += part.samples.length;
  }
  return { rateHz: RATE_HZ, samples };
}
