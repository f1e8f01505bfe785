import { expect, test } from 'vitest';
import { policyNamed } from '../../../panel/harness/policies.ts';

test.each([
  ['silence-700', 'silence-timeout-700', undefined],
  ['eot-5', 'end-of-turn-5', true],
  ['eot-60', 'end-of-turn-60', true],
  ['eot-99', 'end-of-turn-99', true],
  ['learned-60', 'learned-60', undefined],
  ['learned-61.5-40', 'learned-61.5-40', undefined],
])('%s is made by its name', (name, full, asksEndOfTurn) => {
  expect(policyNamed(name).name).toBe(full);
  expect(policyNamed(name).asksEndOfTurn).toBe(asksEndOfTurn);
});

test.each(['eot-4', 'eot-0', 'eot-100', 'eot-', 'eot-x'])('%s is no policy', (name) => {
  expect(() => policyNamed(name)).toThrow(`no policy is called ${name}`);
});
