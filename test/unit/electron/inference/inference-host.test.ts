import { beforeEach, expect, test } from 'vitest';
import { InferenceHost } from '../../../../electron/inference/inference-host.ts';
import type {
  LaneCommand,
  LaneEvent,
  LaneSetup,
} from '../../../../electron/inference/lanes/lane-protocol.ts';
import type { HostCommand, HostEvent, ProviderName } from '../../../../shared/inference.ts';

/** A lane's thread that does nothing by itself. */
interface FakeLane {
  readonly setup: LaneSetup;
  readonly posted: LaneCommand[];
  stopped: boolean;
  says(event: LaneEvent): void;
  dies(code: number): void;
}

let packs: string[];
let provider: ProviderName;
let lanes: FakeLane[];
let events: HostEvent[];
let host: InferenceHost;

beforeEach(() => {
  packs = ['silero-vad', 'moonshine-base', 'moonshine-tiny', 'flite'];
  provider = 'cpu';
  lanes = [];
  events = [];
  host = new InferenceHost({
    startLane: (setup, says, dies) => {
      const lane: FakeLane = { setup, posted: [], stopped: false, says, dies };
      lanes.push(lane);
      return {
        post: (command) => void lane.posted.push(command),
        stop: async () => {
          lane.stopped = true;
        },
      };
    },
    readPacks: async () => [
      (packId, path) => (packs.includes(packId) ? `/packs/${packId}/${path}` : null),
      (model) => (model === 'moonshine-base' ? provider : 'cpu'),
    ],
    emit: (event) => void events.push(event),
    onnxruntime: '1.2.3',
    backends: ['cpu', 'webgpu'],
  });
});

const load = (): Promise<void> =>
  host.handle({ type: 'load', packsDir: '', manifestPath: '', providersPath: '' });
const lane = (name: string): FakeLane => {
  const found = lanes.findLast(({ setup }) => setup.lane === name);
  if (!found) throw new Error(`no lane ${name}`);
  return found;
};
const states = (): Record<string, string> => {
  const report = events.findLast((event) => event.type === 'lanes');
  return Object.fromEntries((report?.lanes ?? []).map(({ lane: name, state }) => [name, state]));
};
const failures = (): string[] =>
  events.flatMap((event) => (event.type === 'failed' ? [`${event.requestId} in ${event.lane}`] : []));
const recognise = (requestId: string): Extract<HostCommand, { type: 'recognise' }> => ({
  type: 'recognise',
  requestId,
  lane: 'hear-final',
  voiceActive: false,
  fromSample: 0,
  toSample: 320,
});
const say = (requestId: string): HostCommand => ({
  type: 'synthesise',
  requestId,
  sentences: ['Hello.'],
  voice: 'rms',
});
const recognised = (requestId: string): LaneEvent => ({
  type: 'recognised',
  requestId,
  text: 'Hi',
  audioMs: 1,
  costMs: 1,
});

async function allReady(): Promise<void> {
  await load();
  for (const one of lanes) one.says({ type: 'ready', loadMs: 7 });
}

test('lanes are reported as they load, and those that have no pack as absent', async () => {
  packs = ['silero-vad', 'flite'];
  await load();
  expect(states()).toEqual({
    floor: 'loading',
    'hear-final': 'absent',
    'hear-fast': 'absent',
    speak: 'loading',
    'speak-natural': 'absent',
  });
  lane('floor').says({ type: 'ready', loadMs: 7 });
  expect(states()).toMatchObject({ floor: 'ready', speak: 'loading' });
});

test('a stretch of sound is cut out of what was heard and goes to the lane that hears', async () => {
  await allReady();
  await host.handle({ type: 'sound', atSample: 0, pcm: new Int16Array(320).fill(16_384) });
  await host.handle({ ...recognise('hear-1'), fromSample: 100, toSample: 200 });
  expect(lane('floor').posted.map(({ type }) => type)).toEqual(['sound']);
  expect(lane('hear-final').posted).toEqual([
    {
      type: 'recognise',
      requestId: 'hear-1',
      voiceActive: false,
      samples: new Float32Array(100).fill(0.5),
    },
  ]);
});

test('an answer names the model that gave it', async () => {
  await allReady();
  await host.handle(recognise('hear-1'));
  lane('hear-final').says(recognised('hear-1'));
  expect(events.at(-1)).toMatchObject({ type: 'recognised', requestId: 'hear-1', model: 'moonshine-base' });
});

test('a request to a lane that is not running fails at once', async () => {
  await host.handle(say('say-1'));
  await load();
  await host.handle(recognise('hear-1'));
  expect(failures()).toEqual(['say-1 in speak', 'hear-1 in hear-fast']);
});

test('a lane that dies ends its own requests and no others, and is said to have failed', async () => {
  await allReady();
  for (const command of [recognise('hear-1'), recognise('hear-2'), say('say-1')]) await host.handle(command);
  lane('hear-final').dies(134);
  expect(failures()).toEqual(['hear-1 in hear-final', 'hear-2 in hear-final']);
  expect(states()).toMatchObject({
    floor: 'ready',
    'hear-final': 'failed',
    'hear-fast': 'ready',
    speak: 'ready',
  });
});

