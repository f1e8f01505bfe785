import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { census, quietCensus, watchLag, type Census, type LoopLag } from './support/census.ts';
import { BenchDesk, wait } from './support/desk.ts';
import { askAloud, judge } from './support/exchange.ts';
import { hush, judgeOvertalk, talkOver, type JudgedOvertalk } from './support/overtalk.ts';
import { prepare } from './support/prepare.ts';
import { figure, heading, lookAround, print, progress, table } from './support/report.ts';
import { interruptions, longLines, questions } from './support/speech-material.ts';
import { slope } from './support/statistics.ts';

/**
 * `npm run bench:soak [-- --minutes 10 --idle 60]` (whole minutes): ten minutes of conversation with interruptions, then a minute
 * of listening in silence; what it costs and whether it keeps time. The machine should be idle.
 */

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    idle: { type: 'string', default: '60' },
  },
});
const minutes = Number(flags.minutes);
const idleSeconds = Number(flags.idle);

const CENSUS_EVERY_MS = 10_000;
/** Caches and pools fill until then. */
const SETTLED_AFTER_MS = 3 * 60_000;
const ROUND_MS = 60_000;
/** At most, so that there is silence in each minute too. */
const QUESTIONS_A_ROUND = 5;
/** A question and its answer take up to this long. */
const ANSWER_ROOM_MS = 9000;
const BUDGET_BYTES = 1.2 * 2 ** 30;

interface Talk {
  readonly asked: number;
  readonly answered: number;
  readonly right: number;
  readonly overtalks: readonly JudgedOvertalk[];
}

/** A round a minute, begun on time: one interruption, then questions as long as there is room for their answers. */
async function converse(desk: BenchDesk, fromMs: number): Promise<Talk> {
  const all = await questions(40);
  const clips = interruptions(20);
  const lines = longLines(100);
  let [asked, answered, right] = [0, 0, 0];
  const overtalks: JudgedOvertalk[] = [];
  const rounds = Math.max(1, Math.round(minutes));
  for (let round = 0; round < rounds; round++) {
    const endMs = fromMs + (round + 1) * ROUND_MS;
    const [clip, line] = [clips[round % clips.length], lines[round % lines.length]];
    if (clip && line) overtalks.push(await judgeOvertalk(desk, await talkOver(desk, line, clip, 1500, 4000)));
    for (let i = 0; i < QUESTIONS_A_ROUND && performance.now() < endMs - ANSWER_ROOM_MS; i++) {
      const question = all[asked % all.length];
      if (!question) break;
      await desk.quiet(400);
      const judged = judge(desk, await askAloud(desk, question));
      asked += 1;
      if (judged.latencyMs !== null || judged.cutOff) answered += 1;
      if (judged.right) right += 1;
    }
    progress(`minute ${round + 1}: ${asked} asked, ${answered} answered, ${overtalks.length} interruptions`);
    await wait(Math.max(0, endMs - performance.now()));
  }
  return { asked, answered, right, overtalks };
}

interface Soak {
  readonly talk: Talk;
  readonly lag: LoopLag;
  readonly ran: number;
  readonly missed: number;
  readonly seen: readonly Census[];
  readonly idle: readonly [Census, Census];
  readonly slipMs: number;
}

async function soak(): Promise<Soak> {
  const desk = await BenchDesk.open();
  try {
    const lagSoFar = await watchLag(desk.launched.app);
    const before = await desk.meter();
    const seen: Census[] = [await census(desk)];
    const timer = setInterval(() => {
      census(desk).then(
        (one) => seen.push(one),
        () => progress('a look at the processes failed; the next one is in ten seconds'),
      );
    }, CENSUS_EVERY_MS);
    const talk = await converse(desk, performance.now());
    clearInterval(timer);
    const lag = await lagSoFar();
    const after = await desk.meter();
    seen.push(await census(desk));
    progress('listening in silence');
    await hush(desk);
    // What an answer leaves behind has gone by then.
    await wait(5000);
    const last = seen.at(-1) ?? (await census(desk));
    const idleFrom = quietCensus(desk, last);
    await wait(idleSeconds * 1000);
    const idle = [idleFrom, quietCensus(desk, last)] as const;
    return {
      talk,
      lag,
      ran: after.cellsRun - before.cellsRun,
      missed: after.cellsMissed - before.cellsMissed,
      seen,
      idle,
      slipMs: desk.slipMs,
    };
  } finally {
    await desk.close();
  }
}

const megabytes = (bytes: number): string => figure(bytes / 2 ** 20);

/** Processor time between two looks, in percent of one processor. */
function cpuPercent(from: Census, to: Census, pid: number): number {
  const at = ({ processes }: Census): number => processes.find((one) => one.pid === pid)?.cpuMs ?? 0;
  return (100 * Math.max(0, at(to) - at(from))) / (to.atMs - from.atMs);
}

/** MB a minute after the third minute, or over the second half of a shorter run. */
function growth(seen: readonly Census[], of: (one: Census) => number | undefined): number {
  const startMs = seen[0]?.atMs ?? 0;
  const lengthMs = (seen.at(-1)?.atMs ?? 0) - startMs;
  const fromMs = startMs + (lengthMs > 2 * SETTLED_AFTER_MS ? SETTLED_AFTER_MS : lengthMs / 2);
  const points = seen.flatMap((one) => {
    const bytes = of(one);
    return one.atMs < fromMs || bytes === undefined
      ? []
      : [{ x: (one.atMs - startMs) / 60_000, y: bytes / 2 ** 20 }];
  });
  return slope(points);
}

