import fs from 'node:fs';
import path from 'node:path';
import type { ElectronRuntime } from './electron-runtime.ts';

export interface SandboxChoice {
  readonly args: readonly string[];
  /** Why the sandbox is off; null when it is on. */
  readonly notice: string | null;
}

const SET_UID = 0o4000;

const kernelSetting = (name: string): string | null => {
  const file = path.join('/proc/sys/kernel', name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
};

/** Ubuntu from 23.10 and some hardened Debian kernels keep user namespaces from plain users. */
const namespacesRefused = (): boolean =>
  kernelSetting('apparmor_restrict_unprivileged_userns') === '1' ||
  kernelSetting('unprivileged_userns_clone') === '0';

function hasSetUidHelper(dist: string): boolean {
  const helper = fs.statSync(path.join(dist, 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & SET_UID) !== 0;
}

/** Whether Chromium's sandbox can start here, with the development Electron that lies in a user's folder. */
export function sandboxChoice(runtime: Pick<ElectronRuntime, 'dist'>): SandboxChoice {
  if (process.platform !== 'linux') return { args: [], notice: null };
  if (process.getuid?.() === 0)
    return {
      args: ['--no-sandbox'],
      notice: 'running as root, which Chromium only does without its sandbox',
    };
  if (namespacesRefused() && !hasSetUidHelper(runtime.dist)) {
    return {
      args: ['--no-sandbox'],
      notice:
        'this kernel refuses user namespaces to an Electron outside of an installed package, so it runs without its sandbox',
    };
  }
  return { args: [], notice: null };
}
