import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { openRoom, roomEnv } from '../../.ci/room.ts';
import type { InvitedStream } from '../../shared/streams.ts';
import { openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from '../e2e/support/overlay.ts';
import { recordings } from '../e2e/support/gates.ts';
import { recordBeside, voicedSpans } from '../e2e/support/sound.ts';
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

/**
 * `npm run bench:kill [-- --n 5]`: from a real press of the kill key, with microphone, system sound and screen open, to
 * the last device given back, as the sound server tells it, and to the last sample of Beside's voice in the room; with every window well, hung or dead.
 */

const { values: flags } = parseArgs({ options: { n: { type: 'string', default: '5' } } });
const count = Number(flags.n);

interface Case {
  readonly name: string;
  prepare(desk: Desk): Promise<void>;
}

const hang = (page: 'overlay' | 'capture') => async (desk: Desk) => {
  await desk.app.evaluate(({ webContents }, part) => {
    const found = webContents.getAllWebContents().find((contents) => contents.getURL().includes(part));
    // Nothing waits for its end: that is the point of it.
    void found
      ?.executeJavaScript('const end = Date.now() + 8000; while (Date.now() < end);')
      .catch(() => undefined);
  }, `/${page}/`);
  await wait(300);
};

const cases: readonly Case[] = [
  { name: 'every window well', prepare: () => Promise.resolve() },
  { name: 'overlay hung', prepare: hang('overlay') },
  {
    name: 'overlay dead',
    prepare: async (desk) => {
      await desk.app.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL().includes('/overlay/'))
          ?.forcefullyCrashRenderer(),
      );
    },
  },
  { name: 'capture window hung', prepare: hang('capture') },
];

interface Trial {
  readonly releasedMs: number | null;
  readonly silentMs: number | null;
}

async function invite(desk: Desk, ...streams: readonly InvitedStream[]): Promise<void> {
  for (const stream of streams) {
    await desk.overlay.evaluate(
      (name) => window.beside.request('stream.set', { stream: name, on: true }),
      stream,
    );
    const on = await until(
      async () => ((await desk.snapshot()).invited[stream].state === 'on' ? true : null),
      10_000,
    );
    if (on === null) throw new Error(`${stream} did not open`);
  }
}

async function trial(one: Case): Promise<Trial> {
  const desk = await openDesk();
  try {
    await ready(desk);
    await turnMicrophoneOn(desk);
    await invite(desk, 'screen', 'system-sound');
    const held = recordings();
    const recorder = await recordBeside();
    await typeLine(desk, 'Tell me a story');
    await until(async () => ((await desk.snapshot()).floor === 'speaking' ? true : null), 10_000, 20);
    await wait(400);
    const watch = spawn('pactl', ['subscribe'], { stdio: ['ignore', 'pipe', 'ignore'] });
    let releasedAtMs: number | null = null;
    let released = 0;
    watch.stdout.on('data', (text: Buffer) => {
      released += String(text).match(/'remove' on source-output/g)?.length ?? 0;
      if (releasedAtMs === null && released >= held) releasedAtMs = performance.now();
    });
    await wait(150);
    await one.prepare(desk);
    const pressedAtMs = performance.now();
    execFileSync('xdotool', ['key', 'ctrl+alt+k']);
    await wait(2500);
    watch.kill();
    if (watch.exitCode === null && watch.signalCode === null) await once(watch, 'exit');
    const recording = await recorder.stop();
    const last = voicedSpans(recording).at(-1);
    const allReleased: number | null = releasedAtMs;
    return {
      releasedMs: allReleased === null ? null : allReleased - pressedAtMs,
      silentMs: last ? recording.startedAtMs + last.toMs - pressedAtMs : null,
    };
  } finally {
    await desk.close();
  }
}

function row(name: string, trials: readonly Trial[]): (string | number)[] {
  const released = trials.flatMap(({ releasedMs }) => (releasedMs === null ? [] : [releasedMs]));
  const silent = trials.flatMap(({ silentMs }) => (silentMs === null ? [] : [silentMs]));
  const [a, b] = [summarise(released), summarise(silent)];
  return [
    name,
    `${released.length} of ${trials.length}`,
    figure(a.p50),
    `${figure(a.min)}–${figure(a.max)}`,
    figure(b.p50),
    `${figure(b.min)}–${figure(b.max)}`,
  ];
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const room = await openRoom();
  Object.assign(process.env, roomEnv(room.env));
  const rows: (string | number)[][] = [];
  try {
    for (const one of cases) {
      const trials: Trial[] = [];
      for (let i = 0; i < count; i += 1) {
        const made = await attempt(`${one.name} ${i + 1}`, () => trial(one));
        if (made) trials.push(made);
        progress(`${one.name} ${i + 1}/${count}: ${JSON.stringify(made)}`);
      }
      rows.push(row(one.name, trials));
    }
  } finally {
    await room.close();
  }
  print(heading('kill key', 'npm run bench:kill', start, electron));
  print();
  print(
    table(
      [
        'windows',
        'all devices given back',
        'p50',
        'least–most',
        'last sample of the voice: p50',
        'least–most',
      ],
      rows,
    ),
  );
  print(
    '\nms from the press of the key, the start of the program that presses it included. Given back: when the sound server says that the last recording stream (microphone, system sound) is gone; the screen is open too, and no picture of it is left in main after the key. Main forgets every frame from the moment it has the key.',
  );
  return printFailures();
});
