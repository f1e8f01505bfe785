import { run } from '../../../.ci/commands.ts';
import { findElectron } from '../../../.ci/electron-runtime.ts';
import { inRoot } from '../../../.ci/paths.ts';
import { openRoom, roomEnv } from '../../../.ci/room.ts';
import { sandboxChoice } from '../../../.ci/sandbox.ts';
import { HEIGHT, WIDTH } from './picture-frame.ts';

const TIMEOUT_MS = 30_000;

/** A picture as a PNG, drawn by Electron on a display of its own. */
export async function rasterise(svgFile: string, pngFile: string): Promise<void> {
  const electron = await findElectron();
  const room = await openRoom({ sound: false, windowManager: false });
  try {
    const script = inRoot('test/panel/look/rasteriser.cjs');
    const args = [...sandboxChoice(electron).args, script, svgFile, pngFile, String(WIDTH), String(HEIGHT)];
    const options = { output: 'collect', env: roomEnv(room.env), timeoutMs: TIMEOUT_MS } as const;
    const { code, output } = await run(electron.executable, args, options);
    if (code !== 0) throw new Error(`Electron drew no picture (${code}): ${output.trim()}`);
  } finally {
    await room.close();
  }
}
