import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCliArguments } from '../../../../../electron/inference/packs/cli-arguments.ts';
import { progressLine } from '../../../../../electron/inference/packs/cli-text.ts';
import { readFetched } from '../../../../../electron/inference/packs/fetched-log.ts';
import { defaultPacksDir } from '../../../../../electron/inference/packs/folder.ts';
import {
  content,
  fileOf,
  manifestOf,
  npmSource,
  partsBelow,
  startRegistry,
  temporaryFolder,
} from './support/workspace.ts';

const ENTRY = join(process.cwd(), 'electron/inference/packs/cli.ts');
const hasTerminal = existsSync('/usr/bin/script');

async function setup() {
  const home = await temporaryFolder();
  const registry = await startRegistry();
  const model = content();
  await registry.publish('one', '1.0.0', { 'x.bin': model });
  const packsDir = join(home, 'packs');
  const manifest = manifestOf({ p: [fileOf('x.bin', model, npmSource('one', 'x.bin'))] });
  await writeFile(join(home, 'packs.json'), JSON.stringify(manifest));
  const env = {
    ...registry.env(home),
    BESIDE_PACKS_MANIFEST: join(home, 'packs.json'),
    BESIDE_PACKS_DIR: packsDir,
  };
  const start = (command: string, args: string[], more: Record<string, string> = {}) => {
    const child = spawn(command, args, { env: { ...env, ...more }, cwd: home });
    let output = '';
    child.stdout.on('data', (text) => (output += String(text)));
    child.stderr.on('data', (text) => (output += String(text)));
    const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, output }));
    });
    return { child, ended };
  };
  const run = async (...args: string[]) => start(process.execPath, [ENTRY, ...args]).ended;
  /** The same in a pseudo terminal, with what a person types. */
  const runInTerminal = async (typed: string, ...args: string[]) => {
    const line = [process.execPath, ENTRY, ...args].map((part) => `'${part}'`).join(' ');
    const { child, ended } = start('/usr/bin/script', ['-qec', line, '/dev/null']);
    child.stdout.on('data', (text) => String(text).includes('[y/N]') && child.stdin.write(typed));
    return ended;
  };
  return { home, registry, packsDir, model, start, run, runInTerminal };
}

