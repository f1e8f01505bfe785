import { sceneSources } from '../../../test/panel/scenes/catalogue.ts';
import type { SceneSource } from '../../../test/panel/scenes/scene-source.ts';
import { syntheticScenes } from '../../../test/panel/scenes/synthetic.ts';

/** So many synthetic scenes for each one of the panel's, those among them: when to stop is not told from a handful. */
const TIMES = 3;

/**
 * The echo challenge's clips are for evaluation, by their terms: a network whose training stops by them has learned from
 * them. The panel judges by them all the same.
 */
const FOR_EVALUATION = /(^|-)aec_/;

/** The panel's tune scenes, and more of the synthetic ones. Always in the same order. */
export async function tuneSources(): Promise<readonly SceneSource[]> {
  const panel = (await sceneSources('tune')).filter(({ scene }) => !FOR_EVALUATION.test(scene.id));
  const more = syntheticScenes('tune', TIMES);
  return [...panel, ...more.filter(({ scene }) => !panel.some((one) => one.scene.id === scene.id))];
}
