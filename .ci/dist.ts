import fs from 'node:fs';
import { build } from './build.ts';
import { main, run, say } from './commands.ts';
import { describeElectron, findElectron } from './electron-runtime.ts';
import { buildIsFresh } from './freshness.ts';
import { inRoot } from './paths.ts';

const builder = inRoot('node_modules/electron-builder/cli.js');
const hostPlatform = { linux: '--linux', win32: '--win', darwin: '--mac' } as const;

function targetArgs(): string[] {
  const given = process.argv.slice(2);
  if (given.length > 0) return given;
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin')
    throw new Error(`Beside is not packaged for ${platform}.`);
  return [hostPlatform[platform]];
}

/** An unpacked folder for this machine may hold whichever Electron was found; installers hold only the pinned one. */
async function electronArgs(targets: readonly string[]): Promise<string[]> {
  const electron = await findElectron();
  if (targets.includes('dir')) {
    say(`dist: packaging ${describeElectron(electron)}`);
    return [`-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`];
  }
  if (electron.origin === 'fallback') {
    throw new Error(
      "Installers carry Electron's own release, whose download host could not be reached. " +
        'Run this where it can be reached, or package an unpacked folder for tests: npm run dist -- --linux dir',
    );
  }
  return [];
}

await main(async () => {
  const targets = targetArgs();
  const electron = await electronArgs(targets);
  if (!buildIsFresh()) await build();
  const { code } = await run(process.execPath, [builder, ...targets, '--publish', 'never', ...electron]);
  // electron-builder leaves it there when it is given an unpacked Electron; only app.asar may be found.
  fs.rmSync(inRoot('dist/linux-unpacked/resources/default_app.asar'), { force: true });
  return code;
});
