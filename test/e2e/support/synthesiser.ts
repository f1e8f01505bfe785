import path from 'node:path';
import { Flite } from '../../../electron/inference/models/flite.ts';
import type { PlainVoiceName } from '../../../shared/inference.ts';
import { float32ToInt16 } from '../../../shared/sound/pcm.ts';
import { testPacksFolder } from '../../../.ci/paths.ts';
import type { Sound } from './wav.ts';

let loaded: Promise<Flite> | null = null;

/** A person's line in a synthetic voice; another voice than Beside's, so that the two cannot be mixed up. */
export async function synthesise(text: string, voice: PlainVoiceName = 'slt'): Promise<Sound> {
  loaded ??= Flite.open(path.join(testPacksFolder(), 'flite', 'flite.wasm'));
  const { pcm, sampleRateHz } = await (await loaded).speak(text, voice);
  return { rateHz: sampleRateHz, samples: float32ToInt16(pcm) };
}
