import path from 'node:path';
import { testPacksFolder } from '../../../../.ci/paths.ts';
import { Moonshine } from '../../../../electron/inference/models/moonshine.ts';
import { msToSamples } from '../../../../shared/audio.ts';
import { joined, silence, type Sound } from '../../../scenarios/support/sounds.ts';
import type { Span } from './voiced.ts';

/** Words that ask for nothing. A hum gives no words at all. */
const signs = new Set([
  'ah',
  'aha',
  'oh',
  'ok',
  'okay',
  'yeah',
  'yep',
  'yes',
  'right',
  'sure',
  'mm',
  'hmm',
  'uh',
  'huh',
  'mhm',
]);
/** Around the sound, so that its first and last phoneme are whole. */
const AROUND_MS = 60;
const HEARD_PEAK = 0.5;

/** Whether a stretch of a listener's side has no words but signs of listening. */
export type IsSign = (sound: Sound, span: Span) => Promise<boolean>;

export async function signHearer(): Promise<IsSign> {
  const file = (name: string): string => path.join(testPacksFolder(), 'moonshine-base', name);
  const paths = { encoder: file('encoder_model.onnx'), decoder: file('decoder_model_merged.onnx') };
  const model = await Moonshine.open('base', paths, 'cpu');
  return async (sound, { fromMs, toMs }) => {
    const cut = sound.slice(msToSamples(fromMs - AROUND_MS), msToSamples(toMs + AROUND_MS));
    const peak = cut.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const loud = cut.map((sample) => (sample * HEARD_PEAK) / peak);
    const text = (await model.transcribe(joined(silence(240), loud, silence(300)))) ?? '';
    return (text.toLowerCase().match(/[a-z']+/g) ?? []).every((word) => signs.has(word));
  };
}
