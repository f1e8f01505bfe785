import { build } from './build.ts';
import { main, run, say } from './commands.ts';
import { describeElectron, findElectron, type ElectronRuntime } from './electron-runtime.ts';
import { buildIsFresh } from './freshness.ts';
import { root } from './paths.ts';
import { openRoom, roomEnv } from './room.ts';
import { sandboxChoice } from './sandbox.ts';
import { ensureSystem } from './system.ts';

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

async function runBeside(
  runtime: ElectronRuntime,
  env: NodeJS.ProcessEnv,
  onStart?: (pid: number) => void,
): Promise<number> {
  const sandbox = sandboxChoice(runtime);
  if (sandbox.notice) say(`electron: ${sandbox.notice}`);
  const args = [...sandbox.args, root, ...process.argv.slice(2)];
  const { code } = await run(runtime.executable, args, { env, ...(onStart ? { onStart } : {}) });
  return code;
}

async function runWithoutDisplay(runtime: ElectronRuntime): Promise<number> {
  say('display: none found, so Beside runs on a virtual one (Xvfb) where nobody sees it');
  const room = await openRoom({ sound: false, windowManager: false });
  try {
    return await runBeside(runtime, roomEnv(room.env), room.watch);
  } finally {
    await room.close();
  }
}

await main(async () => {
  await ensureSystem(hasDisplay() ? 'desktop' : 'headless');
  const runtime = await findElectron();
  say(describeElectron(runtime));
  if (!buildIsFresh()) {
    say('build: out/ is missing or older than the sources; building');
    await build();
  }
  return hasDisplay() ? runBeside(runtime, process.env) : runWithoutDisplay(runtime);
});
