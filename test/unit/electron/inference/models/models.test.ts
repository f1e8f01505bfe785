import path from 'node:path';
import { beforeEach, describe, expect, test, type TestContext } from 'vitest';
import { testPacksFolder } from '../../../../../.ci/paths.ts';
import { Flite } from '../../../../../electron/inference/models/flite.ts';
import { Moonshine, type MoonshineSize } from '../../../../../electron/inference/models/moonshine.ts';
import { Silero, SILERO_WINDOW } from '../../../../../electron/inference/models/silero.ts';
import { cutAtQuiet } from '../../../../../electron/inference/quiet-cuts.ts';
import { HEARING_RATE_HZ } from '../../../../../shared/audio.ts';
import { FALLBACK_VOICE, plainVoiceNames } from '../../../../../shared/inference.ts';
import { FASTEST_PACE, SLOWEST_PACE } from '../../../../../shared/settings.ts';
import { resampleWhole } from '../../../../../shared/sound/resample.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';
import {
  joined,
  noise,
  noRecording,
  recording,
  silence,
  speech,
  type Sound,
} from '../../../../scenarios/support/sounds.ts';
import { plainWords, wordErrorRate } from './support/words.ts';

const packFile = (...parts: readonly string[]): string => path.join(testPacksFolder(), ...parts);

function needs({ skip }: TestContext, ...packIds: readonly string[]): void {
  const missing = packsMissing(...packIds);
  if (missing !== null) skip(missing);
}

const hearing = new Map<MoonshineSize, Promise<Moonshine>>();
function moonshine(size: MoonshineSize): Promise<Moonshine> {
  const file = (name: string): string => packFile(`moonshine-${size}`, name);
  const paths = { encoder: file('encoder_model.onnx'), decoder: file('decoder_model_merged.onnx') };
  const model = hearing.get(size) ?? Moonshine.open(size, paths, 'cpu');
  hearing.set(size, model);
  return model;
}

async function words(size: MoonshineSize, sound: Sound): Promise<string> {
  const model = await moonshine(size);
  const parts: string[] = [];
  for (const window of cutAtQuiet(sound)) parts.push((await model.transcribe(window)) ?? '');
  return parts.join(' ');
}

/** With a little silence around it, as the engine asks for. */
const padded = (sound: Sound): Sound => joined(silence(240), sound, silence(200));

const HARVARD = {
  spk1_snt1: 'the child almost hurt the small dog',
  spk1_snt2: 'drop the two when you add the figures',
  spk1_snt3: 'at that high level the air is pure',
  spk1_snt4: 'a thin stripe runs down the middle',
  spk1_snt5: 'sunday is the best part of the week',
};
const JFK =
  'And so my fellow Americans ask not what your country can do for you ask what you can do for your country';

describe.each([
  ['base', 0.15],
  ['tiny', 0.25],
] as const)('Moonshine %s', (size, mostErrors) => {
  beforeEach((context) => needs(context, `moonshine-${size}`, 'flite'));

  test.each(['What time is it?', 'Please close the window before you leave the room.'])(
    'understands "%s" to the word',
    async (text) => {
      expect(plainWords(await words(size, padded(await speech(text))))).toBe(plainWords(text));
    },
  );

  test('makes few mistakes with people reading aloud', async (context) => {
    const asked = [
      ...Object.entries(HARVARD).map(([name, text]) => [`speech/harvard/${name}.wav`, text] as const),
      ['speech/jfk.wav', JFK] as const,
    ];
    const said: string[] = [];
    const heard: string[] = [];
    for (const [name, text] of asked) {
      said.push(text);
      heard.push(await words(size, recording(name) ?? context.skip(noRecording(name))));
    }
    expect(wordErrorRate(said.join(' '), heard.join(' '))).toBeLessThan(mostErrors);
  });

  test('stops between two steps when it is cancelled, and gives nothing', async () => {
    const sound = await speech('What time is it?');
    let asked = 0;
    const model = await moonshine(size);
    expect(await model.transcribe(sound, { cancelled: () => ++asked > 2 })).toBeNull();
    expect(asked).toBe(3);
    expect(plainWords((await model.transcribe(sound)) ?? '')).toBe('what time is it');
  });

  test('hears no words in too little sound', async () => {
    const model = await moonshine(size);
    expect(await model.transcribe(silence(99))).toBe('');
    expect(await model.transcribe(silence(0))).toBe('');
    expect(typeof (await model.transcribe(silence(100)))).toBe('string');
  });
});

