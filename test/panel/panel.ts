import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { defaultSilenceTimeout } from '../../electron/interaction/policy/silence-timeout.ts';
import { inRoot, testPacksFolder } from '../../.ci/paths.ts';
import { heading, print, progress, table } from '../bench/support/report.ts';
import { packsMissing } from '../scenarios/support/lanes.ts';
import { faultsCaught, SOUND } from './figures/faults.ts';
import { faultsTable, headlineTables, matchedTable, verdictTables } from './figures/report.ts';
import { difference, figure, over, type Run } from './figures/run.ts';
import { verdictOn } from './figures/verdict.ts';
import { readCalibration } from './harness/calibration.ts';
import { readCosts } from './harness/cost-model.ts';
import { gauges, metricNamed } from './metrics/gauges.ts';
import { baselines, faulty, playPanel, smartTurnSweep, type Panel } from './play-panel.ts';
import type { Scene, Split } from './scene.ts';
import { sceneSources } from './scenes/catalogue.ts';
import { howToGet, locateWeights, smartTurnWeights } from './smart-turn/weights.ts';

/**
 * `npm run panel [-- --policy NAME[,NAME…] --faults --cold --split tune --scenes 40 --json FILE]`: how present a policy is, on
 * the sound that was played. Ends with 1 when the panel does not stand (who must lose does not, a planted fault is not
 * caught), or when the policy asked about is not better than the baselines.
 */

const { values: flags } = parseArgs({
  options: {
    /** Judged beside the baselines. Of several thresholds the first is the one that people would have. */
    policy: { type: 'string' },
    /** Those with planted faults, too. */
    faults: { type: 'boolean', default: false },
    split: { type: 'string', default: 'held-out' },
    /** Nothing that was heard in earlier runs is used again. */
    cold: { type: 'boolean', default: false },
    /** Only so many, evenly over all families. */
    scenes: { type: 'string' },
    json: { type: 'string', default: inRoot('.cache/panel/report.json') },
  },
});

/** What people have without choosing. */
const SHIPPED = `silence-${defaultSilenceTimeout.timeoutMs}`;

const splits = ['train', 'tune', 'held-out'] as const satisfies readonly Split[];

function splitNamed(name: string): Split {
  const split = splits.find((one) => one === name);
  if (!split) throw new Error(`--split takes one of ${splits.join(', ')}; not ${name}`);
  return split;
}

