import { expect, test } from 'vitest';
import { freshStage, recognise, recognised } from './support/host-stage.ts';

const stage = freshStage();

const policy = { network: '/policy.onnx', card: '/policy.json' };
const decide = {
  type: 'decide',
  cell: 3,
  utteranceFromSample: 0,
  words: new Float32Array(36),
  events: new Float32Array(12),
} as const;

async function readyWithPolicy(): Promise<void> {
  await stage.now.host.handle({ type: 'load', packsDir: '', manifestPath: '', providersPath: '', policy });
  for (const one of stage.now.lanes) one.says({ type: 'ready', loadMs: 7 });
}

test('with a policy its network is where voice activity is, and the quick recogniser pools what its encoder makes', async () => {
  await readyWithPolicy();
  expect(stage.now.lane('floor').setup.files).toMatchObject({
    policy: policy.network,
    policyCard: policy.card,
  });
  expect(stage.now.lane('hear-fast').setup.poolsEncoder).toBe(true);
  expect(stage.now.lane('hear-final').setup.poolsEncoder).toBeUndefined();
  await stage.now.load();
  expect(stage.now.lane('floor').setup.files).not.toHaveProperty('policy');
});

test('a cell that is asked about goes to the network with the newest hearing, which stays in this process', async () => {
  await readyWithPolicy();
  await stage.now.host.handle({ type: 'sound', atSample: 0, pcm: new Int16Array(320) });
  await stage.now.host.handle(decide);
  await stage.now.host.handle({ ...recognise('hear-1'), lane: 'hear-fast' });
  const encoder = Float32Array.of(1, 2);
  stage.now.lane('hear-fast').says({ ...recognised('hear-1'), audioMs: 20, encoder });
  await stage.now.host.handle(decide);
  const asked = stage.now.lane('floor').posted.flatMap((one) => (one.type === 'decide' ? [one.encoder] : []));
  expect(asked).toEqual([null, { toSample: 320, vector: encoder }]);
  const heard = stage.now.events.find(({ type }) => type === 'recognised');
  expect(heard).toMatchObject({ text: 'Hi' });
  expect(heard).not.toHaveProperty('encoder');
  const output = { type: 'decided', cell: 3, act: [1], user: [1], voice: [1], costMs: 2 } as const;
  stage.now.lane('floor').says(output);
  expect(stage.now.events.at(-1)).toEqual(output);
});

test('a closed gate is told to the network, and no hearing outlives it', async () => {
  await readyWithPolicy();
  await stage.now.host.handle({ ...recognise('hear-1'), lane: 'hear-fast' });
  stage.now.lane('hear-fast').says({ ...recognised('hear-1'), audioMs: 20, encoder: Float32Array.of(1) });
  await stage.now.host.handle({ type: 'forget' });
  await stage.now.host.handle(decide);
  expect(stage.now.lane('floor').posted.slice(-2)).toMatchObject([{ type: 'forget' }, { encoder: null }]);
});

test('a lane that has to do without something is ready, and says what', async () => {
  await stage.now.load();
  stage.now.lane('floor').says({ type: 'lacks', reason: 'Error: no such network' });
  stage.now.lane('floor').says({ type: 'ready', loadMs: 7 });
  const report = stage.now.events.at(-1);
  expect(report?.type === 'lanes' && report.lanes.find((one) => one.lane === 'floor')).toMatchObject({
    state: 'ready',
    reason: 'Error: no such network',
  });
});
