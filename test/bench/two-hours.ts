import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import type { EngineState } from '../../electron/interaction/state.ts';
import { canonical } from '../../electron/interaction/timeline/canonical.ts';
import { policyNamed, replay } from '../../electron/interaction/timeline/replay.ts';
import { fromExactJson, toExactJson } from '../../electron/replay/exact-json.ts';
import { scriptedSession, type ScriptedSession } from '../scenarios/support/scripted-session.ts';
import { figure, heading, lookAround, print, progress, table } from './support/report.ts';

/**
 * `npm run bench:two-hours [-- --minutes 120]`: two hours on the virtual clock, of talk, cues, interruptions and silence by
 * script: whether anything grows with the session's length once the log is full. No models, no Electron.
 */

const { values: flags } = parseArgs({ options: { minutes: { type: 'string', default: '120' } } });
const minutes = Number(flags.minutes);
const EVERY_MINUTES = 10;

interface Look {
  readonly minute: number;
  readonly heapBytes: number;
  readonly logCells: number;
  readonly logEvents: number;
  readonly checkpoints: number;
  readonly stateBytes: number;
  readonly lines: number;
  readonly cellUs: number;
}

function heapAfterCollection(): number {
  if (!globalThis.gc) throw new Error('run it with node --expose-gc, as npm run bench:two-hours does');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function look({ loop }: ScriptedSession, minute: number, tookMs: number): Look {
  const { cells, checkpoints } = loop.log;
  return {
    minute,
    heapBytes: heapAfterCollection(),
    logCells: cells.length,
    logEvents: cells.reduce((sum, { events }) => sum + events.length, 0),
    checkpoints: checkpoints.length,
    stateBytes: Buffer.byteLength(toExactJson(loop.state)),
    lines: loop.state.lines.length,
    cellUs: (1000 * tookMs) / (EVERY_MINUTES * 300),
  };
}

const megabytes = (bytes: number): string => figure(bytes / 2 ** 20, 1);

await main(() => {
  const start = lookAround();
  let last: EngineState<null> | null = null;
  const session = scriptedSession(minutes, (after) => void (last = after));
  const looks: Look[] = [look(session, 0, 0)];
  for (let minute = EVERY_MINUTES; minute <= minutes; minute += EVERY_MINUTES) {
    const begunMs = performance.now();
    session.clock.runToSync(minute * 60_000);
    looks.push(look(session, minute, performance.now() - begunMs));
    progress(`minute ${minute}`);
  }
  const { log } = session.loop;
  if (!log.start) throw new Error('no checkpoint');
  const written = toExactJson(log.start);
  const since = log.cells.map((cell) => toExactJson(cell));
  const { report, state } = replay(
    policyNamed('silence-timeout-500'),
    fromExactJson(written) as typeof log.start,
    since.map((line) => fromExactJson(line) as (typeof log.cells)[number]),
  );
  const sameState = canonical(state) === canonical(last);
  print(heading(`${minutes} minutes on the virtual clock`, 'npm run bench:two-hours', start, 'No Electron'));
  print();
  print(
    table(
      [
        'minute',
        'heap after collection, MB',
        'cells in the log',
        'events in it',
        'checkpoints',
        'state as JSON, bytes',
        'lines in it',
        'µs a cell',
      ],
      looks.map((one) => [
        one.minute,
        megabytes(one.heapBytes),
        one.logCells,
        one.logEvents,
        one.checkpoints,
        one.stateBytes,
        one.lines,
        figure(one.cellUs),
      ]),
    ),
  );
  const bytes = since.reduce((sum, line) => sum + line.length + 1, written.length);
  print(
    `\nThe log keeps 60 minutes, from a checkpoint on; written with words it has ${megabytes(bytes)} MB. µs a cell: everything of a virtual cell, the script’s own work included.`,
  );
  print(
    `\nRestored from the log’s checkpoint (cell ${log.start.cell}) and run again to the end: ${report.decisions} decisions and ${report.acts} acts compared, ${report.differing} differ, ${report.flawed} flaws; the state at the end is ${sameState ? 'the same' : 'ANOTHER'}.`,
  );
  return Promise.resolve(report.differing + report.flawed === 0 && sameState ? 0 : 1);
});
