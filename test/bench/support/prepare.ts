import { build } from '../../../.ci/build.ts';
import { must, retry } from '../../../.ci/commands.ts';
import { describeElectron, findElectron } from '../../../.ci/electron-runtime.ts';
import { buildIsFresh } from '../../../.ci/freshness.ts';
import { inRoot, testPacksFolder } from '../../../.ci/paths.ts';
import { ensureSystem } from '../../../.ci/system.ts';
import { progress } from './report.ts';

/** Everything that `npm test` brings too, so that a bench runs from a clean checkout after `npm ci`. Returns the Electron. */
export async function prepare(): Promise<string> {
  // As Beside does for its own processes: else onnxruntime reports to its maker.
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  await ensureSystem('test');
  const electron = await findElectron();
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist;
  if (!buildIsFresh()) {
    progress('building');
    await build();
  }
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  await retry('fetching the starter packs', 3, () =>
    must(process.execPath, [inRoot('out/packs-cli.cjs'), '--yes'], {
      output: 'collect',
      timeoutMs: 10 * 60_000,
    }),
  );
  return describeElectron(electron);
}
