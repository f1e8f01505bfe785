import path from 'node:path';
import { expect, test } from 'vitest';
import { smartTurnFeatures } from '../../../../../../electron/inference/models/smart-turn/features.ts';
import { SmartTurn } from '../../../../../../electron/inference/models/smart-turn/smart-turn.ts';

/** A model of Smart Turn's input and output; made by `make.py` beside it: sigmoid of 4 times the mean, less 2. */
const tiny = path.resolve('test/fixtures/smart-turn/tiny.onnx');

const tone = (samples: number): Float32Array =>
  Float32Array.from({ length: samples }, (_, i) => 0.3 * Math.sin(i * 0.2) + 0.1 * Math.sin(i * 0.011));

test.each([
  ['half a second', 8000],
  ['8 s', 128_000],
  ['12 s', 192_000],
])('%s: its features go into the model, and the probability comes out', async (_name, samples) => {
  const model = await SmartTurn.open(tiny, 'cpu');
  const features = smartTurnFeatures(tone(samples));
  const mean = features.reduce((sum, value) => sum + value, 0) / features.length;
  expect(await model.probability(tone(samples))).toBeCloseTo(1 / (1 + Math.exp(2 - 4 * mean)), 4);
});

test('another model is refused', async () => {
  const file = path.resolve('test/fixtures/smart-turn/other.onnx');
  await expect(SmartTurn.open(file, 'cpu')).rejects.toThrow('it takes "input_features"');
});
