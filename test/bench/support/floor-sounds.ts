import { synthesise } from '../../e2e/support/synthesiser.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import { hum, noise } from '../../scenarios/support/sounds.ts';
import { float32ToInt16 } from '../../../shared/sound/pcm.ts';
import { cut, levelled, voicedPart } from './signal.ts';
import { humanMurmurs } from './speech-material.ts';

const RATE_HZ = 16_000;
const PEAK_DBFS = -6;
const VOICED_DBFS = -40;

/**
 * A person's words, without the silence around them. Each voice has words that the recogniser gets wrong without any noise: of
 * slt's "hold on" it makes "he rolled on", which would be counted against the floor.
 */
export async function person(text: string, voice: 'slt' | 'awb' = 'slt'): Promise<Sound> {
  const loud = levelled(await synthesise(text, voice), PEAK_DBFS);
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

/** "Mm-hm", "uh-huh": recorded people, or a hum where the recordings are not on this machine. No synthetic voice can say one. */
export function murmur(time: number): Sound {
  const recorded = humanMurmurs();
  const clip = recorded[time % Math.max(1, recorded.length)];
  if (clip) return clip.sound;
  const gap = new Float32Array(0.06 * RATE_HZ);
  return {
    rateHz: RATE_HZ,
    samples: float32ToInt16(Float32Array.from([...hum(150), ...gap, ...hum(220)])),
  };
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