test('a lane that cannot load is reported with its reason', async () => {
  await load();
  lane('speak').says({ type: 'failed', requestId: null, reason: 'Error: no sound' });
  const report = events.at(-1);
  expect(report?.type === 'lanes' && report.lanes.find((one) => one.lane === 'speak')).toMatchObject({
    state: 'failed',
    reason: 'Error: no sound',
  });
});

test('loading again leaves what runs, starts what failed, and starts what came', async () => {
  packs = ['silero-vad', 'moonshine-base'];
  await allReady();
  lane('hear-final').dies(1);
  packs.push('flite');
  await load();
  expect(lanes.map(({ setup }) => setup.lane)).toEqual(['floor', 'hear-final', 'hear-final', 'speak']);
  expect(states()).toMatchObject({ floor: 'ready', 'hear-final': 'loading', speak: 'loading' });
});

test('a model that gets another provider is started on it, and its old lane stopped', async () => {
  await allReady();
  provider = 'webgpu';
  await load();
  expect(
    lanes.filter(({ setup }) => setup.lane === 'hear-final').map((one) => [one.setup.provider, one.stopped]),
  ).toEqual([
    ['cpu', true],
    ['webgpu', false],
  ]);
});

test('a lane whose pack is gone is stopped and absent', async () => {
  await allReady();
  packs = ['silero-vad'];
  await load();
  expect(lane('speak').stopped).toBe(true);
  expect(states()).toMatchObject({ floor: 'ready', speak: 'absent' });
});

test('requests of a lane that a load takes away are answered: they fail', async () => {
  await allReady();
  await host.handle(recognise('hear-1'));
  provider = 'webgpu';
  await load();
  expect(failures()).toEqual(['hear-1 in hear-final']);
});

test('a late word of a lane that was replaced is not taken for its successor', async () => {
  await allReady();
  const old = lane('hear-final');
  provider = 'webgpu';
  await load();
  old.says({ type: 'ready', loadMs: 1 });
  old.dies(1);
  expect(states()).toMatchObject({ 'hear-final': 'loading' });
});

test('when base arrives tiny goes on beside it', async () => {
  packs = ['moonshine-tiny'];
  await allReady();
  packs.push('moonshine-base');
  await load();
  expect(lane('hear-fast').stopped).toBe(false);
  expect(states()).toMatchObject({ 'hear-fast': 'ready', 'hear-final': 'loading' });
});

test('tiny does the hearing where base is absent', async () => {
  packs = ['silero-vad', 'moonshine-tiny'];
  await allReady();
  await host.handle(recognise('hear-1'));
  expect(lane('hear-fast').posted.map(({ type }) => type)).toEqual(['recognise']);
});

test('a cancellation goes to the lane that works on the request, and its result is dropped', async () => {
  await allReady();
  await host.handle(recognise('hear-1'));
  await host.handle({ type: 'cancel', requestId: 'hear-1' });
  await host.handle({ type: 'cancel', requestId: 'hear-1' });
  await host.handle({ type: 'cancel', requestId: 'say-9' });
  expect(lane('hear-final').posted.map(({ type }) => type)).toEqual(['recognise', 'cancel']);
  expect(lane('speak').posted).toEqual([]);
  const before = events.length;
  lane('hear-final').says(recognised('hear-1'));
  expect(events.length).toBe(before);
});

const loadNatural = (): Promise<void> =>
  host.handle({
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
});

test('a natural voice has a lane of its own, beside the plain one, once it was chosen and its pack is there', async () => {
  packs = [...packs, 'kokoro-fp32'];
  await allReady();
  expect(states()['speak-natural']).toBe('absent');
  await loadNatural();
  lane('speak-natural').says({ type: 'ready', loadMs: 1 });
  expect(lane('speak-natural').setup.files['af_heart']).toBe('/packs/kokoro-fp32/voices/af_heart.bin');
  expect(states()).toMatchObject({ speak: 'ready', 'speak-natural': 'ready' });
  await host.handle(sayNaturally('say-1'));
  expect(lane('speak-natural').posted).toMatchObject([{ requestId: 'say-1', voice: 'af_heart' }]);
  await load();
  expect(lane('speak-natural').stopped).toBe(true);
  expect(failures()).toEqual(['say-1 in speak-natural']);
});

test('words for a natural voice that is not ready are said by a plain one', async () => {
  packs = [...packs, 'kokoro-fp32'];
  await allReady();
  await loadNatural();
  await host.handle(sayNaturally('say-1'));
  expect(lane('speak').posted).toMatchObject([{ requestId: 'say-1', voice: 'rms' }]);
  lane('speak-natural').dies(134);
  await host.handle(sayNaturally('say-2'));
  expect(lane('speak').posted).toMatchObject([{ requestId: 'say-1' }, { requestId: 'say-2', voice: 'rms' }]);
});

test('every sentence of an utterance passes, and nothing after the last', async () => {
  await allReady();
  await host.handle(say('say-1'));
  const pcm = new Float32Array(4);
  for (const [sentence, last] of [
    [0, false],
    [1, true],
    [2, true],
  ] as const)
    lane('speak').says({
      type: 'synthesised',
      requestId: 'say-1',
      sentence,
      sentenceEnd: true,
      last,
      pcm,
      costMs: 1,
    });
  expect(events.flatMap((event) => (event.type === 'synthesised' ? [event.sentence] : []))).toEqual([0, 1]);
});
