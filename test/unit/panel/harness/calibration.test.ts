import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCalibration, writeCalibration, type Calibration } from '../../../panel/harness/calibration.ts';

function freshFile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-calibration-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return path.join(folder, 'calibration.json');
}

const made: Calibration = {
  date: '2026-11-27',
  machine: 'a machine',
  commit: 'abc1234',
  command: 'npm run panel:calibrate',
  policy: 'silence-500',
  scenes: 30,
  answerMs: { n: 20, panel: { p50Ms: 900, p90Ms: 1200 }, electron: { p50Ms: 1000, p90Ms: 1500 } },
  stopMs: { n: 0, panel: null, electron: null },
  calibrated: false,
};

test('what was calibrated is read back as it was written', () => {
  const file = freshFile();
  writeCalibration(made, file);
  expect(readCalibration(file)).toEqual(made);
});

test('without a file nothing was calibrated', () => {
  expect(readCalibration(freshFile())).toBeNull();
});

test('a file that is something else is no calibration', () => {
  const file = freshFile();
  fs.writeFileSync(file, JSON.stringify({ calibrated: true }));
  expect(() => readCalibration(file)).toThrow(/machine/);
});

test('a median that is no number is not written', () => {
  const spoiled = { ...made, stopMs: { n: 1, panel: { p50Ms: Number.NaN, p90Ms: 0 }, electron: null } };
  expect(() => writeCalibration(spoiled, freshFile())).toThrow(/p50Ms/);
});
