import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { defaultSilenceTimeout } from '../../electron/interaction/policy/silence-timeout.ts';
import { inRoot, testPacksFolder } from '../../.ci/paths.ts';
import { lookAround, madeWith, print, progress } from '../bench/support/report.ts';
import { packsMissing } from '../scenarios/support/lanes.ts';
import { faultsCaught } from './figures/faults.ts';
import { panelReport } from './figures/panel-report.ts';
import { verdictTables } from './figures/report.ts';
import { figure, type Run } from './figures/run.ts';
import { verdictOn } from './figures/verdict.ts';
import { readCalibration } from './harness/calibration.ts';
import { contestantNamed } from './harness/contestants.ts';
import { readCosts } from './harness/cost-model.ts';
import { heardFolder } from './harness/heard-folder.ts';
import { gauges } from './metrics/gauges.ts';
import { baselines, faulty, playPanel, smartTurnSweep, type Panel } from './play-panel.ts';
import type { Split } from './scene.ts';
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

function writeJson(file: string, machine: string, { scenes, runs, outcomes }: Panel): void {
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
      machine,
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

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const missing = packsMissing();
  if (missing !== null) throw new Error(missing);
  const candidates = flags.policy?.split(',') ?? [];
  const hasSmartTurn = locateWeights(testPacksFolder(), smartTurnWeights) !== null;
  if (!hasSmartTurn && candidates.some((name) => name.startsWith('smart-turn-')))
    throw new Error(howToGet(testPacksFolder(), smartTurnWeights));
  const contestants = [
    ...baselines,
    ...(hasSmartTurn ? smartTurnSweep : []),
    ...candidates,
    ...(flags.faults ? faulty : []),
  ];
  // A name that nobody knows is told now, and not after minutes of scenes.
  for (const name of contestants) contestantNamed(name);
  if (flags.cold) fs.rmSync(heardFolder, { recursive: true, force: true });
  const sources = thinned(await sceneSources(splitNamed(flags.split)), flags.scenes);
  const machine = madeWith(lookAround(), 'No Electron, virtual time');
  const startMs = performance.now();
  const panel = await playPanel(sources, contestants, {
    onPlayed: (count) => {
      if (count % 10 === 0) progress(`${count} of ${sources.length} scenes`);
    },
  });
  const minutes = (performance.now() - startMs) / 60_000;
  const caught = faultsCaught(panel.runs);
  print(machine);
  print(
    `\n${panel.scenes.length} scenes of the split ${flags.split}, ${panel.runs.length} policies, ${panel.made} hearings made anew; ${minutes.toFixed(1)} minutes.\n`,
  );
  if (!hasSmartTurn)
    print(`Smart Turn is not among the baselines: ${howToGet(testPacksFolder(), smartTurnWeights)}\n`);
  print(panelReport(panel, caught));
  writeJson(flags.json, machine, panel);
  const stands = caught.every((fault) => fault.caught);
  if (candidates[0] === undefined) return stands ? 0 : 1;
  return judge(candidates[0], panel.runs) && stands ? 0 : 1;
});

function judge(chosen: string, runs: readonly Run[]): boolean {
  const named = (name: string): Run => {
    const run = runs.find(({ contestant }) => contestant === name);
    if (!run) throw new Error(`${name} was not played`);
    return run;
  };
  const verdict = verdictOn(named(chosen), runs, named(SHIPPED));
  print(`\n### ${verdict.candidate}: ${verdict.better ? 'better' : 'not shown to be better'}\n`);
  print(verdictTables(verdict));
  return verdict.better;
}
