import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { runChecks } from './checks.ts';
import { main, must, retry, run, say } from './commands.ts';
import { describeElectron, findElectron, type ElectronRuntime } from './electron-runtime.ts';
import { inRoot, testPacksFolder } from './paths.ts';
import { addResults, noResults, readResults, resultsEnv, type TestResults } from './results.ts';
import { openRoom, roomEnv } from './room.ts';
import { readConnections, sealed, traced, type CommandLine } from './sealed.ts';
import { Stages } from './stages.ts';
import { ensureSystem } from './system.ts';

const parts = ['check', 'unit', 'e2e'] as const;
type Part = (typeof parts)[number];

interface Wanted {
  readonly parts: readonly Part[];
  /** Passed on to the test runner: file names, `-t`, `-g`. */
  readonly runnerArgs: readonly string[];
  /** Every connect() of the end-to-end tests is written down and looked at. */
  readonly trace: boolean;
}

function parse(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, trace: { type: 'boolean', default: false } },
  });
  const only = parts.find((part) => part === values.only);
  if (values.only !== undefined && !only) throw new Error(`--only takes one of ${parts.join(', ')}.`);
  return { parts: only ? [only] : parts, runnerArgs: only ? positionals : [], trace: values.trace };
}

/** Runs a test runner and counts what its reporter wrote. A runner that fails without a failed test is a failure too. */
async function runTests(
  name: string,
  [command, ...args]: CommandLine,
  env: NodeJS.ProcessEnv,
  onStart?: (pid: number) => void,
): Promise<TestResults> {
  const file = inRoot('.cache/test', `${name}.json`);
  fs.rmSync(file, { force: true });
  const { code } = await run(command, args, {
    env: { ...env, ...resultsEnv(file) },
    ...(onStart ? { onStart } : {}),
  });
  const results = readResults(file) ?? noResults;
  const ran = results.passed + results.failed + results.skipped.length;
  if (ran > 0 && (code === 0) === (results.failed === 0)) return results;
  say(`${name}: ${ran === 0 ? 'no test ran' : `the runner ended with ${code}`}; counted as a failure`);
  return { ...results, failed: results.failed + 1 };
}

const unitTests = (runnerArgs: readonly string[]): Promise<TestResults> =>
  runTests(
    'vitest',
    [process.execPath, inRoot('node_modules/vitest/vitest.mjs'), 'run', ...runnerArgs],
    process.env,
  );

async function buildAll(): Promise<void> {
  await must(process.execPath, [inRoot('.ci/build.ts')], { output: 'collect' });
}

/** The starter packs, in a cache that runs share; verified files are not fetched again. */
async function fetchPacks(): Promise<void> {
  await retry('fetching the starter packs', 3, () =>
    must(process.execPath, [inRoot('out/packs-cli.cjs'), '--yes'], {
      env: { ...process.env, BESIDE_PACKS_DIR: testPacksFolder() },
      output: 'collect',
      timeoutMs: 10 * 60_000,
    }),
  );
}

async function endToEndTests(electron: ElectronRuntime, { runnerArgs, trace }: Wanted): Promise<TestResults> {
  const room = await openRoom();
  try {
    const env = {
      ...roomEnv(room.env),
      ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
      BESIDE_PACKS_DIR: testPacksFolder(),
    };
    const runner: CommandLine = [
      process.execPath,
      inRoot('node_modules/@playwright/test/cli.js'),
      'test',
      ...runnerArgs,
    ];
    const within = sealed(runner);
    say(within ? NO_NETWORK : 'Here these tests have the network: no namespace without one is to be had.');
    if (!trace) return await runTests('playwright', within ?? runner, env, room.watch);
    return await traceTests(within ?? runner, env, room.watch);
  } finally {
    await room.close();
  }
}

const NO_NETWORK = 'These tests run without any network but loopback.';

async function traceTests(
  runner: CommandLine,
  env: NodeJS.ProcessEnv,
  watch: (pid: number) => void,
): Promise<TestResults> {
  const file = inRoot('.cache/test/connect.trace');
  fs.rmSync(file, { force: true });
  // On a clean checkout no other stage has made it, and strace does not.
  fs.mkdirSync(inRoot('.cache/test'), { recursive: true });
  const command = traced(runner, file);
  if (!command) throw new Error('strace is not installed; without it nothing can be traced.');
  const results = await runTests('playwright', command, env, watch);
  const { inside, outside } = readConnections(file);
  say(`\nconnect() by address: ${JSON.stringify(inside)}; elsewhere: ${outside.length}`);
  for (const one of new Set(outside)) say(`  ${one}`);
  return outside.length === 0 ? results : { ...results, failed: results.failed + 1 };
}

async function prepareEndToEnd(stages: Stages): Promise<boolean> {
  const built = await stages.background('build', buildAll);
  return built && (await stages.background('packs', fetchPacks));
}

function report(
  stages: Stages,
  results: TestResults,
  electron: ElectronRuntime | null,
  ranTests: boolean,
): number {
  if (results.skipped.length > 0) say('\nSkipped:');
  for (const { name, reason } of results.skipped) say(`  ${name}: ${reason}`);
  say(`\nTimes: ${stages.times()}`);
  if (electron) say(`Tested with ${describeElectron(electron)}`);
  if (stages.failed.length > 0)
    say(`Failed stages (each counted as one failure): ${stages.failed.join(', ')}`);
  const failed = results.failed + stages.failed.length;
  if (ranTests || failed > 0) {
    process.stdout.write(`${results.passed} passed, ${failed} failed, ${results.skipped.length} skipped\n`);
  }
  return failed > 0 || (ranTests && results.passed === 0) ? 1 : 0;
}

await main(async () => {
  // As Beside does for its own processes (`supervised-process.ts`): else onnxruntime reports to its maker from tests too.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  const wanted = parse();
  const wants = (part: Part): boolean => wanted.parts.includes(part);
  const stages = new Stages();
  let results = noResults;
  let electron: ElectronRuntime | null = null;
  const keep = async (tests: Promise<TestResults>): Promise<void> =>
    void (results = addResults(results, await tests));

  const systemReady = !wants('e2e') || (await stages.run('system packages', () => ensureSystem('test')));
  // Mostly waiting for the network, so beside the checks.
  const electronFound = wants('e2e')
    ? stages.background('electron', async () => void (electron = await findElectron()))
    : Promise.resolve(false);
  if (wants('check')) {
    await stages.run('checks', async () => {
      if (!(await runChecks())) throw new Error('see above');
    });
  }
  // Before the unit tests too: scenarios run the real models, and say that they are skipped without them.
  const prepared = wants('e2e') && (await prepareEndToEnd(stages));
  if (wants('unit')) await stages.run('unit and scenario tests', () => keep(unitTests(wanted.runnerArgs)));
  const ready = prepared && (await electronFound) && systemReady;
  const runtime = electron as ElectronRuntime | null;
  if (ready && runtime) {
    say(describeElectron(runtime));
    await stages.run('end-to-end tests', () => keep(endToEndTests(runtime, wanted)));
  }
  return report(stages, results, runtime, wants('unit') || wants('e2e'));
});
