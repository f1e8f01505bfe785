import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test, type TestContext } from 'vitest';
import { inRoot, testPacksFolder } from '../../../../../.ci/paths.ts';
import { FloorLane } from '../../../../../electron/inference/lanes/floor-lane.ts';
import type { LaneCommand, LaneEvent } from '../../../../../electron/inference/lanes/lane-protocol.ts';
import type { CellNetwork } from '../../../../../electron/inference/models/policy-network.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';

const network = inRoot('test/fixtures/interaction-model/policy.onnx');
const card = inRoot('test/fixtures/interaction-model/policy.json');

beforeEach(({ skip }: TestContext) => {
  const missing = packsMissing('silero-vad');
  if (missing !== null) skip(missing);
});

let events: LaneEvent[];
beforeEach(() => {
  events = [];
});

function open(
  files: Readonly<Record<string, string>>,
  openNetwork?: () => Promise<CellNetwork | null>,
): Promise<FloorLane> {
  const model = path.join(testPacksFolder(), 'silero-vad', 'silero_vad_v6.onnx');
  const setup = { lane: 'floor', model: 'silero-v6', provider: 'cpu', files: { model, ...files } } as const;
  return FloorLane.open(setup, (event) => void events.push(event), openNetwork);
}
const withNetwork = { policy: network, policyCard: card };
const types = (): string[] => events.map(({ type }) => type);
const lacking = (): string[] => events.flatMap((event) => (event.type === 'lacks' ? [event.reason] : []));
const decided = (): Extract<LaneEvent, { type: 'decided' }>[] =>
  events.filter((event): event is Extract<LaneEvent, { type: 'decided' }> => event.type === 'decided');

const sound = (atSample: number, samples = 3200): LaneCommand => ({
  type: 'sound',
  atSample,
  pcm: Int16Array.from({ length: samples }, (_, i) => 8000 * Math.sin(i / 9)),
});
function decide(cell: number, silentMs = 0): LaneCommand {
  const cellEvents = new Float32Array(12);
  cellEvents[7] = silentMs / 2000;
  return { type: 'decide', cell, words: new Float32Array(36), events: cellEvents, encoder: null };
}

test('with a network it tells of each cell that it is asked about, in its order with the sound', async () => {
  const lane = await open(withNetwork);
  await lane.handle(sound(0));
  await lane.handle(decide(4, 0));
  await lane.handle(decide(5, 900));
  const [first, second] = decided();
  expect(types()).toEqual([...Array.from({ length: 6 }, () => 'voice-activity'), 'decided', 'decided']);
  expect([first?.cell, second?.cell]).toEqual([4, 5]);
  for (const values of [first?.act, first?.user])
    expect(values?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
  expect([first?.act.length, first?.user.length, first?.voice.length]).toEqual([5, 7, 8]);
  // The longer the silence, the freer the floor: so this network was made.
  expect(first?.act[2]).toBeLessThan(0.1);
  expect(second?.act[2]).toBeGreaterThan(0.6);
});

test('a gap of sound and a closed gate begin anew: the same sound then gives the same', async () => {
  const lane = await open(withNetwork);
  const played = async (atSample: number): Promise<readonly unknown[]> => {
    const before = decided().length;
    for (let i = 0; i < 3; i++) {
      await lane.handle(sound(atSample + 3200 * i));
      await lane.handle(decide(i));
    }
    return decided()
      .slice(before)
      .map(({ user, voice }) => [user, voice]);
  };
  const first = await played(0);
  const carriedOn = await played(9600);
  const afterGap = await played(90_000);
  await lane.handle({ type: 'forget' });
  const afterForget = await played(99_600);
  expect(carriedOn).not.toEqual(first);
  expect(afterGap).toEqual(first);
  expect(afterForget).toEqual(first);
});

test('without a network it says nothing of a cell', async () => {
  const lane = await open({});
  await lane.handle(decide(1));
  expect(events).toEqual([]);
});

test('a network that is not the one of its card is done without, and said; voice activity goes on', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-policy-'));
  const other = path.join(folder, 'policy.onnx');
  fs.writeFileSync(other, 'no network');
  const lane = await open({ policy: other, policyCard: card });
  expect(lacking()).toEqual([expect.stringContaining('not the one of its card')]);
  await lane.handle(sound(0));
  await lane.handle(decide(1));
  expect(types().slice(1)).toEqual(Array.from({ length: 6 }, () => 'voice-activity'));
});

test('a network of another layout is done without', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-policy-'));
  const other = path.join(folder, 'policy.json');
  const kept = JSON.parse(fs.readFileSync(card, 'utf8')) as object;
  fs.writeFileSync(other, JSON.stringify({ ...kept, layout: 'another' }));
  await open({ policy: network, policyCard: other });
  expect(lacking()).toEqual([expect.stringContaining('another layout')]);
});

test('a network that fails on the way is done without from then on', async () => {
  let steps = 0;
  const failing: CellNetwork = {
    step: async () => {
      steps += 1;
      throw new Error('out of memory');
    },
    reset: () => undefined,
  };
  const lane = await open({}, async () => failing);
  await lane.handle(decide(1));
  await lane.handle(decide(2));
  expect(steps).toBe(1);
  expect(events).toEqual([{ type: 'lacks', reason: 'Error: out of memory' }]);
});
