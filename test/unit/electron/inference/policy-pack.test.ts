import { expect, test } from 'vitest';
import { inRoot } from '../../../../.ci/paths.ts';
import { checkPolicyPack, layoutHash, policyCardOf } from '../../../../electron/inference/policy-pack.ts';

const file = (name: string): string => inRoot('test/fixtures/interaction-model', name);

test('a network and its card belong together', async () => {
  await expect(checkPolicyPack(file('policy.onnx'), file('policy.json'))).resolves.toBeUndefined();
  await expect(checkPolicyPack(file('README.md'), file('policy.json'))).rejects.toThrow(
    'not the one of its card',
  );
});

test('the hash of the layout is the one that training was told', () => {
  expect(layoutHash()).toBe('8480d58abc1f2c8950912d7fee6bc7e64e04f1b7a9f78c32236291d1f7c245d4');
});

test('a card without thresholds is none', () => {
  expect(() => policyCardOf('{"sha256":"a","layout":"b"}')).toThrow('thresholds');
});
