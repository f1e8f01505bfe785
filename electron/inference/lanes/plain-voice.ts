import { PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import { FALLBACK_VOICE, isNatural } from '../../../shared/inference.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import { Flite } from '../models/flite.ts';
import type { LaneSetup } from './lane-protocol.ts';
import type { SpeakingVoice } from './speak-lane.ts';

/** Flite: a sentence is made whole, in a fiftieth of its length. */
export async function openPlainVoice(setup: LaneSetup): Promise<SpeakingVoice> {
  const path = setup.files['model'];
  if (!path) throw new Error('speak lane: no model file');
  const flite = await Flite.open(path);
  // The first call compiles the hot functions: 240 ms against 60.
  await flite.speak('Ready.', FALLBACK_VOICE);
  return {
    async *speak(sentence, voice, pace) {
      const sound = await flite.speak(sentence, isNatural(voice) ? FALLBACK_VOICE : voice, pace);
      const { pcm, sampleRateHz } = sound;
      const whole =
        sampleRateHz === PLAYBACK_RATE_HZ ? pcm : resampleWhole(pcm, sampleRateHz, PLAYBACK_RATE_HZ);
      yield { pcm: whole, end: true };
    },
  };
}