function processRows({ seen, idle }: Soak): (string | number)[][] {
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) return [];
  const pids = last.processes
    .toSorted((a, b) => b.proportionalBytes - a.proportionalBytes)
    .map(({ pid, name }) => ({ pid, name }));
  return pids.map(({ pid, name }) => {
    const at = (one: Census) => one.processes.find((process) => process.pid === pid);
    const most = Math.max(...seen.map((one) => at(one)?.residentBytes ?? 0));
    return [
      name,
      megabytes(at(last)?.proportionalBytes ?? 0),
      megabytes(at(last)?.residentBytes ?? 0),
      megabytes(most),
      figure(
        growth(seen, (one) => at(one)?.residentBytes),
        2,
      ),
      figure(
        growth(seen, (one) => at(one)?.proportionalBytes),
        2,
      ),
      figure(cpuPercent(first, last, pid), 1),
      figure(cpuPercent(idle[0], idle[1], pid), 1),
    ];
  });
}

function totalRow({ seen, idle }: Soak): (string | number)[] {
  const [first, last] = [seen[0], seen.at(-1)];
  const sum = (one: Census | undefined, of: 'proportionalBytes' | 'residentBytes'): number =>
    one?.processes.reduce((total, process) => total + process[of], 0) ?? 0;
  const cpu = (from: Census | undefined, to: Census | undefined): number =>
    from && to ? to.processes.reduce((total, { pid }) => total + cpuPercent(from, to, pid), 0) : 0;
  return [
    '**all**',
    `**${megabytes(sum(last, 'proportionalBytes'))}**`,
    '(shared pages count often)',
    '–',
    figure(
      growth(seen, (one) => sum(one, 'residentBytes')),
      2,
    ),
    figure(
      growth(seen, (one) => sum(one, 'proportionalBytes')),
      2,
    ),
    `**${figure(cpu(first, last), 1)}**`,
    `**${figure(cpu(idle[0], idle[1]), 1)}**`,
  ];
}

function laneRows({ seen }: Soak): string[][] {
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) return [];
  return last.lanes.map(({ lane, cpuMs, queued, dropped }) => {
    const before = first.lanes.find((one) => one.lane === lane)?.cpuMs ?? 0;
    // A lane that was started anew counts from nothing.
    const used = cpuMs >= before ? cpuMs - before : cpuMs;
    return [
      lane,
      figure(used / 1000, 1),
      figure((100 * used) / (last.atMs - first.atMs), 1),
      String(queued),
      String(dropped),
    ];
  });
}

function verdicts(measured: Soak): string[][] {
  const { talk, lag, seen } = measured;
  const total = seen.at(-1)?.processes.reduce((sum, one) => sum + one.proportionalBytes, 0) ?? 0;
  const caught = talk.overtalks.filter((one) => one.caught).length;
  return [
    ['exchanges', `${talk.answered} of ${talk.asked} questions answered, ${talk.right} rightly`, '≥ 40'],
    ['interruptions', `${caught} of ${talk.overtalks.length} caught`, '10 made'],
    ['cells missed', `${measured.missed} of ${measured.ran + measured.missed}`, '0'],
    [
      'main’s loop lag, ms',
      `p50 ${figure(lag.p50Ms, 1)}, p99 ${figure(lag.p99Ms, 1)}, most ${figure(lag.maxMs, 1)} (N=${lag.count})`,
      'p99 ≤ 20',
    ],
    ['proportional set size, MB', megabytes(total), `≤ ${megabytes(BUDGET_BYTES)}`],
    ['recordings slipped by, ms', figure(measured.slipMs), '< 20'],
  ];
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const measured = await soak();
  print(
    heading(
      `${Math.max(1, Math.round(minutes))} minutes of conversation`,
      'npm run bench:soak',
      start,
      electron,
    ),
  );
  print();
  print(table(['', 'measured', 'aim'], verdicts(measured)));
  print(
    '\nWhere the memory goes, at the end; CPU in percent of one processor, in conversation and while listening in silence:\n',
  );
  print(
    table(
      [
        'process',
        'proportional, MB',
        'resident, MB',
        'most resident, MB',
        'resident grows, MB/min',
        'proportional grows, MB/min',
        'CPU talking, %',
        `CPU listening ${idleSeconds} s, %`,
      ],
      [...processRows(measured), totalRow(measured)],
    ),
  );
  print(
    `\nGrowth by least squares over looks every 10 s, ${minutes > 6 ? 'after minute 3' : 'over the second half'}. The bench asks main up to twice a second while it waits for an answer: that is in "CPU talking" of main and overlay. While listening in silence it only reads /proc.\n`,
  );
  const lanes = laneRows(measured);
  if (lanes.length === 0) print('CPU per lane: the inference host does not report it yet.');
  else print(table(['lane', 'CPU, s', '% of one processor', 'queued at the end', 'dropped'], lanes));
});
