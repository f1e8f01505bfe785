import path from 'node:path';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { expect, test } from 'vitest';
import { testPacksFolder } from '../../../../../.ci/paths.ts';
import { naturalVoiceNeeds } from '../../../../../electron/inference/lane-plan.ts';
import { openNaturalVoice } from '../../../../../electron/inference/lanes/natural-voice.ts';
import { KOKORO_RATE_HZ, withoutQuiet } from '../../../../../electron/inference/models/kokoro.ts';
import { Moonshine } from '../../../../../electron/inference/models/moonshine.ts';
import { HEARING_RATE_HZ, PLAYBACK_RATE_HZ } from '../../../../../shared/audio.ts';
import { resampleWhole } from '../../../../../shared/sound/resample.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';
import { plainWords } from './support/words.ts';

test('the quiet around speech is cut, and 40 ms of it kept', () => {
  const kept = KOKORO_RATE_HZ * 0.04;
  const sound = new Float32Array(10_000);
  sound.fill(0.5, 4000, 5000);
  expect(withoutQuiet(sound).length).toBe(1000 + 2 * kept);
  expect(withoutQuiet(new Float32Array(100)).length).toBe(0);
  expect(withoutQuiet(new Float32Array(100).fill(0.5)).length).toBe(100);
});

test('a natural voice is understood, word by word, in pieces', async ({ skip }) => {
  const missing = packsMissing('kokoro-fp32', 'moonshine-base');
  if (missing !== null) return skip(missing);
  const file = (pack: string, name: string): string => path.join(testPacksFolder(), pack, name);
  const need = naturalVoiceNeeds[0];
  if (!need) throw new Error('there is no natural voice');
  const files = Object.fromEntries(
    Object.entries(need.files).map(([name, at]) => [name, file(need.packId, at)]),
  );
  const voice = await openNaturalVoice(
    { lane: 'speak-natural', model: need.model, provider: 'cpu', files },
    () => Promise.resolve(dictionary),
  );
  const sentence = 'Please close the window before you leave the room, and then turn off the light.';
  const pieces: Float32Array[] = [];
  const ends: boolean[] = [];
  for await (const { pcm, end } of voice.speak(sentence, 'af_heart', 1)) {
    pieces.push(pcm);
    ends.push(end);
  }
  expect(ends).toEqual([...ends.slice(1).map(() => false), true]);
  expect(ends.length).toBeGreaterThan(1);
  const model = await Moonshine.open(
    'base',
    {
      encoder: file('moonshine-base', 'encoder_model.onnx'),
      decoder: file('moonshine-base', 'decoder_model_merged.onnx'),
    },
    'cpu',
  );
  const whole = Float32Array.from(pieces.flatMap((piece) => Array.from(piece)));
  const heard = await model.transcribe(resampleWhole(whole, PLAYBACK_RATE_HZ, HEARING_RATE_HZ));
  expect(plainWords(heard ?? '')).toBe(
    'please close the window before you leave the room and then turn off the light',
  );
});
