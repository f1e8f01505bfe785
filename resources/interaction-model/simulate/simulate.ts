import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../../.ci/commands.ts';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { print, progress } from '../../../test/bench/support/report.ts';
import { missingAssets } from '../../../test/e2e/support/assets.ts';
import { shareOut } from '../../../test/panel/harness/share-out.ts';
import { packsMissing } from '../../../test/scenarios/support/lanes.ts';
import { DIALOGUES } from './dialogue-lines.ts';
import { folderOf, type DataSplit, type Made, type Order } from './order.ts';
import { sessionId } from './session.ts';
import { isStored, read } from './store.ts';
import { summary } from './summary.ts';
import { tuneSources } from './tune-sources.ts';

/**
 * `npm run policy:simulate [-- --sessions 600 --split train --processes 2 --seed 1]`: plays simulated sessions into the real
 * engine and writes what its policy could have known in each cell, and what it was to do. Sessions that are there stay;
 * the same seed gives the same files.
 */

const { values: flags } = parseArgs({
  options: {
    sessions: { type: 'string', default: '600' },
    /** `tune`: the panel's own tune scenes, and `--sessions` is not asked. */
    split: { type: 'string', default: 'train' },
    processes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});

function whole(name: 'sessions' | 'processes' | 'seed'): number {
  const value = Number(flags[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a number, not ${flags[name]}`);
  return value;
}

function splitNamed(name: string): DataSplit {
  if (name === 'train' || name === 'tune') return name;
  throw new Error(`--split takes train or tune, not ${name}`);
}

async function idsOf(split: DataSplit, seed: number): Promise<readonly string[]> {
  if (split === 'tune') return (await tuneSources()).map(({ scene }) => scene.id);
  return Array.from({ length: whole('sessions') }, (_, index) => sessionId(seed, index));
}

/** How often there is a line of progress. */
const EVERY = 10;

async function makeAll(orders: readonly Order[], processes: number): Promise<void> {
  const startMs = performance.now();
  let count = 0;
  await shareOut<Order, Made>({
    script: path.resolve(import.meta.dirname, 'worker.ts'),
    orders,
    processes,
    onDone: () => {
      count += 1;
      if (count % EVERY !== 0) return;
      const eachMs = (performance.now() - startMs) / count;
      const leftMinutes = ((orders.length - count) * eachMs) / 60_000;
      progress(
        `${count} of ${orders.length}, ${(eachMs / 1000).toFixed(2)} s each, ${leftMinutes.toFixed(1)} min left`,
      );
    },
  });
}

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const missing = packsMissing() ?? missingAssets(DIALOGUES);
  if (missing !== null) throw new Error(missing);
  const [split, seed] = [splitNamed(flags.split), whole('seed')];
  const ids = await idsOf(split, seed);
  const orders = ids.flatMap((id, index) => (isStored(folderOf(split), id) ? [] : [{ split, seed, index }]));
  progress(`${ids.length - orders.length} of ${ids.length} sessions are there already`);
  await makeAll(orders, whole('processes'));
  print(summary(ids.map((id) => read(folderOf(split), id))));
});
