import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { openRoom, roomEnv } from '../../.ci/room.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { furnish, plugMicrophone, unplugMicrophone, unplugOutputs } from '../e2e/support/devices.ts';
import { processesBelow } from '../e2e/support/machine.ts';
import { microphoneSettled, openDesk, ready, turnMicrophoneOn, type Desk } from '../e2e/support/overlay.ts';
import { speakToBeside } from '../e2e/support/sound.ts';
import { synthesise } from '../e2e/support/synthesiser.ts';
import { until, wait } from './support/desk.ts';
import { prepare } from './support/prepare.ts';
import {
  attempt,
  figure,
  heading,
  lookAround,
  print,
  printFailures,
  progress,
  table,
} from './support/report.ts';
import { summarise } from './support/statistics.ts';
import { wordErrors } from './support/word-errors.ts';

/**
 * `npm run bench:faults [-- --n 5]`: how long Beside needs to be itself again after a process died or a device
 * went, and whether what was said before and after is in its lines. A Beside of its own for each trial: processes
 * that die often are given up on purpose.
 */

const { values: flags } = parseArgs({ options: { n: { type: 'string', default: '5' } } });
const count = Number(flags.n);

const BEFORE = 'What is seventeen times twenty three?';
const AFTER = 'What is forty plus twelve?';
/** In its middle, in the second half of its words. */
const MID_SENTENCE_MS = 1100;
/** After the last sample, before the silence that ends a turn. */
const AFTER_SENTENCE_MS = 150;
const RECOVERY_TIMEOUT_MS = 30_000;

interface Fault {
  readonly name: string;
  readonly strikes: 'in mid-sentence' | 'after the sentence';
  prepare?(): void;
  strike(desk: Desk): Promise<void> | void;
  /** What ends the fault, where it does not end by itself: the time to recover counts from its end. */
  relieve?(desk: Desk): Promise<void> | void;
  recovered(snapshot: Snapshot): boolean;
}

const hears = ({ microphone, abilities, host, duplex }: Snapshot): boolean =>
  microphone.state === 'on' && abilities.hear && host === 'ready' && duplex.mode === 'full';
const saysSo = (snapshot: Snapshot): boolean =>
  hears(snapshot) && snapshot.notices.some(({ message }) => message.startsWith('Beside listens'));

const faults: readonly Fault[] = [
  {
    name: 'inference host killed (kill -9)',
    strikes: 'in mid-sentence',
    strike: ({ app }) => {
      const [host] = processesBelow(app.process().pid ?? 0, 'NodeService');
      if (host === undefined) throw new Error('no inference host to kill');
      process.kill(host, 'SIGKILL');
    },
    recovered: hears,
  },
  {
    name: 'capture window crashed',
    strikes: 'in mid-sentence',
    strike: ({ app }) =>
      app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL().includes('/capture/'))
          ?.forcefullyCrashRenderer(),
      ),
    recovered: saysSo,
  },
  {
    name: 'microphone unplugged, another one there',
    strikes: 'after the sentence',
    prepare: () => {
      plugMicrophone('other', 'Other');
      unplugMicrophone('mic');
      plugMicrophone('mic', 'Microphone');
    },
    strike: () => unplugMicrophone('mic'),
    recovered: saysSo,
  },
  {
    name: 'default microphone changed',
    strikes: 'after the sentence',
    strike: () => plugMicrophone('other', 'Other'),
    recovered: saysSo,
  },
  {
    name: 'outputs and microphone gone, and back',
    strikes: 'after the sentence',
    strike: () => unplugOutputs(),
    relieve: () => furnish(),
    recovered: hears,
  },
  {
    name: 'suspend, and resume',
    strikes: 'after the sentence',
    strike: async ({ app }) => void (await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))),
    relieve: async ({ app }) => void (await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))),
    recovered: hears,
  },
];

