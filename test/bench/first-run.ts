import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { openRoom, roomEnv } from '../../.ci/room.ts';
import { openDesk, type Desk } from '../e2e/support/overlay.ts';
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

/**
 * `npm run bench:first-run [-- --n 3]`: from the start of a Beside that has nothing, through its first run and the real
 * download from the npm registry, to the end of the first spoken answer. A person reads as well: the buttons are pressed
 * here as soon as they can be.
 */

const { values: flags } = parseArgs({ options: { n: { type: 'string', default: '3' } } });
const count = Number(flags.n);
const TIMEOUT_MS = 180_000;

interface Run {
  readonly shownMs: number;
  readonly fetchedMs: number;
  readonly readyMs: number;
  readonly checkedMs: number;
  readonly answeredMs: number;
  readonly verdict: string;
  readonly answer: string;
}

async function run(): Promise<Run> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-no-packs-'));
  const startMs = performance.now();
  const since = (): number => performance.now() - startMs;
  const desk = await openDesk({ firstRun: true, packsFolder: folder });
  try {
    const shownMs = since();
    const press = (testId: string): Promise<void> => desk.overlay.getByTestId(testId).click();
    await press('first-run-next');
    await press('packs-download');
    await press('first-run-next');
    await press('first-run-microphone');
    await must(desk, 'the download', ({ packs }) => packs.wanted.length === 0 && packs.fetching === null);
    const fetchedMs = since();
    await must(desk, 'the models', ({ abilities }) => abilities.hear && abilities.speak);
    const readyMs = since();
    await press('first-run-echo');
    await must(desk, 'the check', ({ echo }) => echo === 'clean' || echo === 'some' || echo === 'disturbed');
    const checkedMs = since();
    const verdict = (await desk.snapshot()).echo;
    await must(desk, 'silence', ({ floor }) => floor === 'listening');
    const before = (await desk.snapshot()).lines.length;
    await speakToBeside(await synthesise('What is seventeen times twenty three?')).ended;
    await must(desk, 'the answer', ({ lines }) => {
      const last = lines.at(-1);
      return lines.length >= before + 2 && last?.who === 'beside' && last.state === 'final';
    });
    return {
      shownMs,
      fetchedMs,
      readyMs,
      checkedMs,
      answeredMs: since(),
      verdict,
      answer: (await desk.snapshot()).lines.at(-1)?.text ?? '',
    };
  } finally {
    await desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function must(
  desk: Desk,
  what: string,
  is: (snapshot: Awaited<ReturnType<Desk['snapshot']>>) => boolean,
): Promise<void> {
  const found = await until(async () => (is(await desk.snapshot()) ? true : null), TIMEOUT_MS, 200);
  if (found === null)
    throw new Error(`${what} did not come: ${JSON.stringify((await desk.snapshot()).packs)}`);
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const room = await openRoom();
  Object.assign(process.env, roomEnv(room.env));
  const runs: Run[] = [];
  try {
    for (let i = 0; i < count; i += 1) {
      const made = await attempt(`run ${i + 1}`, run);
      if (made) runs.push(made);
      progress(JSON.stringify(made));
      await wait(1000);
    }
  } finally {
    await room.close();
  }
  const seconds = (ms: number): string => figure(ms / 1000, 1);
  print(heading('first run', 'npm run bench:first-run', start, electron));
  print();
  print(
    table(
      [
        'run',
        'overlay',
        'packs fetched',
        'models loaded',
        'echo checked',
        'first answer heard, s',
        'verdict',
        'answer',
      ],
      runs.map((one, i) => [
        i + 1,
        seconds(one.shownMs),
        seconds(one.fetchedMs),
        seconds(one.readyMs),
        seconds(one.checkedMs),
        seconds(one.answeredMs),
        one.verdict,
        one.answer,
      ]),
    ),
  );
  print(
    '\nSeconds since the start of a Beside without packs and settings; the download is the real one, and takes what the connection gives.',
  );
  return printFailures();
});
