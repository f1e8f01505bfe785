import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { findElectron } from '../../../.ci/electron-runtime.ts';
import { root, testPacksFolder } from '../../../.ci/paths.ts';
import { sandboxChoice } from '../../../.ci/sandbox.ts';

export interface LaunchOptions {
  /** Chromium and Electron switches, besides those that every test needs. */
  readonly args?: readonly string[];
  /** Laid over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Defaults to the packs that the test run fetched. */
  readonly packsFolder?: string;
  /** A profile to go on with, as after a restart; it is then the test's to remove. */
  readonly userDataFolder?: string;
  /** As on the very first start; without it the person has been shown around already. */
  readonly firstRun?: boolean;
}

/** Beside from this checkout, in a profile of its own. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly userDataFolder: string;
  /** What main has written to stdout and stderr so far. */
  readonly output: () => string;
  /** Ends the process, by force if it does not go by itself. Safe to call twice. */
  readonly close: () => Promise<void>;
}

const CLOSE_GRACE_MS = 5000;

const definedEnv = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function collectOutput(process: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  process.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  process.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

const hasEnded = (process: ChildProcess): boolean => process.exitCode !== null || process.signalCode !== null;

/** Playwright starts Electron in a process group of its own: killing the group takes the helpers along. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

async function end(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) {
    const grace = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_GRACE_MS).unref());
    await Promise.race([app.close().catch(() => undefined), grace]);
  }
  killGroup(child);
}

export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const electron = await findElectron();
  const userDataFolder = options.userDataFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'beside-profile-'));
  if (options.firstRun !== true) shownAround(userDataFolder);
  const app = await _electron.launch({
    executablePath: electron.executable,
    cwd: root,
    args: [
      ...sandboxChoice(electron).args,
      `--user-data-dir=${userDataFolder}`,
      '--autoplay-policy=no-user-gesture-required',
      ...(options.args ?? []),
      root,
    ],
    env: { ...definedEnv(), BESIDE_PACKS_DIR: options.packsFolder ?? testPacksFolder(), ...options.env },
  });
  const child = app.process();
  const output = collectOutput(child);
  const close = async (): Promise<void> => {
    await end(app, child);
    if (!options.userDataFolder) fs.rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { app, userDataFolder, output, close };
}

/** What is there already stays. */
function shownAround(userDataFolder: string): void {
  const file = path.join(userDataFolder, 'settings.json');
  fs.mkdirSync(userDataFolder, { recursive: true });
  if (!fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify({ version: 2, firstRun: { done: true } }));
}
