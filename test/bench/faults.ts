import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { openRoom, roomEnv } from '../../.ci/room.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import {
  furnish,
  muteMicrophones,
  plugMicrophone,
  unplugMicrophone,
  unplugOutputs,
} from '../e2e/support/devices.ts';
import { processesBelow } from '../e2e/support/machine.ts';
import { microphoneSettled, openDesk, ready, turnMicrophoneOn, type Desk } from '../e2e/support/overlay.ts';
import { speakToBeside, voicedSpans } from '../e2e/support/sound.ts';
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
import { partialErrors, wordErrors } from './support/word-errors.ts';

/**
 * `npm run bench:faults [-- --n 5] [--only suspend,muted]`: how long Beside needs to be itself again after a process died or a device
 * went, and whether what was said before and after is in its lines. A Beside of its own for each trial: processes
 * that die often are given up on purpose.
 */

const { values: flags } = parseArgs({
  options: { n: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const count = Number(flags.n);

/**
 * Both recognisers hear these right in this voice at every level and cut that was tried. Of "forty plus twelve" they make
 * "forty plus well" with no fault at all, which would be counted against the fault.
 */
const BEFORE = 'Please tell me, what is thirty plus nine?';
const AFTER = 'What is thirty plus nine?';
/** In its middle. */
const MID_SENTENCE_MS = 1500;
/** After the last sample, before the silence that ends a turn. */
const AFTER_SENTENCE_MS = 150;
const RECOVERY_TIMEOUT_MS = 30_000;
/** Between the start of the player and Beside's main process: a player starting, two sound servers' buffers, a frame. */
const ON_ITS_WAY_MS = 300;

interface Fault {
  readonly name: string;
  readonly strikes: 'in mid-sentence' | 'after the sentence';
  /** Nobody takes in what is said while it lasts: only words that were said before can be asked for. */
  readonly deafens?: true;
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
    name: 'none, for comparison',
    strikes: 'after the sentence',
    strike: () => undefined,
    recovered: hears,
  },
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
    deafens: true,
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
    name: 'muted by the system, and unmuted',
    strikes: 'after the sentence',
    strike: () => muteMicrophones(true),
    relieve: () => muteMicrophones(false),
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
    const over = floor !== 'hearing' && floor !== 'thinking' && floor !== 'holding' && floor !== 'speaking';
    return own.length > 0 && over ? own.map(({ text }) => text) : null;
  };
  return (await until(look, 15_000)) ?? [];
}

/** Digits count as the words that they stand for: the recogniser writes numbers either way. */
const spelled: Readonly<Record<string, string>> = { '30': 'thirty', '9': 'nine', '+': 'plus' };

const wordsOf = (text: string): string[] =>
  text.split(/\s+/).map((word) => spelled[word.replace(/[.,?!]$/, '')] ?? word);

const missed = (said: string, heard: readonly string[]): number =>
  wordErrors(wordsOf(said), wordsOf(heard.join(' '))).errors;

/** The words of `text` that are over `ms` into it: each beginning of it is spoken by itself and measured. */
async function wordsSaidBy(text: string, ms: number): Promise<string> {
  const words = text.split(' ');
  for (let length = words.length; length > 0; length -= 1) {
    const beginning = words.slice(0, length).join(' ');
    const end = voicedSpans(await synthesise(beginning)).at(-1);
    if (end && end.toMs <= ms) return beginning;
  }
  return '';
}

/** What has to be heard of what was said around the fault. */
const owed = async ({ deafens }: Fault): Promise<string> =>
  deafens ? wordsSaidBy(BEFORE, MID_SENTENCE_MS - ON_ITS_WAY_MS) : BEFORE;

function row(fault: Fault, owedWords: string, trials: readonly Trial[]): (string | number)[] {
  const times = trials.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs]));
  const { p50, min, max } = summarise(times);
  const heard = (said: string, of: (trial: Trial) => readonly string[]): string => {
    const wrong = trials.map(of).filter((lines) => missed(said, lines) > 0);
    const what = wrong.map((lines) => (lines.length === 0 ? 'nothing' : `"${lines.join(' | ')}"`)).join(', ');
    const right = `${trials.length - wrong.length} of ${trials.length}`;
    return wrong.length === 0 ? right : `${right}; else ${what}`;
  };
  return [
    fault.name,
    fault.strikes,
    `${times.length} of ${trials.length}`,
    figure(p50),
    `${figure(min)}–${figure(max)}`,
    beginningKept(fault, owedWords, trials) ?? heard(BEFORE, ({ before }) => before),
    heard(AFTER, ({ after }) => after),
  ];
}

/** Of a fault that deafens: how often the words said before it were kept, and what was heard in all. */
function beginningKept(fault: Fault, owedWords: string, trials: readonly Trial[]): string | null {
  if (!fault.deafens) return null;
  const said = wordsOf(owedWords);
  const kept = trials.filter(({ before }) => partialErrors(wordsOf(before.join(' ')), said).errors === 0);
  const all = trials.map(({ before }) => `"${before.join(' | ')}"`).join(', ');
  return `${kept.length} of ${trials.length} ("${owedWords}"); heard in all ${all}`;
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const room = await openRoom();
  Object.assign(process.env, roomEnv(room.env));
  const rows: (string | number)[][] = [];
  try {
    for (const fault of faults.filter(({ name }) =>
      flags.only.split(',').some((part) => name.includes(part)),
    )) {
      const trials: Trial[] = [];
      for (let i = 0; i < count; i += 1) {
        const trial = await attempt(`${fault.name} ${i + 1}`, () => once(fault));
        if (trial) trials.push(trial);
        progress(`${fault.name} ${i + 1}/${count}: ${JSON.stringify(trial)}`);
      }
      rows.push(row(fault, await owed(fault), trials));
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
    `\nms, from the fault (where it has to end first: from its end) to what the overlay is told. Said before: "${BEFORE}", after: "${AFTER}", in a synthetic voice; counted when every word is in the person's lines. Where nobody takes in what is said meanwhile, the words count that were over ${ON_ITS_WAY_MS} ms before the fault. Each trial is a Beside of its own.`,
  );
  return printFailures();
});
