import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { BenchDesk, wait } from './support/desk.ts';
import { askAloud, judge, type AskedQuestion, type Judged } from './support/exchange.ts';
import { prepare } from './support/prepare.ts';
import {
  attempt,
  figure,
  heading,
  lookAround,
  print,
  printFailures,
  progress,
  summaryCells,
  summaryHead,
  table,
} from './support/report.ts';
import { questions } from './support/speech-material.ts';
import { stageNames, type Stages } from './support/stages.ts';
import { quantile, seededRandom, summarise } from './support/statistics.ts';

/**
 * `npm run bench:latency [-- --n 30 --timeouts 500,800]`: how long after a person's last voiced sample the first
 * sample of the answer's first word leaves the speaker. Real Electron, a sound server as the room, both ends
 * taken from recordings on one clock. The machine should be idle.
 */

const { values: flags } = parseArgs({
  options: {
    n: { type: 'string', default: '30' },
    timeouts: { type: 'string', default: '500,800' },
  },
});
const count = Number(flags.n);
const timeoutsMs = flags.timeouts.split(',').map(Number);

interface Row {
  readonly timeoutMs: number;
  readonly judged: readonly Judged[];
  readonly slipMs: number;
  readonly missed: number;
}

async function measure(timeoutMs: number): Promise<Row> {
  const asked: AskedQuestion[] = [];
  const all = await questions(count);
  const random = seededRandom(timeoutMs);
  const desk = await BenchDesk.open({ silenceTimeoutMs: timeoutMs });
  try {
    for (const [i, question] of all.entries()) {
      await desk.quiet(900);
      // Anywhere on the 200 ms grid.
      await wait(random() * 200);
      const one = await askAloud(desk, question);
      asked.push(one);
      progress(`${timeoutMs} ms ${i + 1}/${count} ${question.name}: ${describe(desk, one)}`);
    }
    const judged = asked.map((one) => judge(desk, one));
    return { timeoutMs, judged, slipMs: desk.slipMs, missed: (await desk.meter()).cellsMissed };
  } finally {
    await desk.close();
  }
}

function describe(desk: BenchDesk, asked: AskedQuestion): string {
  const { latencyMs, right, cutOff } = judge(desk, asked);
  const said = asked.lines.map(({ who, text, state }) => `${who} "${text}" (${state})`).join(', ');
  return `${figure(latencyMs)} ms${right ? '' : ', WRONG'}${cutOff ? ', CUT OFF' : ''} · ${said}`;
}

const share = (judged: readonly Judged[], is: (one: Judged) => boolean): string =>
  `${judged.filter(is).length} of ${judged.length}`;
const known = (numbers: readonly (number | null)[]): number[] => numbers.filter((one) => one !== null);

function rows({ timeoutMs, judged }: Row): (readonly (string | number)[])[] {
  const of = (who: string, some: readonly Judged[]): (string | number)[] => [
    `silence-timeout ${timeoutMs} ms`,
    who,
    ...summaryCells(summarise(known(some.map(({ latencyMs }) => latencyMs)))),
    share(some, ({ right }) => right),
    share(some, ({ cutOff }) => cutOff),
  ];
  const parted = (['synthetic', 'human'] as const).map((who) =>
    of(
      who,
      judged.filter(({ question }) => question.who === who),
    ),
  );
  return [of('all', judged), ...parted];
}

function stageRow({ timeoutMs, judged }: Row): string[] {
  const stages = judged.map((one) => one.stages).filter((one): one is Stages => one !== null);
  return [
    `silence-timeout ${timeoutMs} ms`,
    ...stageNames.map((name) => {
      const took = stages.map((one) => one[name]);
      return `${figure(quantile(took, 0.5))} / ${figure(quantile(took, 0.95))}`;
    }),
    String(stages.length),
  ];
}

function trust({ timeoutMs, judged, slipMs, missed }: Row): string[] {
  const ends = known(judged.map(({ endDifferenceMs }) => endDifferenceMs));
  return [
    `silence-timeout ${timeoutMs} ms`,
    `${figure(quantile(ends, 0.5))} (${figure(quantile(ends, 0))}–${figure(quantile(ends, 1))})`,
    figure(quantile(known(judged.map(({ inputMs }) => inputMs)), 0.5)),
    figure(quantile(known(judged.map(({ outputMs }) => outputMs)), 0.5)),
    figure(slipMs),
    String(missed),
  ];
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const measured: Row[] = [];
  for (const timeoutMs of timeoutsMs) {
    const row = await attempt(`silence-timeout ${timeoutMs} ms`, () => measure(timeoutMs));
    if (row) measured.push(row);
  }
  print(
    heading(
      'from the last voiced sample to the first word of the answer',
      'npm run bench:latency',
      start,
      electron,
    ),
  );
  print();
  print(table(['policy', 'questions', ...summaryHead, 'right answers', 'cut off'], measured.flatMap(rows)));
  print('\nms. Fillers: 0, Beside says none, so the first sound is the first content word.');
  print('\nWhere the time goes, p50 / p95 in ms; the stages of one answer add up to its whole:\n');
  print(table(['policy', ...stageNames, 'N'], measured.map(stageRow)));
  print(
    '\nEndpointing is all waiting for the person to have finished (before words are looked for, and from a ready answer to a free floor). What was done ahead of the ending counts as nothing.\n',
  );
  print(
    table(
      [
        'policy',
        'last voiced sample, recording less file: p50 (least–most)',
        'voice activity’s own estimate, later by (p50)',
        'first sound in the room, after the player’s report by (p50)',
        'recordings slipped by at most',
        'cells missed',
      ],
      measured.map(trust),
    ),
  );
  print(
    '\nms. Both ends are read from recordings of the room, good to one fragment of the sound server (20 ms). A slip above that would spoil them.',
  );
  const wrong = measured.flatMap(({ timeoutMs, judged }) =>
    judged
      .filter(({ right, cutOff }) => !right || cutOff)
      .map(({ question, cutOff }) => `${question.name} (${timeoutMs} ms${cutOff ? ', cut off' : ''})`),
  );
  if (wrong.length > 0) print(`\nNot right: ${wrong.join('; ')}.`);
  return printFailures();
});
