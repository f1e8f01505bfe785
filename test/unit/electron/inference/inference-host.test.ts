import { expect, test } from 'vitest';
import { hostEventSchema, type HostCommand } from '../../../../shared/inference.ts';
import { freshStage, recognise, recognised, say } from './support/host-stage.ts';

const stage = freshStage();

test('lanes are reported as they load, and those that have no pack as absent', async () => {
  stage.now.packs = ['silero-vad', 'flite'];
  await stage.now.load();
  expect(stage.now.states()).toEqual({
    floor: 'loading',
    'hear-final': 'absent',
    'hear-fast': 'absent',
    speak: 'loading',
    'speak-natural': 'absent',
  });
  stage.now.lane('floor').says({ type: 'ready', loadMs: 7 });
  expect(stage.now.states()).toMatchObject({ floor: 'ready', speak: 'loading' });
});

test('a stretch of sound is cut out of what was heard and goes to the lane that hears', async () => {
  await stage.now.allReady();
  await stage.now.host.handle({ type: 'sound', atSample: 0, pcm: new Int16Array(320).fill(16_384) });
  await stage.now.host.handle({ ...recognise('hear-1'), fromSample: 100, toSample: 200 });
  expect(stage.now.lane('floor').posted.map(({ type }) => type)).toEqual(['sound']);
  expect(stage.now.lane('hear-final').posted).toEqual([
    {
      type: 'recognise',
      requestId: 'hear-1',
      voiceActive: false,
      toSample: 200,
      samples: new Float32Array(100).fill(0.5),
    },
  ]);
});

test('an answer names the model that gave it', async () => {
  await stage.now.allReady();
  await stage.now.host.handle(recognise('hear-1'));
  stage.now.lane('hear-final').says(recognised('hear-1'));
  expect(stage.now.events.at(-1)).toMatchObject({
    type: 'recognised',
    requestId: 'hear-1',
    model: 'moonshine-base',
  });
});

test('a request to a lane that is not running fails at once', async () => {
  await stage.now.host.handle(say('say-1'));
  await stage.now.load();
  await stage.now.host.handle(recognise('hear-1'));
  expect(stage.now.failures()).toEqual(['say-1 in speak', 'hear-1 in hear-fast']);
});

test('a lane that dies ends its own requests and no others, and is said to have failed', async () => {
  await stage.now.allReady();
  for (const command of [recognise('hear-1'), recognise('hear-2'), say('say-1')])
    await stage.now.host.handle(command);
  stage.now.lane('hear-final').dies(134);
  expect(stage.now.failures()).toEqual(['hear-1 in hear-final', 'hear-2 in hear-final']);
  expect(stage.now.states()).toMatchObject({
    floor: 'ready',
    'hear-final': 'failed',
    'hear-fast': 'ready',
    speak: 'ready',
  });
});

test('a lane that cannot load is reported with its reason', async () => {
  await stage.now.load();
  stage.now.lane('speak').says({ type: 'failed', requestId: null, reason: 'Error: no sound' });
  const report = stage.now.events.at(-1);
  expect(report?.type === 'lanes' && report.lanes.find((one) => one.lane === 'speak')).toMatchObject({
    state: 'failed',
    reason: 'Error: no sound',
  });
});

test('loading again leaves what runs, starts what failed, and starts what came', async () => {
  stage.now.packs = ['silero-vad', 'moonshine-base'];
  await stage.now.allReady();
  stage.now.lane('hear-final').dies(1);
  stage.now.packs.push('flite');
  await stage.now.load();
  expect(stage.now.lanes.map(({ setup }) => setup.lane)).toEqual([
    'floor',
    'hear-final',
    'hear-final',
    'speak',
  ]);
  expect(stage.now.states()).toMatchObject({ floor: 'ready', 'hear-final': 'loading', speak: 'loading' });
});

test('a model that gets another stage.now.provider is started on it, and its old lane stopped', async () => {
  await stage.now.allReady();
  stage.now.provider = 'webgpu';
  await stage.now.load();
  expect(
    stage.now.lanes
      .filter(({ setup }) => setup.lane === 'hear-final')
      .map((one) => [one.setup.provider, one.stopped]),
  ).toEqual([
    ['cpu', true],
    ['webgpu', false],
  ]);
});

test('a lane whose pack is gone is stopped and absent', async () => {
  await stage.now.allReady();
  stage.now.packs = ['silero-vad'];
  await stage.now.load();
  expect(stage.now.lane('speak').stopped).toBe(true);
  expect(stage.now.states()).toMatchObject({ floor: 'ready', speak: 'absent' });
});

test('requests of a lane that a load takes away are answered: they fail', async () => {
  await stage.now.allReady();
  await stage.now.host.handle(recognise('hear-1'));
  stage.now.provider = 'webgpu';
  await stage.now.load();
  expect(stage.now.failures()).toEqual(['hear-1 in hear-final']);
});

test('a late word of a lane that was replaced is not taken for its successor', async () => {
  await stage.now.allReady();
  const old = stage.now.lane('hear-final');
  stage.now.provider = 'webgpu';
  await stage.now.load();
  old.says({ type: 'ready', loadMs: 1 });
  old.dies(1);
  expect(stage.now.states()).toMatchObject({ 'hear-final': 'loading' });
});

