import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { distFolder, inRoot, root } from '../../../.ci/paths.ts';

const folder = path.join(distFolder, 'linux-unpacked');

export interface PackagedApp {
  readonly folder: string;
  readonly executable: string;
  /** Holds app.asar and the extra resources. */
  readonly resources: string;
}

async function packageOnce(): Promise<PackagedApp> {
  fs.rmSync(folder, { recursive: true, force: true });
  await promisify(execFile)(process.execPath, [inRoot('.ci/dist.ts'), '--linux', 'dir'], { cwd: root });
  return { folder, executable: path.join(folder, 'beside'), resources: path.join(folder, 'resources') };
}

let packaged: Promise<PackagedApp> | null = null;

/** Packages Beside for this machine, once per test worker. */
export const packagedApp = (): Promise<PackagedApp> => (packaged ??= packageOnce());

export type FuseName = keyof typeof FuseV1Options;

const stateNames: Readonly<Partial<Record<FuseState, 'off' | 'on'>>> = {
  [FuseState.DISABLE]: 'off',
  [FuseState.ENABLE]: 'on',
};

/** The fuses as they stand in the executable; null for one that this Electron does not have. */
export async function readFuses(executable: string): Promise<Partial<Record<string, 'off' | 'on' | null>>> {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
  return Object.fromEntries(
    names.map((name) => {
      const state = wire[FuseV1Options[name as FuseName]];
      return [name, state === undefined ? null : (stateNames[state] ?? null)];
    }),
  );
}
