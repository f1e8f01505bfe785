import path from 'node:path';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { Flite } from '../../../electron/inference/models/flite.ts';
import { HEARING_RATE_HZ } from '../../../shared/audio.ts';
import type { PlainVoiceName } from '../../../shared/inference.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import type { Sound } from '../../scenarios/support/sounds.ts';
import type { Split } from '../scene.ts';
import { trimmed } from './mix.ts';
import { picoIsHere, picoSpeech, type PicoVoice } from './pico.ts';

/** Parts of the voice's own pace and pitch. Flite's voices keep their pitch. */
export interface Manner {
  readonly pace: number;
  readonly pitch: number;
}

/** Somebody who can say anything. */
export interface Talker {
  readonly id: string;
  /** At 16 kHz, without the silence around it. */
  say(text: string, manner: Manner): Promise<Sound>;
}

let flite: Promise<Flite> | null = null;

const fliteTalker = (voice: PlainVoiceName): Talker => ({
  id: voice,
  say: async (text, { pace }) => {
    flite ??= Flite.open(path.join(testPacksFolder(), 'flite', 'flite.wasm'));
    const { pcm, sampleRateHz } = await (await flite).speak(text, voice, pace);
    return trimmed(
      sampleRateHz === HEARING_RATE_HZ
        ? new Float32Array(pcm)
        : resampleWhole(pcm, sampleRateHz, HEARING_RATE_HZ),
    );
  },
});

const picoTalker = (voice: PicoVoice): Talker => ({
  id: voice,
  say: async (text, manner) => trimmed(await picoSpeech(text, voice, manner)),
});

/** No voice speaks in two splits; `rms` is Beside's own and nobody else's. */
const ofSplit = {
  train: { flite: ['slt'], pico: [] },
  tune: { flite: ['kal16'], pico: ['pico-us'] },
  'held-out': { flite: ['awb'], pico: ['pico-gb'] },
} as const satisfies Record<
  Split,
  { readonly flite: readonly PlainVoiceName[]; readonly pico: readonly PicoVoice[] }
>;

/** Who is there to talk: without the recordings, SVOX Pico's voices are not. */
export function talkersOf(split: Split): readonly Talker[] {
  const { flite: plain, pico } = ofSplit[split];
  return [...plain.map(fliteTalker), ...(picoIsHere() ? pico.map(picoTalker) : [])];
}
