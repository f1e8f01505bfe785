import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  endOfTurnProbability,
  readEndOfTurnHead,
  type EndOfTurnHead,
} from '../../../../../electron/inference/end-of-turn/head.ts';

const head: EndOfTurnHead = {
  model: 'moonshine-tiny',
  mean: [1, -2],
  scale: [2, 0.5],
  weights: [1, 0.5],
  bias: -0.5,
  trained: {
    date: '2026-11-27',
    command: 'npm run panel:train-eot',
    split: 'train',
    examples: { turnEnds: 3, pauses: 4 },
    l2: 0.1,
    tune: { examples: { turnEnds: 2, pauses: 1 }, accuracy: 1, auc: 1 },
    tunePeople: { examples: { turnEnds: 1, pauses: 1 }, accuracy: 0.5, auc: 0.5 },
  },
};

let folder: string;
beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-head-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function written(content: string): string {
  const file = path.join(folder, 'head.json');
  fs.writeFileSync(file, content);
  return file;
}

test.each([
  // The mean: what is left is the bias.
  [[1, -2], 1 / (1 + Math.exp(0.5))],
  // (3 − 1) ÷ 2 + 0.5 × (−1 + 2) ÷ 0.5 − 0.5 = 1.5
  [[3, -1], 1 / (1 + Math.exp(-1.5))],
  // (2 − 1) ÷ 2 − 0.5 = 0
  [[2, -2], 0.5],
])('of %j it makes the probability that is worked out by hand', (vector, probability) => {
  expect(endOfTurnProbability(head, Float32Array.from(vector))).toBeCloseTo(probability, 12);
});

test('a vector of another length is refused', () => {
  expect(() => endOfTurnProbability(head, new Float32Array(3))).toThrow('takes 2 values, and these are 3');
});

test('a head is read as it was written', async () => {
  expect(await readEndOfTurnHead(written(JSON.stringify(head)), 'moonshine-tiny')).toEqual(head);
});

test.each([
  ['no JSON', '{"mean":', /no JSON/],
  ['a list', '[]', /expected object/],
  ['a field that lacks', JSON.stringify({ ...head, bias: undefined }), /number.*\n.*bias/],
  ['lists of different lengths', JSON.stringify({ ...head, mean: [1] }), /differ in length/],
  ['a deviation of nothing', JSON.stringify({ ...head, scale: [0, 1] }), /scale\[0\]/],
  ['a field that nobody knows', JSON.stringify({ ...head, mood: 1 }), /mood/],
  ['a weight that is none', JSON.stringify({ ...head, weights: [1, 'heavy'] }), /weights\[1\]/],
])('%s is refused, in words', async (_what, content, message) => {
  await expect(readEndOfTurnHead(written(content), 'moonshine-tiny')).rejects.toThrow(message);
});

test("another recogniser's head is refused", async () => {
  await expect(readEndOfTurnHead(written(JSON.stringify(head)), 'moonshine-base')).rejects.toThrow(
    'trained on moonshine-tiny, and moonshine-base is to use it',
  );
});

test('the head that ships can be read, and is for vectors of the quick recogniser', async () => {
  const file = path.resolve(
    import.meta.dirname,
    '../../../../../resources/interaction-model/end-of-turn-head.json',
  );
  const shipped = await readEndOfTurnHead(file, 'moonshine-tiny');
  expect(shipped.weights.length).toBe(2 * 288);
  expect(fs.statSync(file).size).toBeLessThan(40_000);
  expect(shipped.trained.tune.auc).toBeGreaterThan(0.6);
});
