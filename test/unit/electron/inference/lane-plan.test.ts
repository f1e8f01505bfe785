import { expect, test } from 'vitest';
import { laneNeeds, planLanes, type Extras, type Locate } from '../../../../electron/inference/lane-plan.ts';
import type { ProviderName } from '../../../../shared/inference.ts';

const having =
  (...packIds: readonly string[]): Locate =>
  (packId, path) =>
    packIds.includes(packId) ? `/packs/${packId}/${path}` : null;
const lanesOf = (locate: Locate, chosen: (model: string) => ProviderName = () => 'cpu'): string[] =>
  planLanes(locate, chosen).map(({ lane, provider }) => `${lane} on ${provider}`);

test('without packs there is no lane', () => {
  expect(planLanes(having(), () => 'cpu')).toEqual([]);
});

test('with every pack both sizes of Moonshine hear, each in a lane of its own', () => {
  expect(lanesOf(having(...laneNeeds.map(({ packId }) => packId)))).toEqual([
    'floor on cpu',
    'hear-final on cpu',
    'hear-fast on cpu',
    'speak on wasm',
  ]);
});

test('Moonshine tiny hears where base is not there', () => {
  expect(lanesOf(having('silero-vad', 'moonshine-tiny'))).toEqual(['floor on cpu', 'hear-fast on cpu']);
});

test('a pack with a file missing makes no lane', () => {
  const half: Locate = (packId, path) =>
    path.startsWith('decoder') ? null : having('moonshine-base')(packId, path);
  expect(planLanes(half, () => 'cpu')).toEqual([]);
});

test('a lane runs on the provider that was chosen for its model; the voice has none', () => {
  const chosen = (model: string): ProviderName => (model === 'moonshine-base' ? 'webgpu' : 'cpu');
  expect(lanesOf(having('silero-vad', 'moonshine-base', 'flite'), chosen)).toEqual([
    'floor on cpu',
    'hear-final on webgpu',
    'speak on wasm',
  ]);
});

test('a head that tells the end of a turn goes to the quick recogniser, and only where it is asked for', () => {
  const heads = (extras?: Extras): (string | undefined)[] =>
    planLanes(having(...laneNeeds.map(({ packId }) => packId)), () => 'cpu', extras).map(
      ({ files }) => files['endOfTurnHead'],
    );
  expect(heads()).toEqual([undefined, undefined, undefined, undefined]);
  expect(heads({ endOfTurnHead: null })).toEqual([undefined, undefined, undefined, undefined]);
  expect(heads({ endOfTurnHead: '/head.json' })).toEqual([undefined, undefined, '/head.json', undefined]);
});

test('a lane is told its files by the names its code uses', () => {
  expect(planLanes(having('moonshine-tiny'), () => 'cpu')[0]?.files).toEqual({
    encoder: '/packs/moonshine-tiny/encoder_model.onnx',
    decoder: '/packs/moonshine-tiny/decoder_model_merged.onnx',
  });
});
