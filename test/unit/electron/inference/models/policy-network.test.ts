import { expect, test } from 'vitest';
import path from 'node:path';
import { inRoot, testPacksFolder } from '../../../../../.ci/paths.ts';
import { PolicyNetwork } from '../../../../../electron/inference/models/policy-network.ts';
import { INPUT_SIZE } from '../../../../../electron/interaction/policy/learned/layout.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';

const file = inRoot('test/fixtures/interaction-model/policy.onnx');
const cell = Float32Array.from({ length: INPUT_SIZE }, (_, i) => Math.sin(i));

test('it carries its state from cell to cell, until it is reset', async () => {
  const network = await PolicyNetwork.open(file);
  const first = await network.step(cell);
  const second = await network.step(cell);
  expect(second).not.toEqual(first);
  network.reset();
  expect(await network.step(cell)).toEqual(first);
});

test('what it tells has four decimals', async () => {
  const network = await PolicyNetwork.open(file);
  const { act, user, voice } = await network.step(cell);
  for (const value of [...act, ...user, ...voice]) expect(value).toBe(Number(value.toFixed(4)));
});

test('a model of another shape is refused in words', async ({ skip }) => {
  const missing = packsMissing('silero-vad');
  if (missing !== null) skip(missing);
  const silero = path.join(testPacksFolder(), 'silero-vad', 'silero_vad_v6.onnx');
  await expect(PolicyNetwork.open(silero)).rejects.toThrow(
    'interaction policy: its network has no input "cell"',
  );
});