describe('Silero', () => {
  beforeEach((context) => needs(context, 'silero-vad', 'flite'));

  async function voicedShare(sound: Sound): Promise<number> {
    const silero = await Silero.open(packFile('silero-vad', 'silero_vad_v6.onnx'), 'cpu');
    let [voiced, windows] = [0, 0];
    for (let at = 0; at + SILERO_WINDOW <= sound.length; at += SILERO_WINDOW, windows++)
      if ((await silero.probability(sound.subarray(at, at + SILERO_WINDOW))) >= 0.5) voiced++;
    return voiced / windows;
  }

  test('takes speech for a voice, and silence and noise for none', async () => {
    expect(
      await voicedShare(await speech('Please close the window before you leave the room.')),
    ).toBeGreaterThan(0.85);
    expect(await voicedShare(silence(2000))).toBe(0);
    expect(await voicedShare(noise(2000, 0.05))).toBe(0);
    expect(await voicedShare(noise(2000, 0.5))).toBeLessThan(0.05);
  });

  test('forgets what it heard when it is reset', async () => {
    const silero = await Silero.open(packFile('silero-vad', 'silero_vad_v6.onnx'), 'cpu');
    const sound = joined(await speech('What time is it?'), silence(500));
    const run = async (): Promise<number[]> => {
      const out: number[] = [];
      for (let at = 0; at + SILERO_WINDOW <= sound.length; at += SILERO_WINDOW)
        out.push(await silero.probability(sound.subarray(at, at + SILERO_WINDOW)));
      return out;
    };
    const first = await run();
    const second = await run();
    silero.reset();
    expect(await run()).toEqual(first);
    expect(second).not.toEqual(first);
  });
});

describe('Flite', () => {
  beforeEach((context) => needs(context, 'flite', 'moonshine-base', 'silero-vad'));

  test.each(plainVoiceNames)('the voice %s speaks a sentence that is understood', async (voice) => {
    expect(
      plainWords(
        await words(
          'base',
          padded(await speech('Please close the window before you leave the room.', voice)),
        ),
      ),
    ).toBe('please close the window before you leave the room');
  });

  test.each(['', ' ', '.', '…', '--voice', '🙂', 'é'])(
    'given %j it gives sound or none, and does not fail',
    async (text) => {
      const flite = await Flite.open(packFile('flite', 'flite.wasm'));
      const { pcm, sampleRateHz } = await flite.speak(text, 'rms');
      expect(sampleRateHz).toBeGreaterThanOrEqual(8000);
      expect(pcm.every((sample) => Number.isFinite(sample) && Math.abs(sample) <= 1)).toBe(true);
      expect(pcm.length / sampleRateHz).toBeLessThan(3);
    },
  );

  test.each(plainVoiceNames)(
    'the voice %s speaks as much faster or slower as it is asked to',
    async (voice) => {
      const flite = await Flite.open(packFile('flite', 'flite.wasm'));
      const lastsMs = async (pace?: number): Promise<number> => {
        const { pcm, sampleRateHz } = await flite.speak('Please close the window.', voice, pace);
        return (pcm.length / sampleRateHz) * 1000;
      };
      const normal = await lastsMs();
      expect(await lastsMs(1)).toBe(normal);
      for (const pace of [SLOWEST_PACE, 0.85, 1.15, 1.3, FASTEST_PACE]) {
        const share = (await lastsMs(pace)) / (normal / pace);
        expect(share).toBeGreaterThan(0.95);
        expect(share).toBeLessThan(1.05);
      }
    },
  );

  test.each([SLOWEST_PACE, FASTEST_PACE])('at pace %s it is still understood', async (pace) => {
    const flite = await Flite.open(packFile('flite', 'flite.wasm'));
    const { pcm, sampleRateHz } = await flite.speak(
      'Please close the window before you leave the room.',
      FALLBACK_VOICE,
      pace,
    );
    const sound = resampleWhole(pcm, sampleRateHz, HEARING_RATE_HZ);
    expect(plainWords(await words('base', padded(sound)))).toBe(
      'please close the window before you leave the room',
    );
  });

  test('a file that is no Flite is refused', async () => {
    await expect(Flite.open(packFile('silero-vad', 'silero_vad_v6.onnx'))).rejects.toThrow();
  });
});
