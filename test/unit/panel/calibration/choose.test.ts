import { expect, test } from 'vitest';
import { chosen } from '../../../panel/calibration/choose.ts';
import type { Family, Scene } from '../../../panel/scene.ts';
import type { SceneSource } from '../../../panel/scenes/scene-source.ts';

function source(family: Family, i: number, rest: Partial<Scene> = {}): SceneSource {
  const scene: Scene = {
    id: `${family}-${i}`,
    family,
    split: 'tune',
    human: false,
    speakers: [],
    prelude: { kind: 'none' },
    durationMs: 1000,
    marks: [],
    echoDb: null,
    snrDb: null,
    ...rest,
  };
  return { scene, compile: () => Promise.resolve({ scene, sound: new Float32Array(16) }) };
}
const many = (family: Family, count: number): readonly SceneSource[] =>
  Array.from({ length: count }, (_, i) => source(family, i));
const idsOf = async (sources: readonly SceneSource[], count: number): Promise<readonly string[]> =>
  (await chosen(sources, count)).map(({ scene }) => scene.id);

test('families take turns, and one that has no more leaves its turn to the others', async () => {
  const sources = [
    ...many('noise', 9),
    ...many('pause', 1),
    ...many('question', 20),
    ...many('interruption', 3),
  ];
  expect(await idsOf(sources, 8)).toEqual([
    'question-0',
    'interruption-0',
    'pause-0',
    'question-1',
    'interruption-1',
    'question-2',
    'interruption-2',
    'question-3',
  ]);
});

test('what the room cannot stage is passed over', async () => {
  const sources = [
    source('question', 0, { echoDb: -30 }),
    source('question', 1, { prelude: { kind: 'typed', text: 'hello', atMs: 0 } }),
    source('question', 2, { prelude: { kind: 'beside-talks' } }),
    source('interruption', 0, { echoDb: -20 }),
  ];
  expect(await idsOf(sources, 30)).toEqual(['question-2']);
});

test('no more than asked for, and the sources stay as they are', async () => {
  const sources = many('question', 50);
  expect((await idsOf(sources, 1)).length).toBe(1);
  expect(sources.length).toBe(50);
});
