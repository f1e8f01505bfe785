import os from 'node:os';
import { main } from '../../.ci/commands.ts';
import { aged, situations, type Aged, type Situation } from './support/engine-session.ts';
import { allocatedPerCell, costOfCells, memoryAfterCollection } from './support/engine-cost.ts';
import { figure, heading, lookAround, print, printFailures, progress, table } from './support/report.ts';
import { quantile } from './support/statistics.ts';

/**
 * `npm run bench:engine [-- --quick]`: what a cell costs, without models: the engine's part of it (taking in what came
 * since the cell before, and the decision) and all of the loop's, in sessions that are 0, 30, 60 and 120 minutes old. The
 * log holds an hour: what grew with the session's length would show between 60 and 120.
 */

const quick = process.argv.includes('--quick');
const AGES_MINUTES = quick ? [0, 5] : [0, 30, 60, 120];
const REPEATS = quick ? 3 : 20;

interface Row {
  readonly situation: Situation;
  readonly minutes: number;
  readonly engineUs: readonly number[];
  readonly loopUs: readonly number[];
  readonly bytes: readonly number[];
  readonly events: number;
}

function measure(session: Aged, situation: Situation, minutes: number): Row {
  const tape = session.enter(situation);
  // Warm: the first runs of a function are the interpreter's.
  costOfCells(tape, 2);
  const engineUs = costOfCells(tape, REPEATS);
  const bytes = allocatedPerCell(tape, REPEATS);
  const events = tape.cells.reduce((sum, { perceived }) => sum + perceived.length, 0) / tape.cells.length;
  progress(`${situation.name}, ${minutes} min: p50 ${figure(quantile(engineUs, 0.5), 1)} µs`);
  return { situation, minutes, engineUs, loopUs: tape.loopUs, bytes, events };
}

const cost = (us: readonly number[]): string[] => [
  figure(quantile(us, 0.5), 1),
  figure(quantile(us, 0.99), 1),
  figure(quantile(us, 1)),
];

function row({ situation, minutes, engineUs, loopUs, bytes, events }: Row): (string | number)[] {
  return [
    situation.name,
    minutes,
    figure(events, 1),
    engineUs.length,
    ...cost(engineUs),
    loopUs.length,
    ...cost(loopUs),
    `${figure(quantile(bytes, 0.5) / 1024, 1)} (${figure(quantile(bytes, 0) / 1024, 1)}–${figure(quantile(bytes, 1) / 1024, 1)})`,
  ];
}

await main(async () => {
  if (globalThis.gc === undefined)
    throw new Error('start it with npm run bench:engine: it needs --expose-gc');
  const start = lookAround();
  const rows: Row[] = [];
  const memory: (string | number)[][] = [];
  const session = aged();
  for (const minutes of AGES_MINUTES) {
    session.growTo(minutes);
    memory.push([
      minutes,
      session.cells,
      session.loggedCells,
      session.lines,
      figure(memoryAfterCollection() / 2 ** 20, 1),
    ]);
    for (const situation of situations) rows.push(measure(session, situation, minutes));
  }
  const byKind = situations.flatMap((situation) => rows.filter((one) => one.situation === situation));
  print(heading('the engine’s cost per cell', 'npm run bench:engine', start, 'No Electron'));
  print();
  print(
    table(
      [
        'situation',
        'session, min',
        'events a cell',
        'N engine',
        'p50',
        'p99',
        'max',
        'N loop',
        'p50',
        'p99',
        'max',
        'allocated, KiB a cell: p50 (least–most)',
      ],
      byKind.map(row),
    ),
  );
  print(
    `\nµs a cell of 200 ms. Engine: \`perceive\` of all that came since the cell before, and \`decide\`; ${REPEATS} times over the same minute, from the same state. Loop: the whole cell with log, causes and checkpoint, once, as it ran. Policy: ${session.policy}. A checkpoint falls into every ${session.checkpointCells}th cell. Collections of garbage are in the maxima.`,
  );
  print();
  print(
    table(['session, min', 'cells run', 'cells in the log', 'lines', 'heap after collection, MiB'], memory),
  );
  print(
    `\nThe heap is the whole bench process, its script and tapes included. ${os.cpus().length} processors.`,
  );
  return printFailures();
});
