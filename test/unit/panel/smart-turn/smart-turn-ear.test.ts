import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmartTurn } from '../../../../electron/inference/models/smart-turn/smart-turn.ts';
import { KeptAnswers } from '../../../panel/harness/kept-answers.ts';
import { SmartTurnEar } from '../../../panel/smart-turn/smart-turn-ear.ts';

/** Of Smart Turn's input and output. */
const tiny = path.resolve('test/fixtures/smart-turn/tiny.onnx');
let folder: string;

beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-ear-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

const rising = (samples: number): Float32Array =>
  Float32Array.from({ length: samples }, (_, i) => (i / samples) * Math.sin(i * 0.2));

test('it says what the model says of the last 8 s, and the model is asked once', async () => {
  const sound = rising(150_000);
  const kept = new KeptAnswers(folder, 'a');
  const ear = new SmartTurnEar(tiny, kept, '1.30.0');
  const said = await ear.probability(sound);
  const model = await SmartTurn.open(tiny, 'cpu');
  expect(said).toBe(await model.probability(sound.subarray(-128_000)));
  expect([await ear.probability(sound), kept.made]).toEqual([said, 1]);
  const next = new KeptAnswers(folder, 'b');
  expect(await new SmartTurnEar(tiny, next, '1.30.0').probability(sound.subarray(22_000))).toBe(said);
  expect(next.made).toBe(0);
});

test('another sound and another runtime are another question', async () => {
  const kept = new KeptAnswers(folder, 'a');
  const ear = new SmartTurnEar(tiny, kept, '1.30.0');
  const said = await ear.probability(rising(4000));
  expect(await ear.probability(rising(9000))).not.toBe(said);
  expect(await new SmartTurnEar(tiny, kept, '1.31.0').probability(rising(4000))).toBe(said);
  expect(kept.made).toBe(3);
});
