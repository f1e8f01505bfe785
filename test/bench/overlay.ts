import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { openRoom, roomEnv } from '../../.ci/room.ts';
import type { OverlayForm } from '../../shared/overlay.ts';
import { openDesk, ready, turnMicrophoneOn, type Desk } from '../e2e/support/overlay.ts';
import { watchLag } from './support/census.ts';
import { until, wait } from './support/desk.ts';
import { prepare } from './support/prepare.ts';
import { cpuMsOf } from './support/processes.ts';
import { figure, heading, lookAround, print, printFailures, progress, table } from './support/report.ts';

/**
 * `npm run bench:overlay [-- --seconds 60 --turns 20]`: what the overlay costs while nothing happens, as card and as bar,
 * drawn in software; and whether changing its form while Beside speaks delays the loop.
 */

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    turns: { type: 'string', default: '20' },
  },
});
const seconds = Number(flags.seconds);
const turns = Number(flags.turns);

const setForm = (desk: Desk, form: OverlayForm): Promise<void> =>
  desk.overlay.evaluate((to) => window.beside.request('overlay.form', { form: to }), form);

/** Typed, without the field that the bar has not. */
const say = (desk: Desk, text: string): Promise<void> =>
  desk.overlay.evaluate((line) => window.beside.request('line.submit', { text: line }), text);

/** The overlay's page; the process that draws for all of them; main. */
async function pids(desk: Desk): Promise<readonly (readonly [string, number])[]> {
  const found = await desk.app.evaluate(({ app, BrowserWindow }) => ({
    page:
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes('/overlay/'))
        ?.webContents.getOSProcessId() ?? 0,
    drawing: app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0,
    main: process.pid,
  }));
  return Object.entries(found).filter(([, pid]) => pid > 0);
}

/** Percent of one processor over the time; looked at from outside, so that looking costs the app nothing. */
async function costOver(desk: Desk): Promise<ReadonlyMap<string, number>> {
  const watched = await pids(desk);
  await wait(3000);
  const before = watched.map(([, pid]) => cpuMsOf(pid));
  const startMs = performance.now();
  await wait(seconds * 1000);
  const tookMs = performance.now() - startMs;
  return new Map(watched.map(([name, pid], i) => [name, (100 * (cpuMsOf(pid) - (before[i] ?? 0))) / tookMs]));
}

async function idle(): Promise<string[][]> {
  const rows: string[][] = [];
  const desk = await openDesk();
  try {
    await ready(desk);
    for (const microphone of ['off', 'on'] as const) {
      if (microphone === 'on') await turnMicrophoneOn(desk);
      for (const form of ['card', 'bar'] as const) {
        await setForm(desk, form);
        const cost = await costOver(desk);
        progress(`${form}, microphone ${microphone}: ${JSON.stringify([...cost])}`);
        rows.push([
          form,
          microphone === 'off' ? 'off' : 'on, in silence',
          figure(cost.get('page'), 2),
          cost.has('drawing') ? figure(cost.get('drawing'), 2) : 'in main',
          figure(cost.get('main'), 2),
        ]);
        await setForm(desk, 'card');
      }
    }
  } finally {
    await desk.close();
  }
  return rows;
}

async function turning(): Promise<string[]> {
  const desk = await openDesk();
  try {
    await ready(desk);
    await turnMicrophoneOn(desk);
    const meter = () => desk.overlay.evaluate(() => window.beside.request('meter.get', undefined));
    const before = await meter();
    const lag = await watchLag(desk.app);
    for (let i = 0; i < turns; i += 1) {
      if ((await desk.snapshot()).floor === 'listening') await say(desk, 'Tell me a story');
      await setForm(desk, i % 2 === 0 ? 'bar' : 'card');
      await wait(700);
    }
    await until(async () => ((await desk.snapshot()).floor === 'listening' ? true : null), 20_000);
    const found = await lag();
    const after = await meter();
    return [
      String(turns),
      String(after.cellsRun - before.cellsRun),
      String(after.cellsMissed - before.cellsMissed),
      figure(found.p50Ms, 1),
      figure(found.p99Ms, 1),
      figure(found.maxMs, 1),
    ];
  } finally {
    await desk.close();
  }
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const room = await openRoom();
  Object.assign(process.env, roomEnv(room.env));
  try {
    const rows = await idle();
    const turned = await turning();
    print(heading('overlay', 'npm run bench:overlay', start, electron));
    print();
    print(table(['form', 'microphone', 'its page, % of one processor', 'drawing', 'main, all of it'], rows));
    print(
      `\nOver ${seconds} s each, nobody speaking, drawn in software. "In main": this Electron gave up its drawing process and draws in main.\n`,
    );
    print(table(['changes of form', 'cells', 'missed', 'main’s lag p50, ms', 'p99', 'most'], [turned]));
    print('\nCard to bar and back every 0.7 s, with the microphone on and Beside speaking.');
  } finally {
    await room.close();
  }
  return printFailures();
});