describe('the packs command', () => {
  it('fetches with --yes, says what and from where, and has nothing to do the second time', async () => {
    const { run, packsDir } = await setup();
    const first = await run('--yes');
    expect(first.output).toContain('The p pack: 0.3 MB, MIT, from npm one@1.0.0');
    expect(first.output).toContain('ready      p');
    expect(first.code).toBe(0);
    expect(await run()).toEqual({ code: 0, output: `All packs are ready in ${packsDir}\n` });
  });

  it('writes down what crossed the wire, and shows it', async () => {
    const { run, packsDir, registry } = await setup();
    expect((await run('--ledger')).output).toContain('has fetched nothing');
    const crossed = registry.countBytes();
    await run('--yes');
    const [entry, ...more] = await readFetched(packsDir);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      process: 'command line',
      host: new URL(registry.address).host,
      purpose: 'model packs',
      refused: false,
      bytesSent: crossed().received,
      bytesReceived: crossed().sent,
    });
    expect((await run('--ledger')).output).toContain(`${crossed().sent} received`);
  });

  it('does not follow a registry to a host that nobody named', async () => {
    const { run, packsDir, registry } = await setup();
    const other = await startRegistry();
    const location = other.serve('/stolen', content());
    registry.misbehave = ({ path, response }) =>
      path.endsWith('.tgz') && (response.writeHead(302, { location }).end(), true);
    const { code, output } = await run('--yes');
    const { host } = new URL(other.address);
    expect(code).toBe(1);
    expect(output).toContain(`leads on to ${host}`);
    expect(other.asked).toEqual([]);
    const entries = await readFetched(packsDir);
    expect(entries.find((entry) => entry.refused)).toMatchObject({ host, attempts: 1, bytesSent: 0 });
    expect(entries.filter((entry) => !entry.refused)).toMatchObject([
      { host: new URL(registry.address).host },
    ]);
  });

  it('fetches nothing without a yes where nobody can be asked', async () => {
    const { run, registry } = await setup();
    const { code, output } = await run();
    expect(code).toBe(2);
    expect(output).toContain('run it again with --yes');
    expect(registry.asked).toEqual([]);
  });

  it.skipIf(!hasTerminal)('asks on a terminal and obeys the answer', async () => {
    const { runInTerminal, registry } = await setup();
    expect((await runInTerminal('n\r')).code).toBe(130);
    expect((await runInTerminal('\u0003')).code).toBe(130);
    expect(registry.asked).toEqual([]);
    const yes = await runInTerminal('y\r');
    expect(yes.output).toContain('100 %  0.3 MB of 0.3 MB  The p pack');
    expect(yes.code).toBe(0);
  });

  it('lists and verifies', async () => {
    const { run, packsDir } = await setup();
    expect(await run('--list')).toMatchObject({
      code: 0,
      output: expect.stringContaining('not here   p') as string,
    });
    await run('--yes');
    expect((await run('--verify')).code).toBe(0);
    await writeFile(join(packsDir, 'p/x.bin'), content());
    const { code, output } = await run('--verify');
    expect(code).toBe(1);
    expect(output).toContain('damaged');
    expect((await run('--yes')).code).toBe(0);
  });

  it('imports from a folder into a chosen one', async () => {
    const { run, home, model } = await setup();
    expect((await run('--import', home)).code).toBe(1);
    await writeFile(join(home, 'x.bin'), model);
    expect((await run('--import', home, '--dir', 'elsewhere')).code).toBe(0);
    expect(existsSync(join(home, 'elsewhere/p/x.bin'))).toBe(true);
  });

  it('says what went wrong, without a stack', async () => {
    const { run, registry } = await setup();
    await registry.stop();
    const { code, output } = await run('--yes');
    expect(code).toBe(1);
    expect(output).toContain('cannot be reached');
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('is cancelled by Ctrl-C without a trace', async () => {
    const { start, registry, packsDir } = await setup();
    const { child, ended } = start(process.execPath, [ENTRY, '--yes']);
    registry.misbehave = ({ path, response, body }) => {
      if (!path.endsWith('.tgz')) return false;
      response.writeHead(200, { 'content-length': body?.byteLength ?? 0 });
      response.write(body?.subarray(0, 100_000), () => setTimeout(() => child.kill('SIGINT'), 100));
      return true;
    };
    const { code, output } = await ended;
    expect(output).toContain('Cancelled');
    expect(code).toBe(130);
    expect(await partsBelow(packsDir)).toEqual([]);
  });

  it('finds the manifest of the project it lies in, from any folder', async () => {
    const { start } = await setup();
    const { ended } = start(process.execPath, [ENTRY, '--list'], { BESIDE_PACKS_MANIFEST: '' });
    expect((await ended).output).toContain('moonshine-base');
  });

  it('explains its usage', async () => {
    const { run } = await setup();
    expect((await run('--help')).code).toBe(0);
    expect((await run('--nonsense')).code).toBe(2);
    expect(await run('--yes', 'nothing')).toMatchObject({
      code: 2,
      output: 'There is no pack "nothing". See --list.\n',
    });
  });
});

describe('the arguments of the packs command', () => {
  it('are understood or refused as a whole', () => {
    expect(parseCliArguments(['a', 'b', '-y'])).toEqual({
      kind: 'fetch',
      dir: null,
      packIds: ['a', 'b'],
      yes: true,
    });
    expect(parseCliArguments(['--verify', '--dir', 'd'])).toEqual({ kind: 'verify', dir: 'd' });
    expect(parseCliArguments(['--list', '--verify']).kind).toBe('usage-error');
    expect(parseCliArguments(['--list', 'a']).kind).toBe('usage-error');
    expect(parseCliArguments(['--import']).kind).toBe('usage-error');
    expect(parseCliArguments(['--dir=']).kind).toBe('usage-error');
  });

  it('are shown as progress in MB', () => {
    expect(progressLine({ doneBytes: 5e6, totalBytes: 20e6, label: 'Voice' })).toBe(
      ' 25 %  5.0 MB of 20 MB  Voice',
    );
  });
});

describe('where packs live', () => {
  it('is the data folder of the app on each system', () => {
    expect(defaultPacksDir({}, 'linux', '/home/me')).toBe('/home/me/.config/Beside/packs');
    expect(defaultPacksDir({ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/me')).toBe('/cfg/Beside/packs');
    expect(defaultPacksDir({}, 'darwin', '/Users/me')).toBe(
      '/Users/me/Library/Application Support/Beside/packs',
    );
    expect(defaultPacksDir({ APPDATA: 'C:\\A' }, 'win32', 'C:\\U')).toBe('C:\\A\\Beside\\packs');
    expect(defaultPacksDir({ BESIDE_PACKS_DIR: '/else' }, 'darwin', '/Users/me')).toBe('/else');
  });
});
