import fs from 'node:fs';
import path from 'node:path';
import { main } from '../../.ci/commands.ts';
import { inRoot, testPacksFolder } from '../../.ci/paths.ts';
import {
  endOfTurnHeadSchema,
  endOfTurnProbability,
  type EndOfTurnHead,
  type Linear,
} from '../../electron/inference/end-of-turn/head.ts';
import type { LaneSetup } from '../../electron/inference/lanes/lane-protocol.ts';
import { planLanes } from '../../electron/inference/lane-plan.ts';
import { print, progress, table } from '../bench/support/report.ts';
import { seededRandom } from '../bench/support/statistics.ts';
import { locateTestPack } from '../scenarios/support/lanes.ts';
import { cutSentences } from './end-of-turn/cut-sentences.ts';
import { Examples, type SceneExample } from './end-of-turn/examples.ts';
import { trainLogistic } from './end-of-turn/logistic.ts';
import { accuracy, auc, type Judged } from './end-of-turn/quality.ts';
import { readCosts } from './harness/cost-model.ts';
import type { CompiledScene } from './scene.ts';

/**
 * `npm run panel:train-eot`: the head on the quick recogniser's encoder that tells whether a turn has ended, from the
 * panel's train scenes. How strong its penalty is, is settled within them; the tune scenes judge it once, afterwards.
 */

const COMMAND = 'npm run panel:train-eot';
const HEAD = inRoot('resources/interaction-model/end-of-turn-head.json');
const SEED = 20_261_127;
const PENALTIES = [0.01, 0.03, 0.1, 0.3, 1];
const FOLDS = 4;
const STEPS = 400;

async function examplesOf(examples: Examples, scenes: AsyncIterable<CompiledScene>): Promise<SceneExample[]> {
  const all: SceneExample[] = [];
  let count = 0;
  for await (const scene of scenes) {
    all.push(...(await examples.of(scene)));
    if (++count % 20 === 0) progress(`${count} scenes, ${all.length} examples`);
  }
  return all;
}

const judge = (head: Linear, examples: readonly SceneExample[]): Judged[] =>
  examples.map(({ vector, label }) => ({ label, probability: endOfTurnProbability(head, vector) }));

/** The penalty whose heads tell best apart what the scenes left out of them hold. */
function bestPenalty(examples: readonly SceneExample[]): number {
  const random = seededRandom(SEED);
  const folds = new Map<string, number>();
  for (const { sceneId } of examples)
    if (!folds.has(sceneId)) folds.set(sceneId, Math.floor(random() * FOLDS));
  const quality = (l2: number): number => {
    const judged = Array.from({ length: FOLDS }, (_, fold) => {
      const out = examples.filter(({ sceneId }) => folds.get(sceneId) === fold);
      const left = examples.filter(({ sceneId }) => folds.get(sceneId) !== fold);
      return judge(trainLogistic(left, { l2, steps: STEPS }), out);
    }).flat();
    const value = auc(judged);
    progress(`penalty ${l2}: AUC ${value.toFixed(4)} on what was left out`);
    return value;
  };
  const rated = PENALTIES.map((l2) => ({ l2, quality: quality(l2) }));
  return rated.reduce((best, one) => (one.quality > best.quality ? one : best)).l2;
}

const counts = (examples: readonly SceneExample[]): { turnEnds: number; pauses: number } => ({
  turnEnds: examples.filter(({ label }) => label === 1).length,
  pauses: examples.filter(({ label }) => label === 0).length,
});

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
/** Seven figures are what a float32 holds. */
const written = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(7)));

function setupOf(lane: LaneSetup['lane']): LaneSetup {
  const setup = planLanes(locateTestPack(), () => 'cpu').find((one) => one.lane === lane);
  if (!setup) throw new Error(`the packs for ${lane} are not here`);
  return setup;
}

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const hearing = setupOf('hear-fast');
  const examples = await Examples.open(setupOf('floor'), hearing, readCosts());
  const train = await examplesOf(examples, cutSentences('train', SEED));
  const tune = await examplesOf(examples, cutSentences('tune', SEED));
  const l2 = bestPenalty(train);
  const { mean, scale, weights, bias } = trainLogistic(train, { l2, steps: STEPS });
  const linear = { mean: written(mean), scale: written(scale), bias, weights: written(weights) };
  const judged = judge(linear, tune);
  const head: EndOfTurnHead = endOfTurnHeadSchema.parse({
    model: hearing.model,
    trained: {
      date: new Date().toISOString().slice(0, 10),
      command: COMMAND,
      split: 'train: sentences of synthetic voices, whole and torn in two',
      examples: counts(train),
      seed: SEED,
      l2,
      tune: { examples: counts(tune), accuracy: rounded(accuracy(judged)), auc: rounded(auc(judged)) },
    },
    ...linear,
  });
  fs.mkdirSync(path.dirname(HEAD), { recursive: true });
  fs.writeFileSync(HEAD, `${JSON.stringify(head)}\n`);
  const row = (name: string, of: readonly SceneExample[]): string[] => {
    const { turnEnds, pauses } = counts(of);
    const rated = judge(linear, of);
    return [name, `${turnEnds}`, `${pauses}`, accuracy(rated).toFixed(3), auc(rated).toFixed(3)];
  };
  const lasts = (of: readonly SceneExample[]): SceneExample[] => of.filter(({ last }) => last);
  print(
    table(
      ['examples', 'turn ends', 'pauses', 'accuracy at 0.5', 'AUC'],
      [
        row('train', train),
        row('tune', tune),
        row('train, the last hearing of a silence', lasts(train)),
        row('tune, the last hearing of a silence', lasts(tune)),
      ],
    ),
  );
  progress(`penalty ${l2}; written: ${HEAD}`);
});