interface Trial {
  readonly recoveryMs: number | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

async function once(fault: Fault): Promise<Trial> {
  furnish();
  fault.prepare?.();
  const desk = await openDesk();
  try {
    await ready(desk);
    await turnMicrophoneOn(desk);
    const said = speakToBeside(await synthesise(BEFORE));
    if (fault.strikes === 'in mid-sentence') await wait(MID_SENTENCE_MS);
    else await said.ended.then(() => wait(AFTER_SENTENCE_MS));
    let fromMs = performance.now();
    await fault.strike(desk);
    await said.ended;
    if (fault.relieve) {
      await until(async () => (hears(await desk.snapshot()) ? null : true), RECOVERY_TIMEOUT_MS, 20);
      fromMs = performance.now();
      await fault.relieve(desk);
    } else await until(async () => (fault.recovered(await desk.snapshot()) ? null : true), 1000, 20);
    const back = await until(
      async () => (fault.recovered(await desk.snapshot()) ? performance.now() : null),
      RECOVERY_TIMEOUT_MS,
      20,
    );
    const before = await spokenLines(desk, 0);
    await microphoneSettled(desk);
    await speakToBeside(await synthesise(AFTER)).ended;
    const after = await spokenLines(desk, before.length);
    return { recoveryMs: back === null ? null : back - fromMs, before, after };
  } finally {
    await desk.close();
  }
}

/** The person's lines from the given one on, once there are any and the floor is free. */
async function spokenLines(desk: Desk, from: number): Promise<string[]> {
  const look = async (): Promise<string[] | null> => {
    const { lines, floor } = await desk.snapshot();
    const own = lines.filter(({ who, id }) => who === 'user' && id !== 'live').slice(from);
    const over = floor !== 'hearing' && floor !== 'thinking' && floor !== 'speaking';
    return own.length > 0 && over ? own.map(({ text }) => text) : null;
  };
  return (await until(look, 15_000)) ?? [];
}

/** Digits count as the words that they stand for: the recogniser writes numbers either way. */
const spelled: Readonly<Record<string, string>> = {
  '17': 'seventeen',
  '23': 'twenty three',
  '40': 'forty',
  '12': 'twelve',
  '+': 'plus',
  x: 'times',
};

function missed(said: string, heard: readonly string[]): number {
  const words = (text: string): string[] =>
    text.split(/\s+/).flatMap((word) => (spelled[word.replace(/[.,?!]$/, '')] ?? word).split(' '));
  return wordErrors(words(said), words(heard.join(' '))).errors;
}

function row(fault: Fault, trials: readonly Trial[]): (string | number)[] {
  const times = trials.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs]));
  const { p50, min, max } = summarise(times);
  const heard = (said: string, of: (trial: Trial) => readonly string[]): string =>
    `${trials.filter((trial) => missed(said, of(trial)) === 0).length} of ${trials.length}`;
  return [
    fault.name,
    fault.strikes,
    `${times.length} of ${trials.length}`,
    figure(p50),
    `${figure(min)}–${figure(max)}`,
    heard(BEFORE, ({ before }) => before),
    heard(AFTER, ({ after }) => after),
  ];
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const room = await openRoom();
  Object.assign(process.env, roomEnv(room.env));
  const rows: (string | number)[][] = [];
  try {
    for (const fault of faults) {
      const trials: Trial[] = [];
      for (let i = 0; i < count; i += 1) {
        const trial = await attempt(`${fault.name} ${i + 1}`, () => once(fault));
        if (trial) trials.push(trial);
        progress(`${fault.name} ${i + 1}/${count}: ${JSON.stringify(trial)}`);
      }
      rows.push(row(fault, trials));
    }
  } finally {
    await room.close();
  }
  print(heading('faults: time to recover, and what was heard', 'npm run bench:faults', start, electron));
  print();
  print(
    table(
      ['fault', 'strikes', 'recovered', 'p50', 'least–most', 'all words before it', 'all words after it'],
      rows,
    ),
  );
  print(
    `\nms, from the fault (where it has to end first: from its end) to what the overlay is told. Said before: "${BEFORE}", after: "${AFTER}", in a synthetic voice; counted when every word is in the person's lines.`,
  );
  return printFailures();
});
