import path from 'node:path';
import { expect, test } from 'vitest';
import { testPacksFolder } from '../../../../../.ci/paths.ts';
import { Silero } from '../../../../../electron/inference/models/silero.ts';
import { samplesToMs } from '../../../../../shared/audio.ts';
import { voicing } from '../../../../panel/scenes/human/voiced.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';
import { clicks, joined, noise, silence, speech } from '../../../../scenarios/support/sounds.ts';

const missing = packsMissing('silero-vad', 'flite');
const open = () => Silero.open(path.join(testPacksFolder(), 'silero-vad', 'silero_vad_v6.onnx'), 'cpu');

test('a voice is found where it begins and ends, to 20 ms', async ({ skip }) => {
  if (missing !== null) skip(missing);
  const said = await speech('Hello.');
  const saidMs = samplesToMs(said.length);
  const found = await voicing(
    joined(noise(700, 0.0002), said, noise(900, 0.0002), said, noise(500, 0.0002)),
    await open(),
  );
  const edges = found?.voiced.flatMap(({ fromMs, toMs }) => [fromMs, toMs]) ?? [];
  const wanted = [700, 700 + saidMs, 1600 + saidMs, 1600 + 2 * saidMs];
  expect(edges).toHaveLength(wanted.length);
  for (const [i, edge] of edges.entries()) expect(Math.abs(edge - (wanted[i] ?? 0))).toBeLessThanOrEqual(20);
});

test('what is loud but no voice is neither voiced nor silent', async ({ skip }) => {
  if (missing !== null) skip(missing);
  const said = await speech('Good morning everybody.');
  const found = await voicing(
    joined(silence(500), said, silence(1500), noise(150, 0.3), silence(800)),
    await open(),
  );
  expect(found?.voiced).toHaveLength(1);
  expect(found?.unclear).toHaveLength(1);
});

test('there is no voice in clicks, and none that could be told from as loud a room', async ({ skip }) => {
  if (missing !== null) skip(missing);
  const silero = await open();
  expect(await voicing(clicks(3000, 200), silero)).toBeNull();
  const said = await speech('Good morning everybody.');
  const room = noise(samplesToMs(said.length), 0.1);
  expect(
    await voicing(
      said.map((sample, i) => sample + (room[i] ?? 0)),
      silero,
    ),
  ).toBeNull();
});
