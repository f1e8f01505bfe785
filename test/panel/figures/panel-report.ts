import { table } from '../../bench/support/report.ts';
import { readCalibration } from '../harness/calibration.ts';
import { readCosts } from '../harness/cost-model.ts';
import type { Panel } from '../play-panel.ts';
import type { Scene } from '../scene.ts';
import type { Caught } from './faults.ts';
import { faultsTable, headlineTables, matchedTable } from './report.ts';
import { over } from './run.ts';

/** Everything that a played panel says of its policies, in Markdown; what is to be known of its scenes and times first. */
export function panelReport({ runs, scenes }: Panel, caught: readonly Caught[]): string {
  const human = runs.map((run) => over(run, (i) => scenes[i]?.human === true));
  return [
    `Costs of ${readCosts().date}: ${readCosts().machine}`,
    calibrationLine(),
    perFamily(scenes),
    headlineTables(runs),
    `### At matched cut-offs\n\n${matchedTable(runs)}`,
    ...(scenes.some((scene) => scene.human)
      ? [`### Human recordings only\n\n${headlineTables(human)}\n\n${matchedTable(human)}`]
      : []),
    `### Who must lose\n\n${faultsTable(caught)}`,
  ].join('\n\n');
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
