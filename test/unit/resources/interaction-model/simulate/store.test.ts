import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { INPUT_SIZE } from '../../../../../electron/interaction/policy/learned/layout.ts';
import { LABEL_SIZE, labelsOf } from '../../../../../resources/interaction-model/simulate/labels.ts';
import {
  isStored,
  read,
  store,
  storedOf,
} from '../../../../../resources/interaction-model/simulate/store.ts';
import { summary } from '../../../../../resources/interaction-model/simulate/summary.ts';
import { outcomeOf, sceneOf, turn, utterance } from '../../../panel/metrics/support/stage.ts';

const scene = sceneOf('question', [turn(1500, 3000)], {
  id: 'one',
  speakers: ['somebody'],
  durationMs: 6000,
});
const ends = Array.from({ length: 30 }, (_, i) => 200 * (i + 1));
const labels = labelsOf(scene, outcomeOf([utterance('answer', 3700, 5000)]), ends);
const inputs = ends.map((_, cell) => new Float32Array(INPUT_SIZE).fill(cell));
const about = storedOf(scene, {
  split: 'train',
  seed: 4,
  kind: 'turn',
  behaviour: 'silence-500',
  cells: ends.length,
});

const folder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'beside-sessions-'));

test('what is stored is read again, a row of inputs and labels for each cell', () => {
  const at = folder();
  expect(isStored(at, 'one')).toBe(false);
  store(at, about, inputs, labels);
  expect(isStored(at, 'one')).toBe(true);
  expect(read(at, 'one')).toEqual({ about, labels });
  const bytes = fs.readFileSync(path.join(at, 'one.bin'));
  expect(bytes.length).toBe(4 * 30 * (INPUT_SIZE + LABEL_SIZE));
  const float = (cell: number, index: number): number =>
    bytes.readFloatLE(4 * (cell * (INPUT_SIZE + LABEL_SIZE) + index));
  expect([float(7, 0), float(7, INPUT_SIZE - 1)]).toEqual([7, 7]);
  expect(float(7, INPUT_SIZE + LABEL_SIZE - 1)).toBe(labels[7]?.at(-1));
});

test('cells of another size than the layout says are refused', () => {
  expect(() => store(folder(), about, [new Float32Array(3)], labels)).toThrow('3 inputs');
  expect(() => store(folder(), about, inputs, labels.slice(1))).toThrow('undefined labels');
});

test('the summary counts hours, labels and speakers', () => {
  const text = summary([
    { about, labels },
    { about: { ...about, human: true, speakers: ['else'] }, labels },
  ]);
  expect(text).toContain('2 sessions (1 of recordings), 60 cells, 0.00 h');
  const count = labels.filter((label) => label[2] === 1).length;
  expect(count).toBeGreaterThan(2);
  expect(text).toMatch(new RegExp(`\\| speak \\| ${2 * count} \\|`));
  expect(text).toContain('| somebody | 1 |');
});
