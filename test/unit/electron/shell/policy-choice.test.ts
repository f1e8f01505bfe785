import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { inRoot } from '../../../../.ci/paths.ts';
import { choosePolicy } from '../../../../electron/shell/policy-choice.ts';

const fixture = inRoot('test/fixtures/interaction-model');
const wanted = { policy: 'learned', silenceTimeoutMs: 800 } as const;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-choice-'));
});
const copy = (name: string): void => fs.copyFileSync(path.join(fixture, name), path.join(folder, name));

test('who wants to go by a silence is given that, at the length they set', () => {
  const { policy, files, missing } = choosePolicy({ ...wanted, policy: 'silence-timeout' }, fixture);
  expect([policy.name, files, missing]).toEqual(['silence-timeout-800', null, false]);
});

test('the learned policy goes by the thresholds of its card', () => {
  for (const name of ['policy.onnx', 'policy.json']) copy(name);
  const file = path.join(folder, 'policy.json');
  const card = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
  fs.writeFileSync(file, JSON.stringify({ ...card, thresholds: { speakAt: 0.617, yieldAt: 0.4, more: 1 } }));
  const { policy, files, missing } = choosePolicy(wanted, folder);
  expect([policy.name, missing]).toEqual(['learned-61.7-40', false]);
  expect(files).toEqual({ network: path.join(folder, 'policy.onnx'), card: file });
});

test('without its network, its card, or sense in that, a silence stands in and it is said', () => {
  const standsIn = (): void => {
    const { policy, files, missing } = choosePolicy(wanted, folder);
    expect([policy.name, files, missing]).toEqual(['silence-timeout-800', null, true]);
  };
  standsIn();
  copy('policy.json');
  standsIn();
  copy('policy.onnx');
  fs.writeFileSync(path.join(folder, 'policy.json'), '{"thresholds":{"speakAt":2}}');
  standsIn();
});
