import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test, type TestContext } from 'vitest';
import { testPacksFolder } from '../../../../../.ci/paths.ts';
import { HearLane } from '../../../../../electron/inference/lanes/hear-lane.ts';
import type { LaneEvent } from '../../../../../electron/inference/lanes/lane-protocol.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';
import { joined, silence, speech, type Sound } from '../../../../scenarios/support/sounds.ts';

const headFile = path.resolve(
  import.meta.dirname,
  '../../../../../resources/interaction-model/end-of-turn-head.json',
);

beforeEach(({ skip }: TestContext) => {
  const missing = packsMissing('moonshine-tiny', 'flite');
  if (missing !== null) skip(missing);
});

type Recognised = Extract<LaneEvent, { type: 'recognised' }>;

async function heard(sound: Sound, files: Readonly<Record<string, string>> = {}): Promise<Recognised> {
  const events: LaneEvent[] = [];
  const pack = path.join(testPacksFolder(), 'moonshine-tiny');
  const setup = {
    lane: 'hear-fast',
    model: 'moonshine-tiny',
    provider: 'cpu',
    files: {
      encoder: path.join(pack, 'encoder_model.onnx'),
      decoder: path.join(pack, 'decoder_model_merged.onnx'),
      ...files,
    },
  } as const;
  const lane = await HearLane.open('tiny', setup, (event) => void events.push(event));
  const request = { requestId: 'hear-1', samples: sound, toSample: sound.length, voiceActive: false };
  await lane.handle({ type: 'recognise', ...request }, () => false);
  const [event] = events;
  if (event?.type !== 'recognised' || events.length !== 1) throw new Error('no words came');
  return event;
}

test('with a head it tells how likely the end of the turn is, and hears the same words', async () => {
  const sound = joined(silence(240), await speech('What is seventeen times twenty three?'), silence(160));
  const [without, withHead] = [await heard(sound), await heard(sound, { endOfTurnHead: headFile })];
  expect('endOfTurn' in without).toBe(false);
  expect(withHead.text).toBe(without.text);
  expect(withHead.endOfTurn).toBeGreaterThan(0);
  expect(withHead.endOfTurn).toBeLessThan(1);
});

test('a whole sentence is likelier to be the end than the first words of it', async () => {
  const whole = await speech('Please remind me in ten minutes to look at the oven.');
  const of = async (sound: Sound): Promise<number> => {
    const { endOfTurn } = await heard(joined(silence(240), sound, silence(160)), { endOfTurnHead: headFile });
    return endOfTurn ?? Number.NaN;
  };
  expect(await of(whole)).toBeGreaterThan(await of(whole.slice(0, whole.length / 2)));
});

test('a head that is broken is told of when the lane is opened', async () => {
  const broken = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'beside-')), 'head.json');
  fs.writeFileSync(broken, '{"weights":[]}');
  await expect(heard(silence(400), { endOfTurnHead: broken })).rejects.toThrow('end-of-turn head');
});
