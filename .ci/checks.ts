import { run, say } from './commands.ts';
import { inRoot } from './paths.ts';

const layered = ['electron', 'renderer', 'shared', 'test', 'resources', '.ci'];

/** Every tool runs on the Node that runs this script: some refuse the one that may be first on PATH. */
const checks = {
  types: ['@typescript/native/bin/tsc', '--noEmit', '--pretty'],
  lint: ['oxlint/bin/oxlint', '.'],
  format: ['oxfmt/bin/oxfmt', '--check', '.'],
  layers: [
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    ...layered,
  ],
  'dead code': ['knip/bin/knip.js'],
} as const;

async function check(name: string, [script, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await run(process.execPath, [inRoot('node_modules', script), ...args], {
    output: 'collect',
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) say(output.trim().replaceAll(/^/gm, '    '));
  return code === 0;
}

/** Runs every check, two at a time, and shows the output of those that fail. */
export async function runChecks(): Promise<boolean> {
  const waiting = Object.entries(checks);
  let allGood = true;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await check(...next))) allGood = false;
    }
  };
  await Promise.all([worker(), worker()]);
  return allGood;
}