function thinned<T>(all: readonly T[], most: string | undefined): readonly T[] {
  const count = Number(most ?? all.length);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--scenes takes a number, not ${most}`);
  const step = all.length / Math.min(count, all.length);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/** Whether who must lose does. */
function losersTable(runs: readonly Run[]): { readonly text: string; readonly lose: boolean } {
  const shipped = runs.find(({ contestant }) => contestant === SOUND);
  const rows = (
    [
      ['never-speaks', 'act-rate'],
      ['always-speaks', 'restraint-rate'],
    ] as const
  ).flatMap(([loser, name]) => {
    const run = runs.find(({ contestant }) => contestant === loser);
    const apart = run && shipped ? difference(run, shipped, metricNamed(name)) : null;
    return [{ loser, name, loses: apart?.verdict === 'worse' }];
  });
  return {
    text: table(
      ['must lose', 'in', ''],
      rows.map(({ loser, name, loses }) => [loser, name, loses ? 'loses' : 'DOES NOT LOSE']),
    ),
    lose: rows.every(({ loses }) => loses),
  };
}

const perFamily = (scenes: readonly Scene[]): string => {
  const families = scenes.map(({ family }) => family).filter((family, i, all) => all.indexOf(family) === i);
  return table(
    ['family', 'synthetic', 'human'],
    families.map((family) => {
      const of = scenes.filter((scene) => scene.family === family);
      const human = of.filter((scene) => scene.human).length;
      return [family, of.length - human, human];
    }),
  );
};

function writeJson(file: string, { scenes, runs, outcomes }: Panel): void {
  const figures = runs.map((run) => ({
    contestant: run.contestant,
    figures: gauges.flatMap(({ metrics }) =>
      metrics.map((metric) => ({ metric: metric.name, ...(figure(run, metric) ?? { n: 0 }) })),
    ),
  }));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const definitions = gauges.flatMap(({ metrics }) => metrics);
  fs.writeFileSync(
    file,
    JSON.stringify({
      machine: machine(),
      costs: readCosts(),
      calibration: readCalibration(),
      definitions,
      figures,
      scenes,
      outcomes,
    }),
  );
  progress(`everything, scene by scene: ${file}`);
}

/** Whether its latencies are those of the app. */
function calibrationLine(): string {
  const found = readCalibration();
  if (!found) return '**Not calibrated**: no run of `npm run panel:calibrate` is on record.';
  const { date, commit, answerMs, stopMs, calibrated } = found;
  const medians = ({ panel, electron }: typeof answerMs): string =>
    `${panel?.p50Ms ?? '–'} here, ${electron?.p50Ms ?? '–'} in Electron`;
  return `${calibrated ? 'Calibrated' : '**Not calibrated**'} (${date}, commit ${commit}): answer p50 ${medians(answerMs)}; stop p50 ${medians(stopMs)} ms.`;
}

// On the virtual clock a busy machine changes no figure.
const machine = (): string =>
  heading('The panel', 'npm run panel', { load: 0, busy: false }, 'No Electron, virtual time').replace(
    / Load before the start 0\.00\./,
    '',
  );

function candidateOf(policy: string | undefined): readonly string[] {
  return policy === undefined ? [] : policy.split(',');
}

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const missing = packsMissing();
  if (missing !== null) throw new Error(missing);
  const candidates = candidateOf(flags.policy);
  const hasSmartTurn = locateWeights(testPacksFolder(), smartTurnWeights) !== null;
  // Not after minutes of scenes.
  if (!hasSmartTurn && candidates.some((name) => name.startsWith('smart-turn-')))
    throw new Error(howToGet(testPacksFolder(), smartTurnWeights));
  const contestants = [
    ...baselines,
    ...(hasSmartTurn ? smartTurnSweep : []),
    ...candidates,
    ...(flags.faults ? faulty : []),
  ];
  if (flags.cold) fs.rmSync(inRoot('.cache/panel/heard'), { recursive: true, force: true });
  const sources = thinned(await sceneSources(splitNamed(flags.split)), flags.scenes);
  const startMs = performance.now();
  const panel = await playPanel(sources, contestants, (count) => {
    if (count % 10 === 0) progress(`${count} of ${sources.length} scenes`);
  });
  const minutes = (performance.now() - startMs) / 60_000;
  const { runs, scenes } = panel;
  print(machine());
  print(
    `\n${scenes.length} scenes of the split ${flags.split}, ${runs.length} policies, ${panel.made} hearings made anew; ${minutes.toFixed(1)} minutes. Costs of ${readCosts().date}: ${readCosts().machine}\n`,
  );
  if (!hasSmartTurn)
    print(`Smart Turn is not among the baselines: ${howToGet(testPacksFolder(), smartTurnWeights)}\n`);
  print(`${calibrationLine()}\n`);
  print(perFamily(scenes));
  print(`\n${headlineTables(runs)}`);
  print(`\n### At matched cut-offs\n\n${matchedTable(runs)}`);
  const human = runs.map((run) => over(run, scenes, (scene) => scene.human));
  if (scenes.some((scene) => scene.human)) print(`\n### Human recordings only\n\n${headlineTables(human)}`);
  const losers = losersTable(runs);
  print(`\n### Who must lose\n\n${losers.text}`);
  const caught = flags.faults ? faultsCaught(runs) : [];
  if (flags.faults) print(`\n### Planted faults\n\n${faultsTable(caught)}`);
  writeJson(flags.json, panel);
  const stands = losers.lose && caught.every((fault) => fault.caught);
  if (candidates[0] === undefined) return stands ? 0 : 1;
  return judge(candidates[0], runs) && stands ? 0 : 1;
});

function judge(chosen: string, runs: readonly Run[]): boolean {
  const named = (name: string): Run => {
    const run = runs.find(({ contestant }) => contestant === name);
    if (!run) throw new Error(`${name} was not played`);
    return run;
  };
  const verdict = verdictOn(chosen.replace(/-\d+$/, ''), runs, named(SHIPPED), named(chosen));
  print(`\n### ${verdict.candidate}: ${verdict.better ? 'better' : 'not shown to be better'}\n`);
  print(verdictTables(verdict));
  return verdict.better;
}
