import path from 'node:path';
import { Moonshine } from '../../../electron/inference/models/moonshine.ts';
import { cutAtQuiet } from '../../../electron/inference/quiet-cuts.ts';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { int16ToFloat32 } from '../../../shared/sound/pcm.ts';
import { voicedSpans } from './sound.ts';
import type { Sound } from './wav.ts';

let loaded: Promise<Moonshine> | null = null;

function model(): Promise<Moonshine> {
  const folder = path.join(testPacksFolder(), 'moonshine-base');
  const files = {
    encoder: path.join(folder, 'encoder_model.onnx'),
    decoder: path.join(folder, 'decoder_model_merged.onnx'),
  };
  loaded ??= Moonshine.open('base', files, 'cpu');
  return loaded;
}

/** What a listener hears in a 16 kHz recording: lower case, no punctuation, "twenty three" as two words. */
export async function transcribe(sound: Sound): Promise<string> {
  const moonshine = await model();
  const words: string[] = [];
  for (const window of cutAtQuiet(int16ToFloat32(voicedPart(sound)))) {
    words.push((await moonshine.transcribe(window)) ?? '');
  }
  return plainWords(words.join(' '));
}

/** Moonshine is silent on a window that is mostly silence: from just before the first sound to just after the last. */
function voicedPart({ rateHz, samples }: Sound): Int16Array {
  const spans = voicedSpans({ rateHz, samples });
  const [fromMs, toMs] = [(spans[0]?.fromMs ?? 0) - 200, (spans.at(-1)?.toMs ?? 0) + 200];
  return samples.subarray(Math.max(0, (fromMs * rateHz) / 1000), (toMs * rateHz) / 1000);
}

export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<=\d),(?=\d)/g, '')
    .replace(/[^a-z0-9']+/g, ' ')
    .trim();