test('when base arrives tiny goes on beside it', async () => {
  stage.now.packs = ['moonshine-tiny'];
  await stage.now.allReady();
  stage.now.packs.push('moonshine-base');
  await stage.now.load();
  expect(stage.now.lane('hear-fast').stopped).toBe(false);
  expect(stage.now.states()).toMatchObject({ 'hear-fast': 'ready', 'hear-final': 'loading' });
});

test('tiny does the hearing where base is absent', async () => {
  stage.now.packs = ['silero-vad', 'moonshine-tiny'];
  await stage.now.allReady();
  await stage.now.host.handle(recognise('hear-1'));
  expect(stage.now.lane('hear-fast').posted.map(({ type }) => type)).toEqual(['recognise']);
});

test('a cancellation goes to the lane that works on the request, and its result is dropped', async () => {
  await stage.now.allReady();
  await stage.now.host.handle(recognise('hear-1'));
  await stage.now.host.handle({ type: 'cancel', requestId: 'hear-1' });
  await stage.now.host.handle({ type: 'cancel', requestId: 'hear-1' });
  await stage.now.host.handle({ type: 'cancel', requestId: 'say-9' });
  expect(stage.now.lane('hear-final').posted.map(({ type }) => type)).toEqual(['recognise', 'cancel']);
  expect(stage.now.lane('speak').posted).toEqual([]);
  const before = stage.now.events.length;
  stage.now.lane('hear-final').says(recognised('hear-1'));
  expect(stage.now.events.length).toBe(before);
});

const loadNatural = (): Promise<void> =>
  stage.now.host.handle({
    type: 'load',
    packsDir: '',
    manifestPath: '',
    providersPath: '',
    naturalVoice: { model: 'kokoro-fp32', provider: 'cpu' },
  });
const sayNaturally = (requestId: string): HostCommand => ({
  type: 'synthesise',
  requestId,
  sentences: ['Hello.'],
  voice: 'af_heart',
  pace: 1,
});

test('a natural voice has a lane of its own, beside the plain one, once it was chosen and its pack is there', async () => {
  stage.now.packs.push('kokoro-fp32');
  await stage.now.allReady();
  expect(stage.now.states()['speak-natural']).toBe('absent');
  await loadNatural();
  stage.now.lane('speak-natural').says({ type: 'ready', loadMs: 1 });
  expect(stage.now.lane('speak-natural').setup.files['af_heart']).toBe(
    '/packs/kokoro-fp32/voices/af_heart.bin',
  );
  expect(stage.now.states()).toMatchObject({ speak: 'ready', 'speak-natural': 'ready' });
  await stage.now.host.handle(sayNaturally('say-1'));
  expect(stage.now.lane('speak-natural').posted).toMatchObject([{ requestId: 'say-1', voice: 'af_heart' }]);
  await stage.now.load();
  expect(stage.now.lane('speak-natural').stopped).toBe(true);
  expect(stage.now.failures()).toEqual(['say-1 in speak-natural']);
});

test('a head that is asked for starts the quick recogniser anew, and what it tells goes on to main', async () => {
  await stage.now.allReady();
  const before = stage.now.lane('hear-final');
  const load = { type: 'load', packsDir: '', manifestPath: '', providersPath: '' } as const;
  await stage.now.host.handle({ ...load, endOfTurnHead: '/head.json' });
  const lane = stage.now.lane('hear-fast');
  expect([lane.setup.files['endOfTurnHead'], stage.now.lane('hear-final')]).toEqual(['/head.json', before]);
  lane.says({ type: 'ready', loadMs: 1 });
  await stage.now.host.handle({ ...load, endOfTurnHead: '/head.json' });
  expect([lane.stopped, stage.now.lane('hear-fast')]).toEqual([false, lane]);
  await stage.now.host.handle({ ...recognise('hear-1'), lane: 'hear-fast' });
  lane.says({ ...recognised('hear-1'), endOfTurn: 0.75 });
  expect(hostEventSchema.parse(stage.now.events.at(-1))).toMatchObject({
    requestId: 'hear-1',
    endOfTurn: 0.75,
  });
});

test('words for a natural voice that is not ready are said by a plain one', async () => {
  stage.now.packs.push('kokoro-fp32');
  await stage.now.allReady();
  await loadNatural();
  await stage.now.host.handle(sayNaturally('say-1'));
  expect(stage.now.lane('speak').posted).toMatchObject([{ requestId: 'say-1', voice: 'rms' }]);
  stage.now.lane('speak-natural').dies(134);
  await stage.now.host.handle(sayNaturally('say-2'));
  expect(stage.now.lane('speak').posted).toMatchObject([
    { requestId: 'say-1' },
    { requestId: 'say-2', voice: 'rms' },
  ]);
});

test('every sentence of an utterance passes, and nothing after the last', async () => {
  await stage.now.allReady();
  await stage.now.host.handle(say('say-1'));
  const pcm = new Float32Array(4);
  for (const [sentence, last] of [
    [0, false],
    [1, true],
    [2, true],
  ] as const)
    stage.now
      .lane('speak')
      .says({ type: 'synthesised', requestId: 'say-1', sentence, sentenceEnd: true, last, pcm, costMs: 1 });
  expect(stage.now.events.flatMap((event) => (event.type === 'synthesised' ? [event.sentence] : []))).toEqual(
    [0, 1],
  );
});
