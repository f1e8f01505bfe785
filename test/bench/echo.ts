import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { BenchDesk } from './support/desk.ts';
import {
  hearOut,
  judgeOvertalk,
  judgeUndisturbed,
  talkOver,
  type JudgedOvertalk,
  type LongAnswer,
  type Overtalk,
} from './support/overtalk.ts';
import { reportEcho, type Level } from './support/echo-report.ts';
import { prepare } from './support/prepare.ts';
import { attempt, figure, heading, lookAround, print, printFailures, progress } from './support/report.ts';
import { decibels, power } from './support/signal.ts';
import { backchannels, interruptions, longLines, type Clip } from './support/speech-material.ts';
import { seededRandom } from './support/statistics.ts';

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

/** PulseAudio's volume is cubic: 100 % · 10^(dB / 60). What comes of it is measured. */
const percentOf = (db: number): number => Math.round(100 * 10 ** (db / 60));

async function speakAlone(desk: BenchDesk, seconds: number, lines: Iterator<string>): Promise<LongAnswer[]> {
  const answers: LongAnswer[] = [];
  let spokeMs = 0;
  while (spokeMs < seconds * 1000) {
    const answer = await hearOut(desk, lines.next().value as string);
    const { timing } = answer;
    if (!timing) throw new Error('Beside did not answer a typed sum aloud.');
    answers.push(answer);
    spokeMs += (timing.endedAtMs ?? timing.playAtMs) - timing.playAtMs;
    progress(`  ${figure(spokeMs / 1000)} of ${seconds} s: ${answer.line?.state ?? 'no line'}`);
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
    | 'spokeMs'
    | 'answers'
    | 'cutOff'
    | 'userLines'
    | 'stops'
    | 'triggers'
    | 'duckedMs'
    | 'orderedMs'
    | 'unaligned'
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
    triggers: answers.flatMap((answer, i) => triggersOf(answer, i)),
  };
}

function triggersOf({ line, others, timing }: LongAnswer, index: number): string[] {
  const where = `answer ${index + 1}`;
  const intoMs = timing?.stopAtMs === null || !timing ? null : timing.stopAtMs - timing.playAtMs;
  const ended =
    line?.state === 'cut-off' || intoMs !== null ? [`${where} stopped ${figure(intoMs)} ms into it`] : [];
  const heard = others.filter(({ who }) => who === 'user').map(() => `a line nobody said, at ${where}`);
  return [...ended, ...heard];
}

/** How much of what left the speaker came to the microphone, where nobody else spoke. */
function leakDb(desk: BenchDesk, answers: readonly LongAnswer[]): number {
  const [from, to] = [answers[0]?.askedMs ?? 0, answers.at(-1)?.overMs ?? 0];
  const at = ({ samples }: { samples: Int16Array }): number => power(samples);
  return decibels(at(desk.microphone.slice(from, to)) / at(desk.speaker.slice(from, to)));
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
  for (const [i, wantedDb] of levelsDb.entries()) {
    const clips = { interrupting: dealt(interrupting, i), murmuring: dealt(murmuring, i) };
    const level = await attempt(`echo at ${wantedDb} dB`, () => measure(wantedDb, clips));
    if (level) levels.push(level);
  }
  print(heading('echo and double talk', 'npm run bench:echo', start, electron));
  reportEcho(levels);
  return printFailures();
});
