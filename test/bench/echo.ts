import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { BenchDesk } from './support/desk.ts';
import {
  CAUGHT_WITHIN_MS,
  hearOut,
  judgeOvertalk,
  judgeUndisturbed,
  talkOver,
  type JudgedOvertalk,
  type LongAnswer,
  type Overtalk,
} from './support/overtalk.ts';
import { prepare } from './support/prepare.ts';
import { figure, heading, lookAround, print, progress, table } from './support/report.ts';
import { decibels, power } from './support/signal.ts';
import { backchannels, interruptions, longLines, type Clip } from './support/speech-material.ts';
import { quantile, seededRandom } from './support/statistics.ts';

/**
 * `npm run bench:echo [-- --seconds 200 --barge 20 --backchannels 10 --levels 6,12,20]`: whether Beside hears
 * itself, and whether it hears a person over itself, while its own voice comes back from the room at these levels.
 * Takes about 20 minutes. The machine should be idle.
 */

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '200' },
    barge: { type: 'string', default: '20' },
    backchannels: { type: 'string', default: '10' },
    /** dB that the echo lies below what Beside plays. */
    levels: { type: 'string', default: '6,12,20' },
  },
});
const levelsDb = flags.levels.split(',').map((db) => -Math.abs(Number(db)));

interface Level {
  readonly wantedDb: number;
  readonly measuredDb: number;
  readonly echoCancelled: boolean;
  readonly spokeMs: number;
  readonly answers: number;
  readonly cutOff: number;
  readonly userLines: number;
  readonly stops: number;
  readonly duckedMs: number | null;
  readonly orderedMs: number;
  readonly unaligned: number;
  readonly interrupted: readonly JudgedOvertalk[];
  readonly murmured: readonly JudgedOvertalk[];
  readonly slipMs: number;
  readonly missed: number;
}

/** PulseAudio's volume is cubic: 100 % · 10^(dB / 60). What comes of it is measured. */
const percentOf = (db: number): number => Math.round(100 * 10 ** (db / 60));

async function speakAlone(desk: BenchDesk, seconds: number, lines: Iterator<string>): Promise<LongAnswer[]> {
  const answers: LongAnswer[] = [];
  let spokenMs = 0;
  while (spokenMs < seconds * 1000) {
    const beganMs = performance.now();
    answers.push(await hearOut(desk, lines.next().value as string));
    spokenMs += performance.now() - beganMs;
    if (answers.at(-1)?.line === null) throw new Error('Beside did not answer a typed sum.');
    progress(`  ${figure(spokenMs / 1000)} of ${seconds} s: ${answers.at(-1)?.line?.state}`);
  }
  return answers;
}

async function overtalk(
  desk: BenchDesk,
  clips: readonly Clip[],
  lines: Iterator<string>,
  watchMs: number,
  random: () => number,
): Promise<Overtalk[]> {
  const trials: Overtalk[] = [];
  for (const clip of clips) {
    const afterMs = 1200 + random() * 3500;
    const trial = await talkOver(desk, lines.next().value as string, clip, afterMs, watchMs);
    trials.push(trial);
    const { stopMs, dropMs, likeness } = await judgeOvertalk(desk, trial);
    progress(
      `  ${clip.name}: ${trial.line?.state ?? 'no answer'}, drop ${figure(dropMs)} ms, stop ${figure(stopMs)} ms (likeness ${figure(likeness, 2)})`,
    );
  }
  return trials;
}

async function measure(
  wantedDb: number,
  clips: { readonly interrupting: readonly Clip[]; readonly murmuring: readonly Clip[] },
): Promise<Level> {
  progress(`${wantedDb} dB`);
  const random = seededRandom(100 - wantedDb);
  const lines = longLines(500, 100 - wantedDb)[Symbol.iterator]();
  const desk = await BenchDesk.open({ room: { leakPercent: percentOf(wantedDb) } });
  try {
    const { microphone } = await desk.snapshot();
    const alone = await speakAlone(desk, Number(flags.seconds), lines);
    const measuredDb = leakDb(desk, alone);
    progress('  interruptions');
    const interrupted = await overtalk(desk, clips.interrupting, lines, 4500, random);
    progress('  backchannels');
    const murmured = await overtalk(desk, clips.murmuring, lines, 3000, random);
    return {
      wantedDb,
      measuredDb,
      echoCancelled: microphone.state === 'on' && microphone.echoCancellation,
      ...(await judgeAlone(desk, alone)),
      interrupted: await judgeAll(desk, interrupted),
      murmured: await judgeAll(desk, murmured),
      slipMs: desk.slipMs,
      missed: (await desk.meter()).cellsMissed,
    };
  } finally {
    await desk.close();
  }
}

async function judgeAll(desk: BenchDesk, trials: readonly Overtalk[]): Promise<JudgedOvertalk[]> {
  const judged: JudgedOvertalk[] = [];
  for (const trial of trials) judged.push(await judgeOvertalk(desk, trial));
  return judged;
}

async function judgeAlone(
  desk: BenchDesk,
  answers: readonly LongAnswer[],
): Promise<
  Pick<
    Level,
    'spokeMs' | 'answers' | 'cutOff' | 'userLines' | 'stops' | 'duckedMs' | 'orderedMs' | 'unaligned'
  >
