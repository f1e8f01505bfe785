import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { Flite } from '../../../electron/inference/models/flite.ts';
import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import type { PlainVoiceName } from '../../../shared/inference.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import { inRoot } from '../../../.ci/paths.ts';
import { readSound } from '../../e2e/support/wav.ts';
import { int16ToFloat32 } from '../../../shared/sound/pcm.ts';

/** Sound at 16 kHz, mono, ±1. */
export type Sound = Float32Array<ArrayBuffer>;

let flite: Promise<Flite> | null = null;

/** A person's words in a synthetic voice other than Beside's, without the silence around them. */
export async function speech(text: string, voice: PlainVoiceName = 'slt'): Promise<Sound> {
  flite ??= Flite.open(path.join(testPacksFolder(), 'flite', 'flite.wasm'));
  const { pcm, sampleRateHz } = await (await flite).speak(text, voice);
  return trimmed(
    sampleRateHz === HEARING_RATE_HZ
      ? new Float32Array(pcm)
      : resampleWhole(pcm, sampleRateHz, HEARING_RATE_HZ),
  );
}

export const silence = (ms: number): Sound => new Float32Array(msToSamples(ms));

/** White noise, the same each time. `level` is its peak. */
export function noise(ms: number, level: number): Sound {
  let seed = 20_261_124;
  return silence(ms).map(() => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return level * (seed / 2 ** 31 - 1);
  });
}

/** Keys and mouse: 4 ms bursts, one every `everyMs`. */
export function clicks(ms: number, everyMs: number): Sound {
  const sound = silence(ms);
  const burst = noise(4, 0.6);
  for (let at = 0; at + burst.length < sound.length; at += msToSamples(everyMs)) sound.set(burst, at);
  return sound;
}

/** A steady voiced "mm": a low glottal pulse with a nasal's formants. */
export function hum(ms: number): Sound {
  return silence(ms).map((_, i) => {
    const t = i / HEARING_RATE_HZ;
    const swell = Math.min(1, i / 400, (msToSamples(ms) - i) / 400);
    const partials = [1, 0.7, 0.25, 0.12, 0.08, 0.05];
    return (
      0.12 *
      swell *
      partials.reduce((sum, level, k) => sum + level * Math.sin(2 * Math.PI * 125 * (k + 1) * t), 0)
    );
  });
}

export function joined(...parts: readonly Sound[]): Sound {
  const out = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A recording that is too large for the repository, or null when it is not on this machine. */
export function recording(name: string): Sound | null {
  const file = path.resolve(inRoot(), process.env['BESIDE_ASSETS'] ?? '../shared/assets', name);
  if (!fs.existsSync(file) || (file.endsWith('.flac') && !hasFlac())) return null;
  const { rateHz, samples } = readSound(file);
  const pcm = int16ToFloat32(samples);
  return rateHz === HEARING_RATE_HZ ? pcm : resampleWhole(pcm, rateHz, HEARING_RATE_HZ);
}

export const noRecording = (name: string): string =>
  `recording ${name} is not here; point BESIDE_ASSETS to the folder that holds it, and have the flac command installed`;

function hasFlac(): boolean {
  try {
    execFileSync('flac', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function trimmed(sound: Sound): Sound {
  const loud = (sample: number): boolean => Math.abs(sample) > 0.01;
  const [from, to] = [sound.findIndex(loud), sound.findLastIndex(loud)];
  return from === -1 ? sound : sound.slice(from, to + 1);
}
