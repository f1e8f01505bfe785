import { expect, test } from 'vitest';
import { tuneSources } from '../../../../../resources/interaction-model/simulate/tune-sources.ts';
import { sceneSources } from '../../../../panel/scenes/catalogue.ts';
import { syntheticScenes } from '../../../../panel/scenes/synthetic.ts';

test('when to stop is told from tune scenes alone, three synthetic ones for each of the panel', async () => {
  const sources = await tuneSources();
  expect(sources.filter(({ scene }) => scene.split !== 'tune')).toEqual([]);
  const ids = sources.map(({ scene }) => scene.id);
  expect(new Set(ids).size).toBe(ids.length);
  const synthetic = sources.filter(({ scene }) => !scene.human);
  expect(synthetic).toHaveLength(3 * syntheticScenes('tune').length);
});

test('no clip of the echo challenge is among them; the other recordings of the split are', async () => {
  const human = (await tuneSources()).filter(({ scene }) => scene.human).map(({ scene }) => scene.id);
  const panel = (await sceneSources('tune')).filter(({ scene }) => scene.human).map(({ scene }) => scene.id);
  expect(human.filter((id) => id.includes('aec_'))).toEqual([]);
  expect(human).toEqual(panel.filter((id) => !id.includes('aec_')));
});
