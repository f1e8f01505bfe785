import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { inRoot, testPacksFolder } from '../../.ci/paths.ts';
import { progress } from '../bench/support/report.ts';
import { heardFolder } from './harness/heard-folder.ts';
import { standInForElectron } from './harness/electron-stand-in.ts';
import { rasterise } from './look/rasterise.ts';
import { scenePicture } from './look/scene-picture.ts';
import type { Outcome } from './outcome.ts';
import type { CompiledScene } from './scene.ts';
import { sceneSources } from './scenes/catalogue.ts';

/**
 * `npm run panel:look -- --scene ID --policy NAME [--out FOLDER]`: plays one scene under a policy and draws what became of
 * it, as an SVG and, where Electron and a display server are here, as a PNG.
 */

const { values: flags } = parseArgs({
  options: {
    scene: { type: 'string', default: '' },
    policy: { type: 'string', default: 'silence-500' },
    out: { type: 'string', default: inRoot('test-results/panel/look') },
  },
});
const SPLITS = ['train', 'tune', 'held-out'] as const;
const MOST_SUGGESTED = 20;

async function sceneCalled(id: string): Promise<CompiledScene> {
  const sources = (await Promise.all(SPLITS.map(sceneSources))).flat();
  const found = sources.find(({ scene }) => scene.id === id);
  if (found) return found.compile();
  const ids = sources.map(({ scene }) => scene.id);
  const near = ids.filter((one) => one.includes(id));
  const some = (near.length > 0 ? near : ids).slice(0, MOST_SUGGESTED);
  throw new Error(`no scene is called “${id}”; some that there are: ${some.join(', ')}`);
}

async function played(scene: CompiledScene): Promise<Outcome> {
  standInForElectron();
  const [{ playScene }, { harnessHere }, { contestantNamed }] = await Promise.all([
    import('./harness/play-scene.ts'),
    import('./harness/harness-here.ts'),
    import('./harness/contestants.ts'),
  ]);
  return playScene(scene, contestantNamed(flags.policy), harnessHere(heardFolder));
}

/** What any file system takes. */
const fileName = (id: string): string => id.replaceAll(/[^\w.-]+/g, '-');

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const scene = await sceneCalled(flags.scene);
  const picture = scenePicture(scene, await played(scene), flags.policy);
  fs.mkdirSync(flags.out, { recursive: true });
  const file = path.join(path.resolve(flags.out), `${fileName(scene.scene.id)}-${fileName(flags.policy)}`);
  fs.writeFileSync(`${file}.svg`, picture);
  progress(`${file}.svg`);
  try {
    await rasterise(`${file}.svg`, `${file}.png`);
    progress(`${file}.png`);
  } catch (error) {
    progress(`No PNG: ${error instanceof Error ? error.message : String(error)}`);
  }
});