> {
  let [spokeMs, duckedMs, orderedMs, unaligned] = [0, 0, 0, 0];
  for (const answer of answers) {
    const judged = await judgeUndisturbed(desk, answer);
    spokeMs += judged.spokeMs;
    duckedMs += judged.duckedMs ?? 0;
    orderedMs += judged.orderedMs;
    if (judged.duckedMs === null) unaligned += 1;
  }
  return {
    spokeMs,
    duckedMs,
    orderedMs,
    unaligned,
    answers: answers.length,
    cutOff: answers.filter(({ line }) => line?.state === 'cut-off').length,
    userLines: answers.flatMap(({ others }) => others.filter(({ who }) => who === 'user')).length,
    stops: answers.filter(({ timing }) => timing !== null && timing.stopAtMs !== null).length,
  };
}

/** How much of what left the speaker came to the microphone, where nobody else spoke. */
function leakDb(desk: BenchDesk, answers: readonly LongAnswer[]): number {
  const [from, to] = [answers[0]?.askedMs ?? 0, answers.at(-1)?.overMs ?? 0];
  const at = ({ samples }: { samples: Int16Array }): number => power(samples);
  return decibels(at(desk.microphone.slice(from, to)) / at(desk.speaker.slice(from, to)));
}

const known = (numbers: readonly (number | null)[]): number[] => numbers.filter((one) => one !== null);
const halves = (numbers: readonly (number | null)[]): string => {
  const all = known(numbers);
  return `${figure(quantile(all, 0.5))} / ${figure(quantile(all, 0.95))} (N=${all.length})`;
};
const perMinute = (amountMs: number | null, spokeMs: number): string =>
  amountMs === null ? '–' : figure((amountMs * 60_000) / spokeMs);

function aloneRow(level: Level): (string | number)[] {
  return [
    `${level.wantedDb} dB`,
    `${figure(level.measuredDb, 1)} dB`,
    level.echoCancelled ? 'yes' : 'NO',
    `${figure(level.spokeMs / 1000)} s in ${level.answers} answers`,
    level.cutOff,
    level.userLines,
    level.stops,
    perMinute(level.duckedMs, level.spokeMs) +
      (level.unaligned > 0 ? ` (${level.unaligned} not aligned)` : ''),
    perMinute(level.orderedMs, level.spokeMs),
    level.missed,
    figure(level.slipMs),
  ];
}

/** A drop together with the stop is no duck before it. */
const duckOnset = ({ dropMs, stopMs }: JudgedOvertalk): number | null =>
  dropMs !== null && (stopMs === null || dropMs < stopMs - 60) ? dropMs : null;

function interruptedRow(name: string, trials: readonly JudgedOvertalk[]): string[] {
  return [
    name,
    `${trials.filter(({ caught }) => caught).length} of ${trials.length}`,
    halves(trials.map(({ duckOrderMs }) => duckOrderMs)),
    halves(trials.map(duckOnset)),
    halves(trials.map(({ dropMs }) => dropMs)),
    halves(trials.map(({ stopMs }) => stopMs)),
  ];
}

function murmuredRow(name: string, trials: readonly JudgedOvertalk[]): string[] {
  return [
    name,
    `${trials.filter(({ stopped }) => stopped).length} of ${trials.length}`,
    halves(trials.map(({ duckedMs }) => duckedMs)),
  ];
}

/** Dealt out to the levels in turn. */
const dealt = (clips: readonly Clip[], to: number): readonly Clip[] =>
  clips.filter((_, i) => i % levelsDb.length === to);

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const interrupting = interruptions(Number(flags.barge));
  const murmuring = await backchannels(Number(flags.backchannels));
  const levels: Level[] = [];
  for (const [i, wantedDb] of levelsDb.entries())
    levels.push(
      await measure(wantedDb, { interrupting: dealt(interrupting, i), murmuring: dealt(murmuring, i) }),
    );
  const totalMs = levels.reduce((sum, { spokeMs }) => sum + spokeMs, 0);
  const triggers = levels.reduce((sum, one) => sum + one.cutOff + one.userLines + one.stops, 0);
  print(heading('echo and double talk', 'npm run bench:echo', start, electron));
  print(
    `\nBeside speaks, nobody else does: ${triggers} self-triggers in ${figure(totalMs / 60_000, 1)} minutes of own voice.\n`,
  );
  print(
    table(
      [
        'echo wanted',
        'measured',
        'echo canceller',
        'own voice',
        'answers cut off',
        'lines taken for the person’s',
        'stops',
        'wrongly ducked in the room, ms a minute',
        'ordered by main, ms a minute',
        'cells missed',
        'slip, ms',
      ],
      levels.map(aloneRow),
    ),
  );
  print(
    `\nPeople interrupt (recordings of 2–4 s, different speakers and levels). Caught: silent in the room within ${CAUGHT_WITHIN_MS} ms of the first voiced sample. p50 / p95 in ms from that sample.\n`,
  );
  print(
    table(
      [
        'echo',
        'caught',
        'duck ordered by main',
        'duck in the room',
        'first fall by 6 dB, duck or stop',
        'final stop',
      ],
      [
        ...levels.map((one) => interruptedRow(`${one.wantedDb} dB`, one.interrupted)),
        interruptedRow(
          'all',
          levels.flatMap(({ interrupted }) => interrupted),
        ),
      ],
    ),
  );
  print('\nSigns of listening ("mm-hm", "yeah"): a stop is wrong.\n');
  print(
    table(
      ['echo', 'wrongly stopped', 'ducked, ms each: p50 / p95'],
      [
        ...levels.map((one) => murmuredRow(`${one.wantedDb} dB`, one.murmured)),
        murmuredRow(
          'all',
          levels.flatMap(({ murmured }) => murmured),
        ),
      ],
    ),
  );
  print(
    '\nLevels of Beside’s voice are read from the speaker’s recording against the signal as it was synthesised, in 20 ms windows.',
  );
});
