import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { voicedSpans } from '../e2e/support/sound.ts';
import { synthesise } from '../e2e/support/synthesiser.ts';
import { BenchDesk, until, wait } from './support/desk.ts';
import { prepare } from './support/prepare.ts';
import { figure, heading, lookAround, print, printFailures, progress, table } from './support/report.ts';
import { summarise } from './support/statistics.ts';

/**
 * `npm run bench:cues [-- --minutes 2]`: "every four seconds say hello", set by voice: when it can be heard in the room
 * against when it was due, while nobody speaks, while a person does, and once Beside was quit and started again; and that
 * nothing comes once it is ended.
 */

const { values: flags } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } });
const seconds = 60 * Number(flags.minutes);
const EVERY_MS = 4000;
const TALK = 'I have been talking for a while now and I will go on talking for a while, whatever you say.';

interface Phase {
  readonly name: string;
  readonly lateMs: readonly number[];
  readonly due: number;
  /** Sounds that no due time accounts for. */
  readonly extra: number;
}

/** Main's wall clock less the bench's monotonic one. */
const wallOffsetMs = (): number => Date.now() - performance.now();

/** Whether a sound that began at `onsetMs` is what was due at `dueMs`. */
const isOf = (onsetMs: number, dueMs: number): boolean =>
  onsetMs >= dueMs - 100 && onsetMs < dueMs + EVERY_MS / 2;

async function phase(
  desk: BenchDesk,
  name: string,
  meanwhile: (endMs: number) => Promise<void>,
): Promise<Phase> {
  const [cue] = (await desk.snapshot()).cues;
  if (!cue || cue.nextMs === null) throw new Error('the cue is not listed');
  const fromMs = performance.now();
  await meanwhile(fromMs + seconds * 1000);
  const toMs = performance.now();
  await wait(1500);
  const sound = desk.speaker.slice(fromMs, toMs + 1500);
  const onsets = voicedSpans(sound, { bridgeMs: 400 }).map(
    ({ fromMs: at }) => sound.fromMs + at + wallOffsetMs(),
  );
  const firstDue = cue.nextMs - Math.floor((cue.nextMs - (fromMs + wallOffsetMs())) / EVERY_MS) * EVERY_MS;
  const dueTimes: number[] = [];
  for (let at = firstDue; at < toMs + wallOffsetMs(); at += EVERY_MS) dueTimes.push(at);
  const lateMs = dueTimes.flatMap((dueMs) => {
    const onset = onsets.find((at) => isOf(at, dueMs));
    return onset === undefined ? [] : [onset - dueMs];
  });
  // The recording goes on a little: the first sound after the last due time counted may be in it, and is not extra.
  const owed = [...dueTimes, firstDue + dueTimes.length * EVERY_MS];
  const extra = onsets.length - owed.filter((dueMs) => onsets.some((at) => isOf(at, dueMs))).length;
  progress(`${name}: ${lateMs.length} of ${dueTimes.length}, ${extra} extra`);
  return { name, lateMs, due: dueTimes.length, extra };
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const desk = await BenchDesk.open();
  try {
    await desk.say(await synthesise('Every four seconds say hello.')).ended;
    const set = await until(async () => ((await desk.snapshot()).cues.length > 0 ? true : null), 20_000);
    if (set === null)
      throw new Error(
        `the cue was not understood: ${JSON.stringify((await desk.lines()).map(({ text }) => text))}`,
      );
    await wait(3000);
    const quiet = await phase(desk, 'nobody speaks', async (endMs) => wait(endMs - performance.now()));
    const talk = await synthesise(TALK);
    const talking = await phase(desk, 'a person talks all the while', async (endMs) => {
      while (performance.now() < endMs) await desk.say(talk).ended;
    });
    await wait(2500);
    const quitMs = performance.now();
    await desk.restart();
    const awayMs = performance.now() - quitMs;
    const restarted = await phase(desk, 'after a restart', async (endMs) => wait(endMs - performance.now()));
    await desk.say(await synthesise('Stop saying hello.')).ended;
    const ended = await until(async () => ((await desk.snapshot()).cues.length === 0 ? true : null), 20_000);
    await wait(2500);
    const afterMs = performance.now();
    await wait(12_000);
    const after = voicedSpans(desk.speaker.slice(afterMs, afterMs + 12_000)).length;
    print(heading('cues: onset against due time', 'npm run bench:cues', start, electron));
    print();
    print(
      table(
        ['meanwhile', 'heard', 'extra', 'after its time: p50', 'p95', 'least–most', 'later than 1 s'],
        [quiet, talking, restarted].map(({ name, lateMs, due, extra }) => {
          const { p50, p95, min, max } = summarise(lateMs);
          const late = lateMs.filter((ms) => ms > 1000).length;
          return [
            name,
            `${lateMs.length} of ${due}`,
            extra,
            figure(p50),
            figure(p95),
            `${figure(min)}–${figure(max)}`,
            late,
          ];
        }),
      ),
    );
    print(
      `\nms, from the due time to the first voiced sample in the room, output latency included. Ended by voice: ${ended === null ? 'no' : 'yes'}; sounds in the 12 s after: ${after}. Beside was away for ${figure(awayMs / 1000)} s between quitting and hearing again. Cells missed since: ${(await desk.meter()).cellsMissed}.`,
    );
  } finally {
    await desk.close();
  }
  return printFailures();
});
