import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { inRoot } from '../../.ci/paths.ts';
import { BenchDesk, wait } from '../bench/support/desk.ts';
import { warmUp } from '../bench/support/floor-scenes.ts';
import { prepare } from '../bench/support/prepare.ts';
import {
  attempt,
  commitHere,
  figure,
  lookAround,
  madeWith,
  print,
  printFailures,
  progress,
} from '../bench/support/report.ts';
import { seededRandom } from '../bench/support/statistics.ts';
import { chosen } from './calibration/choose.ts';
import { compared, isCalibrated, type Pair } from './calibration/compare.ts';
import { takeInElectron } from './calibration/electron-take.ts';
import { coursesTable, scenesTable, verdictTable } from './calibration/tables.ts';
import { timed, type Timed } from './calibration/timed.ts';
import { readCalibration, writeCalibration, type Calibration } from './harness/calibration.ts';
import { heardFolder } from './harness/heard-folder.ts';
import { standInForElectron } from './harness/electron-stand-in.ts';
import type { CompiledScene } from './scene.ts';
import { syntheticScenes } from './scenes/synthetic.ts';

/**
 * `npm run panel:calibrate [-- --scenes 30]`: the same scenes on the panel's virtual clock and in real Electron in the
 * room of sound, under the policy that Beside ships with, timed from what could be heard by the same code. The panel is
 * calibrated when its medians are within 200 ms of Electron's. Only a run of all scenes on an idle machine is stored:
 * what else runs delays Electron and not the panel. Electron's session lies in `test-results/calibration`.
 */

const ALL = 30;
const COMMAND = 'npm run panel:calibrate';
/** So many times the panel's own scenes: of its interruptions in this split, two have no echo. */
const TIMES = 5;
/** What Beside ships with: by its name on the panel, and as it calls itself. */
const POLICY = 'silence-500';
const SHIPPED = 'silence-timeout-500';
/** A quarter of what the medians may differ by; an idle machine stays within it. */
const MOST_SLIP_MS = 50;
/** The cores come to rest after the panel's work. */
const REST_MS = 3000;

const { values: flags } = parseArgs({ options: { scenes: { type: 'string', default: String(ALL) } } });
const count = Number(flags.scenes);
const folder = inRoot('test-results/calibration');

/** By scene. */
type Side = ReadonlyMap<string, Timed>;

interface ElectronSide {
  readonly side: Side;
  /** By which the recordings slipped at most. */
  readonly slipMs: number;
  readonly cellsMissed: number;
}

async function onPanel(scenes: readonly CompiledScene[]): Promise<Side> {
  standInForElectron();
  const [{ outcomeOf, watchScene }, { exchangesOf }, { harnessHere }, { contestantNamed }] =
    await Promise.all([
      import('./harness/play-scene.ts'),
      import('./harness/exchanges-of.ts'),
      import('./harness/harness-here.ts'),
      import('./harness/contestants.ts'),
    ]);
  const harness = harnessHere(heardFolder);
  const side = new Map<string, Timed>();
  for (const one of scenes) {
    const watched = await watchScene(one, contestantNamed(POLICY), harness);
    const found = timed(one.scene, outcomeOf(one, watched, harness), exchangesOf(watched));
    side.set(one.scene.id, found);
    progress(`panel ${side.size}/${scenes.length} ${one.scene.id}: ${told(found)}`);
  }
  return side;
}

async function inElectron(scenes: readonly CompiledScene[]): Promise<ElectronSide> {
  fs.mkdirSync(folder, { recursive: true });
  const random = seededRandom(17);
  const side = new Map<string, Timed>();
  // Scenes without echo: none of Beside's voice leaks into the microphone.
  const desk = await BenchDesk.open({ room: { leakPercent: 0 } });
  try {
    const { policy } = (await desk.selfTest()).setup;
    if (policy !== SHIPPED) throw new Error(`Electron runs ${policy}, the panel ${SHIPPED}`);
    await warmUp(desk);
    for (const [i, one] of scenes.entries()) {
      // Anywhere on the 200 ms grid.
      await wait(random() * 200);
      const taken = await attempt(one.scene.id, () => takeInElectron(desk, one));
      if (!taken) continue;
      const found = timed(one.scene, taken, taken.exchanges);
      side.set(one.scene.id, found);
      progress(`Electron ${i + 1}/${scenes.length} ${one.scene.id}: ${told(found)}`);
    }
    // For whoever wants to know where the time went.
    await desk.save(path.join(folder, 'electron.jsonl'));
    return { side, slipMs: desk.slipMs, cellsMissed: (await desk.meter()).cellsMissed };
  } finally {
    await desk.close();
  }
}

const told = ({ answerMs, stopMs }: Timed): string =>
  `answered after ${figure(answerMs)}, silent after ${figure(stopMs)}`;

function pairsOf(scenes: readonly CompiledScene[], panel: Side, electron: Side): readonly Pair[] {
  return scenes.flatMap(({ scene }) => {
    const [ours, theirs] = [panel.get(scene.id), electron.get(scene.id)];
    return ours && theirs ? [{ scene, panel: ours, electron: theirs }] : [];
  });
}

await main(async () => {
  const before = readCalibration();
  const start = lookAround();
  const electron = await prepare();
  const scenes = await chosen(syntheticScenes('tune', TIMES), count);
  const panel = await onPanel(scenes);
  await wait(REST_MS);
  const { side, slipMs, cellsMissed } = await inElectron(scenes);
  const pairs = pairsOf(scenes, panel, side);
  const [answerMs, stopMs] = [compared(pairs, 'answerMs'), compared(pairs, 'stopMs')];
  const calibration: Calibration = {
    date: new Date().toISOString().slice(0, 10),
    machine: madeWith(start, electron),
    commit: commitHere(),
    command: COMMAND,
    policy: POLICY,
    scenes: pairs.length,
    answerMs,
    stopMs,
    calibrated: isCalibrated([answerMs, stopMs]),
  };
  const disturbed = start.busy || slipMs > MOST_SLIP_MS;
  print(`${calibration.machine}${disturbed ? ' **Disturbed.**' : ''}`);
  print(`Recordings slipped by at most ${figure(slipMs)} ms; cells missed: ${cellsMissed}.\n`);
  print(scenesTable(pairs));
  print(`\n${verdictTable({ answerMs, stopMs })}`);
  const verdict = calibration.calibrated ? 'Calibrated' : 'Not calibrated';
  print(`\nms, over the scenes in which both sides have it. **${verdict}.**`);
  print(`\nWhere the answers' time goes, ms:\n\n${coursesTable(pairs)}\n`);
  if (before) print(`Before, on ${before.date}: ${before.calibrated ? 'calibrated' : 'not calibrated'}.`);
  if (count < ALL) print(`${count} scenes are a trial, and not stored.`);
  else if (disturbed) print('Disturbed, and not stored.');
  else writeCalibration(calibration);
  return Math.max(printFailures(), calibration.calibrated ? 0 : 1);
});
