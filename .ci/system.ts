import fs from 'node:fs';
import path from 'node:path';
import { capture, isEntry, main, must, retry, say } from './commands.ts';

interface Need {
  /** How its presence is seen: a command on PATH, a library by its soname, or a file. */
  readonly command?: string;
  readonly library?: string;
  readonly file?: string;
  /** Debian and Ubuntu package names, newest naming first: since 64-bit time_t some end in t64. */
  readonly packages: readonly string[];
  /** Without it a few tests are skipped, and say why; everything else goes on. */
  readonly optional?: true;
}

/** What Electron links or opens on Linux, beyond what its other dependencies bring. */
const electronNeeds: readonly Need[] = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
];

const displayNeeds: readonly Need[] = [
  { command: 'Xvfb', packages: ['xvfb'] },
  { command: 'dbus-daemon', packages: ['dbus-daemon', 'dbus'] },
];

const testNeeds: readonly Need[] = [
  { command: 'openbox', packages: ['openbox'] },
  { command: 'xdotool', packages: ['xdotool'] },
  { command: 'pulseaudio', packages: ['pulseaudio'] },
  { command: 'pactl', packages: ['pulseaudio-utils'] },
  { command: 'flac', packages: ['flac'] },
  // The two kinds of tray that the tests put Beside's icon into.
  { file: '/usr/lib/python3/dist-packages/dbus/__init__.py', packages: ['python3-dbus'], optional: true },
  { file: '/usr/lib/python3/dist-packages/gi/__init__.py', packages: ['python3-gi'], optional: true },
  // A namespace without a network for the end-to-end tests.
  { command: 'ip', packages: ['iproute2'], optional: true },
  { command: 'trayer', packages: ['trayer'], optional: true },
];

export type Purpose = 'desktop' | 'headless' | 'test';
const needsOf = {
  desktop: electronNeeds,
  headless: [...electronNeeds, ...displayNeeds],
  test: [...electronNeeds, ...displayNeeds, ...testNeeds],
} as const satisfies Record<Purpose, readonly Need[]>;

export function commandPath(command: string): string | null {
  // A plain user's PATH has no sbin folders.
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const file = path.join(folder, command);
    if (folder && fs.existsSync(file)) return file;
  }
  return null;
}

function installedLibraries(): string {
  const ldconfig = commandPath('ldconfig');
  return ldconfig ? capture(ldconfig, ['-p']).stdout : '';
}

function missing(purpose: Purpose): Need[] {
  const libraries = installedLibraries();
  const isThere = ({ command, library, file }: Need): boolean => {
    if (command !== undefined) return commandPath(command) !== null;
    return file === undefined ? libraries.includes(`${library} `) : fs.existsSync(file);
  };
  return needsOf[purpose].filter((need) => !isThere(need));
}

const nameOf = (need: Need): string =>
  need.command ?? need.library ?? (need.file === undefined ? '' : (need.packages[0] ?? need.file));

const required = (needs: readonly Need[]): Need[] => needs.filter(({ optional }) => !optional);

/** Asks apt which spelling this release has. `apt-cache show` fails for names that are only virtual. */
const knownName = (need: Need): string | undefined =>
  need.packages.find((name) => capture('apt-cache', ['show', '--no-all-versions', name]).code === 0);

function packageName(need: Need): string {
  const name = knownName(need) ?? need.packages.at(-1);
  if (name === undefined) throw new Error(`no package is listed for ${nameOf(need)}`);
  return name;
}

const aptEnv = (): NodeJS.ProcessEnv => ({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' });
// Another apt may hold the lock (unattended upgrades on a fresh machine): wait for it instead of failing.
const aptOptions = ['-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::Retries=3'];

async function install(needs: readonly Need[]): Promise<void> {
  await retry('apt-get update', 3, () =>
    must('apt-get', [...aptOptions, 'update', '-q'], { env: aptEnv(), output: 'collect' }),
  );
  // One unknown name would keep apt from installing the others.
  const packages = needs.filter((need) => !need.optional || knownName(need) !== undefined).map(packageName);
  if (packages.length === 0) return;
  say(`system: installing ${packages.join(' ')} with apt-get`);
  await retry('apt-get install', 3, () =>
    must('apt-get', [...aptOptions, 'install', '-q', '-y', '--no-install-recommends', ...packages], {
      env: aptEnv(),
      output: 'collect',
    }),
  );
}

function howToInstall(needs: readonly Need[]): string {
  const names = needs.map(nameOf).join(', ');
  if (!commandPath('apt-get'))
    return `Missing on this system: ${names}. Install them with your package manager and run this again.`;
  const packages = needs.map(packageName).join(' ');
  return `Missing on this system: ${names}. Install them with this line and run this again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`;
}

/**
 * Makes sure that the system packages for `purpose` are there. As root on Debian or Ubuntu it installs what is
 * missing; otherwise the error names it and the line that installs it.
 */
export async function ensureSystem(purpose: Purpose): Promise<void> {
  if (process.platform !== 'linux') return;
  const lacking = missing(purpose);
  if (lacking.length === 0) return;
  say(`system: ${lacking.map(nameOf).join(', ')} missing`);
  const canInstall = process.getuid?.() === 0 && commandPath('apt-get') !== null;
  if (canInstall) {
    await install(lacking).catch((error: unknown) => {
      // Without a network, say: what is there is enough to go on.
      if (required(lacking).length > 0) throw error;
    });
  }
  const still = missing(purpose);
  if (still.length === 0) return;
  const how = `${canInstall ? 'Still missing after apt-get install. ' : ''}${howToInstall(still)}`;
  if (required(still).length > 0) throw new Error(how);
  say(`${how}\nUntil then the tests that need it are skipped.`);
}

if (isEntry(import.meta)) await main(() => ensureSystem('test'));
