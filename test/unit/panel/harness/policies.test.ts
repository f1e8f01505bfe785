import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { policyNamed, taughtNamed } from '../../../panel/harness/policies.ts';

test.each([
  ['silence-700', 'silence-timeout-700', undefined],
  ['eot-5', 'end-of-turn-5', true],
  ['eot-60', 'end-of-turn-60', true],
  ['eot-99', 'end-of-turn-99', true],
  ['learned-61.5-40', 'learned-61.5-40', undefined],
])('%s is made by its name', (name, full, asksEndOfTurn) => {
  expect(policyNamed(name).name).toBe(full);
  expect(policyNamed(name).asksEndOfTurn).toBe(asksEndOfTurn);
});

test.each(['eot-4', 'eot-0', 'eot-100', 'eot-', 'eot-x'])('%s is no policy', (name) => {
  expect(() => policyNamed(name)).toThrow(`no policy is called ${name}`);
});

test('the learned policy gives way as its card says, unless its name says so', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-card-'));
  const card = path.join(folder, 'policy.json');
  const thresholds = { speakAt: 0.5, yieldAt: 0.615 };
  fs.writeFileSync(card, JSON.stringify({ sha256: 'a', layout: 'b', thresholds }));
  const files = { network: '', card };
  expect(taughtNamed('learned-60', files)?.name).toBe('learned-60-61.5');
  expect(taughtNamed('learned-60-40', files)?.name).toBe('learned-60-40');
  expect(taughtNamed('learned-60', null)?.name).toBe('learned-60');
  expect(taughtNamed('silence-500', files)).toBeNull();
});
