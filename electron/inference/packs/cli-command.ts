import { createInterface } from 'node:readline/promises';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { EgressEntry } from '../../../shared/egress.ts';
import type { PackManifest, PackProgress } from '../../../shared/packs.ts';
import type { EgressAsking } from '../../privacy/egress-guard/asking.ts';
import { parseCliArguments, USAGE, type CliCommand } from './cli-arguments.ts';
import { ledgerLines, offerText, progressLine, stateLines } from './cli-text.ts';
import { packFault } from './faults.ts';
import { appendFetched, readFetched } from './fetched-log.ts';
import { fetchPacks, type RunResult } from './fetch-packs.ts';
import { defaultPacksDir } from './folder.ts';
import { importPacks } from './import-packs.ts';
import { inspectPacks } from './inspect.ts';
import { loadManifest, selectPacks } from './manifest.ts';
import { loadNpmSettings } from './npm-settings.ts';

export interface CliSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
  cwd: string;
  /** The script that runs; the manifest is looked for from there upwards. */
  script: string;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Gives leave once there was a yes, and knows what was sent and came on it. */
  egress: EgressAsking & { entries(): readonly EgressEntry[] };
}

const OK = 0;
const FAULT = 1;
const BAD_USAGE = 2;
const CANCELLED = 130;

/** Runs the packs command. @returns its exit code: 0 done, 1 a fault, 2 wrong usage, 130 cancelled. */
export async function runPacksCommand(argv: readonly string[], io: CliSurroundings): Promise<number> {
  const command = parseCliArguments(argv);
  if (command.kind === 'help') return say(io.stdout, USAGE, OK);
  if (command.kind === 'usage-error') return say(io.stderr, `${command.message}\n\n${USAGE}`, BAD_USAGE);
  const packsDir = resolve(io.cwd, command.dir ?? defaultPacksDir(io.env, io.platform, io.home));
  try {
    return await runOn(packsDir, await readManifest(io), command, io);
  } catch (error) {
    if (io.signal.aborted) return say(io.stderr, 'Cancelled.\n', CANCELLED);
    const fault = packFault(error, { packId: null, title: null, folder: packsDir });
    return say(io.stderr, `${fault.message}\n`, FAULT);
  }
}

type Action = Exclude<CliCommand, { kind: 'help' | 'usage-error' }>;

async function runOn(
  packsDir: string,
  manifest: PackManifest,
  command: Action,
  io: CliSurroundings,
): Promise<number> {
  switch (command.kind) {
    case 'list':
      return say(io.stdout, stateLines(await inspectPacks(packsDir, manifest, { signal: io.signal })), OK);
    case 'verify':
      return verify(packsDir, manifest, io);
    case 'ledger':
      return say(io.stdout, ledgerLines(await readFetched(packsDir)), OK);
    case 'import': {
      const folder = resolve(io.cwd, command.folder);
      const result = await importPacks({
        packsDir,
        manifest,
        folder,
        signal: io.signal,
        onProgress: progressTo(io),
      });
      return report(result, packsDir, manifest, io);
    }
    case 'fetch':
      return fetch(packsDir, manifest, command, io);
  }
}

async function verify(packsDir: string, manifest: PackManifest, io: CliSurroundings): Promise<number> {
  const states = await inspectPacks(packsDir, manifest, { full: true, signal: io.signal });
  return say(io.stdout, stateLines(states), states.some((pack) => pack.state === 'broken') ? FAULT : OK);
}

async function fetch(
  packsDir: string,
  manifest: PackManifest,
  command: Extract<Action, { kind: 'fetch' }>,
  io: CliSurroundings,
): Promise<number> {
  const unknown = command.packIds.find((id) => !manifest.packs.some((pack) => pack.id === id));
  if (unknown !== undefined) return say(io.stderr, `There is no pack "${unknown}". See --list.\n`, BAD_USAGE);
  const packIds = command.packIds.length > 0 ? command.packIds : manifest.starter;
  const states = await inspectPacks(packsDir, manifest, { signal: io.signal });
  const isReady = (id: string): boolean => states.some((pack) => pack.id === id && pack.state === 'ready');
  const missing = selectPacks(manifest, packIds).filter((pack) => !isReady(pack.id));
  if (missing.length === 0) return say(io.stdout, `All packs are ready in ${packsDir}\n`, OK);
  io.stdout.write(offerText(missing, packsDir));
  if (!command.yes) {
    if (!io.stdin.isTTY)
      return say(io.stderr, 'Nothing is fetched without a yes: run it again with --yes.\n', BAD_USAGE);
    if (!(await isConfirmed(io))) return say(io.stdout, 'Nothing was fetched.\n', CANCELLED);
  }
  const result = await fetchPacks({
    packsDir,
    manifest,
    packIds,
    npmSettings: () => loadNpmSettings({ env: io.env, cwd: io.cwd }),
    signal: io.signal,
    onProgress: progressTo(io),
    egress: io.egress,
  });
  await writeDown(packsDir, io);
  return report(result, packsDir, manifest, io);
}

/** Beside shows it at its next start. A full disk must not hide how the fetch itself went. */
async function writeDown(packsDir: string, io: CliSurroundings): Promise<void> {
  try {
    await appendFetched(packsDir, io.egress.entries());
  } catch {
    io.stderr.write(`What was fetched could not be written down in ${packsDir}.\n`);
  }
}

async function isConfirmed(io: CliSurroundings): Promise<boolean> {
  const lines = createInterface({ input: io.stdin, output: io.stdout });
  // The terminal is in raw mode while a line is read: Ctrl-C arrives here and not as a signal.
  const interrupted = new AbortController();
  lines.on('SIGINT', () => interrupted.abort());
  lines.on('close', () => interrupted.abort());
  try {
    const answer = await lines.question('Fetch them? [y/N] ', {
      signal: AbortSignal.any([io.signal, interrupted.signal]),
    });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    return false;
  } finally {
    lines.close();
  }
}

async function report(
  result: RunResult,
  packsDir: string,
  manifest: PackManifest,
  io: CliSurroundings,
): Promise<number> {
  endProgress(io);
  if (result.outcome === 'cancelled') {
    return say(io.stderr, 'Cancelled. Complete files were kept, nothing half-fetched.\n', CANCELLED);
  }
  io.stdout.write(stateLines(await inspectPacks(packsDir, manifest)));
  for (const fault of result.faults) io.stderr.write(`${fault.message}\n`);
  return result.outcome === 'ready' ? OK : FAULT;
}

function progressTo(io: CliSurroundings): (progress: PackProgress) => void {
  if (!io.stdout.isTTY) return () => undefined;
  return (progress) => void io.stdout.write(`\r${progressLine(progress)}\u001b[K`);
}

function endProgress(io: CliSurroundings): void {
  if (io.stdout.isTTY) io.stdout.write('\r\u001b[K');
}

/** The manifest that came with this program, or another one for tests and development. */
function readManifest(io: CliSurroundings): Promise<PackManifest> {
  const chosen = io.env['BESIDE_PACKS_MANIFEST'];
  return loadManifest(
    chosen ? resolve(io.cwd, chosen) : shippedManifest(dirname(resolve(io.cwd, io.script))),
  );
}

/** The script runs bundled in `out/` or as a source: `resources/` is in some folder above either. */
function shippedManifest(folder: string): string {
  const path = join(folder, 'resources', 'packs.json');
  return existsSync(path) || dirname(folder) === folder ? path : shippedManifest(dirname(folder));
}

function say(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(text);
  return code;
}
