import { expect, test } from 'vitest';
import type { LaneEvent } from '../../../../electron/inference/lanes/lane-protocol.ts';
import { freshStage, recognise, say } from './support/host-stage.ts';

const stage = freshStage();

const restartDue = (): void => {
  for (const { callback } of stage.now.timers.splice(0)) callback();
};

test('a lane that died is started again, with growing pauses, and given up when it dies the fourth time', async () => {
  await stage.now.allReady();
  const pauses: number[] = [];
  for (let death = 0; death < 4; death++) {
    stage.now.lane('speak').dies(134);
    pauses.push(...stage.now.timers.map(({ delayMs }) => delayMs));
    restartDue();
  }
  expect(pauses).toEqual([250, 1000, 4000]);
  expect(stage.now.states()).toMatchObject({ floor: 'ready', speak: 'failed' });
});

test('a lane that came back does its work again', async () => {
  await stage.now.allReady();
  stage.now.lane('speak').dies(134);
  await stage.now.host.handle(say('say-1'));
  expect(stage.now.failures()).toEqual(['say-1 in speak']);
  restartDue();
  expect(stage.now.states()).toMatchObject({ speak: 'loading' });
  stage.now.lane('speak').says({ type: 'ready', loadMs: 7 });
  await stage.now.host.handle(say('say-2'));
  expect(stage.now.lane('speak').posted.map(({ type }) => type)).toEqual(['synthesise']);
});

test('a lane that a load took away before its restart stays away', async () => {
  await stage.now.allReady();
  stage.now.lane('speak').dies(134);
  stage.now.packs = ['silero-vad'];
  await stage.now.load();
  restartDue();
  expect(stage.now.states()).toMatchObject({ speak: 'absent' });
});

const usage = (cpuMs: number): LaneEvent => ({ type: 'usage', cpuMs, queued: 1, dropped: 2 });

test('what a lane cost is summed over the threads it ran on', async () => {
  await stage.now.allReady();
  stage.now.lane('floor').says(usage(100));
  stage.now.lane('floor').says(usage(150));
  stage.now.lane('floor').dies(1);
  restartDue();
  stage.now.lane('floor').says(usage(30));
  stage.now.host.reportUsage();
  expect(stage.now.events.at(-1)).toEqual({
    type: 'usage',
    residentBytes: 100,
    lanes: [{ lane: 'floor', cpuMs: 180, queued: 1, dropped: 4 }],
  });
});

test('memory is given back in silence only, with no work open, and not right after the start', async () => {
  await stage.now.allReady();
  stage.now.residentBytes = 2 ** 30;
  const due = (): number => {
    stage.now.host.reportUsage();
    return stage.now.recycled;
  };
  stage.now.nowMs = 60_000;
  expect(due()).toBe(0);
  stage.now.nowMs = 20 * 60_000;
  stage.now.lane('floor').says({ type: 'voice-activity', endSample: 512, probability: 0.9, levelDbfs: -20 });
  expect(due()).toBe(0);
  stage.now.nowMs += 19_000;
  expect(due()).toBe(0);
  stage.now.nowMs += 2000;
  await stage.now.host.handle(say('say-1'));
  expect(due()).toBe(0);
  await stage.now.host.handle({ type: 'cancel', requestId: 'say-1' });
  stage.now.residentBytes = 2 ** 29;
  expect(due()).toBe(0);
  stage.now.residentBytes = 2 ** 30;
  expect(due()).toBe(1);
});

test('what a lane cost is not forgotten when a load replaces its thread', async () => {
  await stage.now.allReady();
  stage.now.lane('hear-final').says(usage(100));
  stage.now.provider = 'webgpu';
  await stage.now.load();
  stage.now.lane('hear-final').says(usage(30));
  stage.now.host.reportUsage();
  expect(stage.now.events.at(-1)).toMatchObject({ lanes: [{ lane: 'hear-final', cpuMs: 130 }] });
});

test('memory is not given back while Beside may still be speaking', async () => {
  await stage.now.allReady();
  stage.now.nowMs = 20 * 60_000;
  await stage.now.host.handle(say('say-1'));
  const tenSeconds = {
    sentence: 0,
    sentenceEnd: true,
    last: true,
    pcm: new Float32Array(480_000),
    costMs: 1,
  };
  stage.now.lane('speak').says({ type: 'synthesised', requestId: 'say-1', ...tenSeconds });
  stage.now.residentBytes = 2 ** 30;
  stage.now.nowMs += 29_000;
  stage.now.host.reportUsage();
  expect(stage.now.recycled).toBe(0);
  stage.now.nowMs += 1000;
  stage.now.host.reportUsage();
  expect(stage.now.recycled).toBe(1);
});

test('two loads at once start each lane once', async () => {
  await Promise.all([stage.now.load(), stage.now.load()]);
  const started = stage.now.lanes.map(({ setup }) => setup.lane);
  expect(started).toEqual([...new Set(started)]);
  stage.now.provider = 'webgpu';
  await Promise.all([stage.now.load(), stage.now.load()]);
  expect(stage.now.lanes.filter(({ setup }) => setup.lane === 'hear-final').length).toBe(2);
});

test('a cut is made at the quietest place, and the words come with where it was', async () => {
  await stage.now.allReady();
  const loud = new Int16Array(64_000).fill(8000);
  loud.fill(0, 40_000, 43_200);
  await stage.now.host.handle({ type: 'sound', atSample: 0, pcm: loud });
  await stage.now.host.handle({ ...recognise('hear-1'), toSample: 64_000, cutFromSample: 24_000 });
  const [posted] = stage.now.lane('hear-final').posted;
  const cut = posted?.type === 'recognise' ? posted.toSample : 0;
  expect(cut).toBeGreaterThan(40_000);
  expect(cut).toBeLessThan(43_200);
  expect(posted).toMatchObject({ toSample: cut });
  expect(posted?.type === 'recognise' ? posted.samples.length : 0).toBe(cut);
});
