import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import {
  INPUT_SIZE,
  inputs,
  offsetOf,
  type InputName,
} from '../../electron/interaction/policy/learned/layout.ts';
import { SILENT_BAND } from '../../electron/inference/models/log-mel.ts';
import type { Scene } from '../panel/scene.ts';
import { contestantNamed } from '../panel/harness/contestants.ts';
import { harnessHere } from '../panel/harness/harness-here.ts';
import { playScene } from '../panel/harness/play-scene.ts';
import { recordInputs, type RecordedInputs } from '../panel/harness/record-inputs.ts';
import { scenario } from './support/scenario.ts';
import { sceneWith } from './support/panel-scene.ts';

vi.mock('electron', () => import('./support/electron.ts'));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-inputs-'));
const TALKS_FROM_MS = 1000;

const sceneOf = (prelude: Scene['prelude'], text: string) =>
  sceneWith(prelude, text, { leadMs: TALKS_FROM_MS, tailMs: 1500 });

const part = (input: Float32Array, name: InputName): Float32Array => {
  const size = inputs.find((one) => one.name === name)?.size ?? 0;
  return input.subarray(offsetOf(name), offsetOf(name) + size);
};
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of a part's values, over the cells that end between two times. */
function meanOf(
  { inputs: all, cellEndMs }: RecordedInputs,
  name: InputName,
  fromMs: number,
  toMs: number,
): number {
  const cells = all.filter((_, i) => (cellEndMs[i] ?? 0) > fromMs && (cellEndMs[i] ?? 0) <= toMs);
  return cells.reduce((sum, input) => sum + mean(part(input, name)), 0) / cells.length;
}

scenario('what a network would be given of a scene is written down, a vector for every cell', async () => {
  const compiled = await sceneOf({ kind: 'none' }, 'What is thirty plus nine?');
  const harness = harnessHere(folder);
  const recorded = await recordInputs(compiled, contestantNamed('silence-800'), harness);
  const { inputs: all, cellEndMs, outcome } = recorded;
  expect(outcome.spoken.map(({ text }) => text)).toEqual(['Thirty plus nine is 39.']);

  expect(all.length).toBeGreaterThan(30);
  expect(all.every((input) => input.length === INPUT_SIZE && input.every(Number.isFinite))).toBe(true);
  for (const [i, endMs] of cellEndMs.entries()) if (i > 0) expect(endMs - (cellEndMs[i - 1] ?? 0)).toBe(200);

  // The person is loud while they speak, and Beside while it answers.
  const [answer] = outcome.spoken;
  const saidMs = compiled.sound.length / 16 - 1500;
  expect(meanOf(recorded, 'microphone', TALKS_FROM_MS + 300, saidMs)).toBeGreaterThan(
    meanOf(recorded, 'microphone', 0, TALKS_FROM_MS) + 0.8,
  );
  expect(meanOf(recorded, 'own', 0, saidMs)).toBeCloseTo(SILENT_BAND, 4);
  expect(meanOf(recorded, 'own', (answer?.fromMs ?? 0) + 300, answer?.toMs ?? 0)).toBeGreaterThan(
    SILENT_BAND + 0.8,
  );
  expect(meanOf(recorded, 'voiceActivity', TALKS_FROM_MS + 300, saidMs)).toBeGreaterThan(0.7);

  // Words grow, and the last of them ends the sentence.
  const counts = all.map((input) => part(input, 'words')[0] ?? 0);
  expect(Math.max(...counts)).toBeCloseTo(0.5, 5);
  expect(all.some((input) => part(input, 'words')[2] === 1)).toBe(true);
  // The encoder's output comes with the words, and its age grows from cell to cell while none is newer.
  const heard = all.filter((input) => part(input, 'encoderAge')[0] === 1);
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.every((input) => part(input, 'encoder').some((value) => value !== 0))).toBe(true);
  expect(
    all.every(
      (input) => (part(input, 'encoderAge')[0] === 1) === part(input, 'encoder').some((v) => v !== 0),
    ),
  ).toBe(true);

  const again = await recordInputs(compiled, contestantNamed('silence-800'), harness);
  expect(again).toEqual(recorded);
});

scenario(
  'with Beside talking its own voice is in the vectors, and being written down changes nothing',
  async () => {
    const compiled = await sceneOf({ kind: 'beside-talks' }, 'Mm-hm.');
    const harness = harnessHere(folder);
    const recorded = await recordInputs(compiled, contestantNamed('fault-ignores-barge-in'), harness);
    expect(meanOf(recorded, 'own', 300, 900)).toBeGreaterThan(SILENT_BAND + 0.8);
    expect(recorded.cellEndMs[0]).toBeLessThan(0);
    const speaks = recorded.inputs.filter((input) => part(input, 'events')[3] === 1);
    expect(speaks.length).toBeGreaterThan(10);
    const { voiced } = await playScene(compiled, contestantNamed('fault-ignores-barge-in'), harness);
    expect(recorded.outcome.voiced).toEqual(voiced);
  },
);
