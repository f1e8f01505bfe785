import { expect, test } from 'vitest';
import { chosen } from '../../../panel/calibration/choose.ts';
import type { Family, Scene } from '../../../panel/scene.ts';

const scene = (family: Family, i: number, rest: Partial<Scene> = {}): { readonly scene: Scene } => ({
  scene: {
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
  },
});
const many = (family: Family, count: number): readonly { readonly scene: Scene }[] =>
  Array.from({ length: count }, (_, i) => scene(family, i));
const idsOf = (sources: readonly { readonly scene: Scene }[]): readonly string[] =>
  sources.map((source) => source.scene.id);

test('each family has its turn, spread over all of its scenes', () => {
  const sources = [
    ...many('noise', 9),
    ...many('question', 20),
    ...many('interruption', 4),
    ...many('pause', 2),
  ];
  expect(idsOf(chosen(sources, 6))).toEqual([
    'question-5',
    'interruption-1',
    'pause-0',
    'question-15',
    'interruption-3',
    'pause-1',
  ]);
});

test('what the room cannot stage is left out', () => {
  const sources = [
    scene('question', 0, { echoDb: -30 }),
    scene('question', 1, { prelude: { kind: 'typed', text: 'hello', atMs: 0 } }),
    scene('question', 2, { prelude: { kind: 'beside-talks' } }),
  ];
  expect(idsOf(chosen(sources, 30))).toEqual(['question-2']);
});

test('never more than asked for, and no scene twice', () => {
  const ids = idsOf(chosen([...many('question', 50), ...many('interruption', 7)], 30));
  expect(ids.length).toBe(17);
  expect(new Set(ids).size).toBe(17);
  expect(chosen(many('question', 50), 1).length).toBe(1);
});
