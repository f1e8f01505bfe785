import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main, must } from '../../.ci/commands.ts';
import { inRoot } from '../../.ci/paths.ts';
import { isSame, replaySession } from '../../electron/replay/replay-session.ts';
import { synthesise } from '../e2e/support/synthesiser.ts';
import { BenchDesk, until, wait } from './support/desk.ts';
import { prepare } from './support/prepare.ts';
import { attempt, print, printFailures, progress, table } from './support/report.ts';

/**
 * `npm run record:sessions [-- --only typed,spoken --label my-machine]`: the golden sessions anew: real Electron in a room of
 * sound, synthetic voices, saved as a person would, and then those of the scenarios' room. Only when a change of decisions
 * is meant: see `test/fixtures/sessions/README.md`.
 */

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    /** Part of the files' names, so that several machines' sessions can lie side by side. */
    label: { type: 'string', default: `${os.platform()}-${os.arch()}` },
    to: { type: 'string', default: inRoot('test/fixtures/sessions') },
  },
});

const speaks = async (desk: BenchDesk): Promise<void> => {
  const begun = await until(
    async () => ((await desk.lines()).some(({ heardChars }) => (heardChars ?? 0) > 3) ? true : null),
    20_000,
    100,
  );
  if (begun === null) throw new Error('Beside said nothing');
};

const over = async (desk: BenchDesk): Promise<void> => {
  if (!(await desk.quiet(1000))) throw new Error('Beside did not come to an end');
};

/** On a busy machine words are misheard. */
const answered = async (desk: BenchDesk, right: string): Promise<void> => {
  await over(desk);
  if (!(await desk.lines()).some(({ who, text }) => who === 'beside' && text.includes(right)))
    throw new Error('the question was misheard');
};

/** What happens in each, from a fresh start with the microphone on. */
const SESSIONS: Readonly<Record<string, (desk: BenchDesk) => Promise<void>>> = {
  typed: async (desk) => {
    await desk.type('What is 17 times 23?');
    await speaks(desk);
    await answered(desk, '391');
  },
  spoken: async (desk) => {
    await desk.say(await synthesise('What is seventeen times twenty three?')).ended;
    await speaks(desk);
    await answered(desk, '391');
  },
  interrupted: async (desk) => {
    await desk.type('Tell me a story');
    await speaks(desk);
    await desk.say(await synthesise('Hold on a moment. What is six times seven?', 'awb')).ended;
    await wait(1500);
    await answered(desk, '42');
  },
  cue: async (desk) => {
    await desk.say(await synthesise('Every four seconds say hello.')).ended;
    const cued = async (): Promise<number> => (await desk.lines()).filter(({ via }) => via === 'cue').length;
    if ((await until(async () => ((await cued()) >= 2 ? true : null), 30_000)) === null)
      throw new Error('the cue was not understood');
    await wait(1200);
    await desk.say(await synthesise('Stop saying hello.')).ended;
    const ended = async (): Promise<boolean> => (await desk.snapshot()).cues.length === 0;
    if ((await until(async () => ((await ended()) ? true : null), 15_000)) === null)
      throw new Error('the cue was not ended');
    await over(desk);
  },
  'capture-killed': async (desk) => {
    await desk.type('Tell me a story');
    await speaks(desk);
    await desk.launched.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().includes('/capture/'))
        ?.forcefullyCrashRenderer(),
    );
    await wait(500);
    await over(desk);
  },
};

interface Recorded {
  readonly name: string;
  readonly file: string;
}

const TRIES = 3;

async function record(name: string, happen: (desk: BenchDesk) => Promise<void>): Promise<Recorded> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordOnce(name, happen);
    } catch (error) {
      if (tries === TRIES) throw error;
      progress(`${name}: ${error instanceof Error ? error.message : String(error)}; once more`);
    }
  }
}

async function recordOnce(name: string, happen: (desk: BenchDesk) => Promise<void>): Promise<Recorded> {
  const file = path.join(flags.to, `electron-${name}.${flags.label}.jsonl`);
  const desk = await BenchDesk.open();
  try {
    await happen(desk);
    await desk.save(file);
  } finally {
    await desk.close();
  }
  // A file of the repository's, and nothing private in it.
  fs.chmodSync(file, 0o644);
  return { name, file };
}

function row({ name, file }: Recorded): (string | number)[] {
  const content = fs.readFileSync(file, 'utf8');
  const session = replaySession(content);
  const { cells, decisions, acts } = session.report;
  return [name, cells, decisions, acts, Buffer.byteLength(content), isSame(session) ? 'same' : 'DIFFERENT'];
}

/** The scenarios' room keeps its sessions itself: `test/scenarios/sessions.test.ts`. */
async function recordRoom(): Promise<void> {
  await must(
    process.execPath,
    [
      inRoot('node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      'scenarios',
      'test/scenarios/sessions.test.ts',
    ],
    { output: 'collect', env: { ...process.env, BESIDE_RECORD_SESSIONS: flags.to } },
  );
}

await main(async () => {
  await prepare();
  fs.mkdirSync(flags.to, { recursive: true });
  const only = flags.only?.split(',') ?? [...Object.keys(SESSIONS), 'room'];
  const recorded: Recorded[] = [];
  for (const name of only) {
    progress(`recording: ${name}`);
    const happen = SESSIONS[name];
    if (happen) {
      const one = await attempt(name, () => record(name, happen));
      if (one) recorded.push(one);
    } else if (name === 'room') await attempt(name, recordRoom);
    else throw new Error(`there is no session "${name}"; known: ${Object.keys(SESSIONS).join(', ')}, room`);
  }
  print(table(['session', 'cells', 'decisions', 'acts', 'bytes', 'run again'], recorded.map(row)));
  return printFailures();
});
