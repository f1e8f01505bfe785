import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, expect, test, vi } from 'vitest';
import { openNaturalVoice } from '../../../../../electron/inference/lanes/natural-voice.ts';
import { KOKORO_RATE_HZ } from '../../../../../electron/inference/models/kokoro.ts';
import { PLAYBACK_RATE_HZ } from '../../../../../shared/audio.ts';

/** What the model is asked for, without the model: its pack is too large for every machine. */

const { speeds } = vi.hoisted(() => ({ speeds: [] as number[] }));
/** A second of sound, whatever is asked for. */
const SOUND = new Float32Array(KOKORO_RATE_HZ).fill(0.5);

vi.mock('../../../../../electron/inference/session.ts', () => ({
  openSession: () =>
    Promise.resolve({
      run: ({ speed }: Readonly<Record<string, Tensor>>) => {
        speeds.push(Number(speed?.data[0]));
        return Promise.resolve({ waveform: new Tensor('float32', SOUND, [1, SOUND.length]) });
      },
    }),
}));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-voice-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the natural voice is asked for the pace, and its rests go with it', async () => {
  const style = path.join(folder, 'af_heart.bin');
  fs.writeFileSync(style, new Float32Array(510 * 256));
  const voice = await openNaturalVoice(
    {
      lane: 'speak-natural',
      model: 'kokoro',
      provider: 'cpu',
      files: { model: 'model.onnx', af_heart: style },
    },
    () => Promise.resolve({ no: 'N OW1' }),
  );
  speeds.length = 0;
  const lastsMs = async (pace: number): Promise<number> => {
    let samples = 0;
    for await (const { pcm } of voice.speak('No.', 'af_heart', pace)) samples += pcm.length;
    return Math.round((1000 * samples) / PLAYBACK_RATE_HZ);
  };
  expect(await lastsMs(1)).toBe(1280);
  expect(await lastsMs(0.7)).toBe(1400);
  expect(await lastsMs(1.4)).toBe(1200);
  expect(speeds).toEqual([1, 0.7, 1.4].map(Math.fround));
});
