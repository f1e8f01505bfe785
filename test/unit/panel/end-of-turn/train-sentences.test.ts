import { expect, test } from 'vitest';
import { trainLines } from '../../../panel/end-of-turn/train-sentences.ts';
import { scenesWith, syntheticScenes } from '../../../panel/scenes/synthetic.ts';
import { templates, type Templates } from '../../../panel/scenes/templates.ts';

const said = ({ questions, paused }: Pick<Templates, 'questions' | 'paused'>): string[] => [
  ...questions.map(({ text }) => text),
  ...paused.map(({ before, after }) => `${before} ${after}`),
];

test('no sentence that is learned from is in a split that judges', () => {
  const judged = [templates.tune, templates['held-out']].flatMap((split) => [
    ...said(split),
    ...split.interruptions.map(({ text }) => text),
    ...split.paused.flatMap(({ before, after }) => [before, after]),
  ]);
  const learned = said(trainLines);
  expect(judged.filter((text) => learned.includes(text))).toEqual([]);
});

test('more scenes of a split are none of the panel, and its talkers say the lines that are given', async () => {
  const panel = syntheticScenes('train');
  const more = scenesWith('train', 'pause', trainLines, 3);
  expect(more.map(({ scene }) => scene.id)).toEqual([
    'train-more-pause-01',
    'train-more-pause-02',
    'train-more-pause-03',
  ]);
  const talkers = panel.flatMap(({ scene }) => scene.speakers);
  for (const { scene } of more) expect(talkers).toEqual(expect.arrayContaining([...scene.speakers]));
  expect(panel.some(({ scene }) => more.some((one) => one.scene.id === scene.id))).toBe(false);
});
