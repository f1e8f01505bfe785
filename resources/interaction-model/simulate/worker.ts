import { standInForElectron } from '../../../test/panel/harness/electron-stand-in.ts';
import { takeOrders } from '../../../test/panel/harness/share-out.ts';
import { Draw } from './draw.ts';
import { labelsOf } from './labels.ts';
import { folderOf, heardFolder, orderSchema, type Made, type Order } from './order.ts';
import { behaviourOf, sessionOf, type Session } from './session.ts';
import { store, storedOf } from './store.ts';
import { tuneSources } from './tune-sources.ts';

/** A process that makes sessions as it is told to: `simulate.ts`. */

standInForElectron();
const { harnessHere } = await import('../../../test/panel/harness/harness-here.ts');
const { recordInputs } = await import('../../../test/panel/harness/record-inputs.ts');
const { contestantNamed } = await import('../../../test/panel/harness/contestants.ts');

const harness = harnessHere(heardFolder());

async function sessionFor({ split, seed, index }: Order): Promise<Omit<Session, 'kind'> & { kind: string }> {
  if (split === 'train') return sessionOf(seed, index);
  const source = (await tuneSources())[index];
  if (!source) throw new Error(`there are not ${index + 1} tune scenes`);
  return {
    kind: source.scene.family,
    behaviour: behaviourOf(new Draw(seed, source.scene.id)),
    compiled: await source.compile(),
  };
}

async function make(order: Order): Promise<Made> {
  const startMs = performance.now();
  const { compiled, kind, behaviour } = await sessionFor(order);
  const { inputs, outcome, cellEndMs } = await recordInputs(compiled, contestantNamed(behaviour), harness);
  const { split, seed } = order;
  const about = storedOf(compiled.scene, { split, seed, kind, behaviour, cells: inputs.length });
  store(folderOf(split), about, inputs, labelsOf(compiled.scene, outcome, cellEndMs));
  return { id: about.id, cells: about.cells, tookMs: performance.now() - startMs };
}

takeOrders(async (order) => make(orderSchema.parse(order)));
