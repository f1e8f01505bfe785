import { sceneSources } from '../scenes/catalogue.ts';
import { standInForElectron } from './electron-stand-in.ts';
import { takeOrders } from './share-out.ts';
import { orderSchema, type Order, type PlayedScene } from './work.ts';

/** A process that plays scenes as it is told to: `pool.ts`. */

standInForElectron();
const { harnessHere } = await import('./harness-here.ts');
const { playScene } = await import('./play-scene.ts');
const { contestantNamed } = await import('./contestants.ts');

const harnesses = new Map<string, ReturnType<typeof harnessHere>>();

function harnessIn(folder: string): ReturnType<typeof harnessHere> {
  const known = harnesses.get(folder) ?? harnessHere(folder);
  harnesses.set(folder, known);
  return known;
}

async function play({ split, sceneId, contestants, heard }: Order): Promise<PlayedScene> {
  const harness = harnessIn(heard);
  const source = (await sceneSources(split)).find(({ scene }) => scene.id === sceneId);
  if (!source) throw new Error(`no scene is called ${sceneId}`);
  const madeBefore = harness.made();
  const compiled = await source.compile();
  const outcomes = [];
  for (const name of contestants) outcomes.push(await playScene(compiled, contestantNamed(name), harness));
  return { scene: compiled.scene, outcomes, made: harness.made() - madeBefore };
}

takeOrders(async (order) => play(orderSchema.parse(order)));
