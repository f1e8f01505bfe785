import { sceneSources } from '../../../test/panel/scenes/catalogue.ts';
import type { SceneSource } from '../../../test/panel/scenes/scene-source.ts';
import { syntheticScenes } from '../../../test/panel/scenes/synthetic.ts';

/** So many synthetic scenes for each one of the panel's, those among them: when to stop is not told from a handful. */
const TIMES = 3;

/** The panel's tune scenes, and more of the synthetic ones. Always in the same order. */
export async function tuneSources(): Promise<readonly SceneSource[]> {
  const panel = await sceneSources('tune');
  const more = syntheticScenes('tune', TIMES);
  return [...panel, ...more.filter(({ scene }) => !panel.some((one) => one.scene.id === scene.id))];
}
