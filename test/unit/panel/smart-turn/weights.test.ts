import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  howToGet,
  locateWeights,
  smartTurnWeights,
  type Weights,
} from '../../../panel/smart-turn/weights.ts';

const content = Buffer.from('weights');
const weights: Weights = {
  folder: 'model',
  file: 'model.onnx',
  bytes: content.length,
  sha256: crypto.createHash('sha256').update(content).digest('hex'),
  origin: 'somebody/model, MIT',
};
let packs: string;

beforeEach(() => void (packs = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-weights-'))));
afterEach(() => fs.rmSync(packs, { recursive: true }));

function put(bytes: Buffer): string {
  const file = path.join(packs, 'model/model.onnx');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  return file;
}

test('the file that was meant is found', () => {
  const file = put(content);
  expect(locateWeights(packs, weights)).toBe(file);
});

test('where there is none, it is told what to put where', () => {
  expect(locateWeights(packs, weights)).toBeNull();
  expect(howToGet('/packs', smartTurnWeights)).toBe(
    'smart-turn-v3.2-cpu.onnx is not here. It is in pipecat-ai/smart-turn-v3 at revision f766f81d3cfdf7737ac64aad813d91bbfd56bf93, BSD-2-Clause (8679182 bytes); put it at /packs/smart-turn/smart-turn-v3.2-cpu.onnx.',
  );
});

test.each([
  ['one cut off', content.subarray(1), 'it has 6 bytes and not 7'],
  ['one with another content', Buffer.from('Weights'), `its sha256 is`],
])('%s is refused in words', (_name, bytes, wrong) => {
  const file = put(bytes);
  const said = (): unknown => locateWeights(packs, weights);
  expect(said).toThrow(`${file} is not the file of somebody/model, MIT: ${wrong}`);
  expect(said).toThrow('Replace it, or take it away.');
});
