import { execFile } from 'node:child_process';
import { z } from 'zod';
import type { Snapshot } from '../../shared/snapshot.ts';
import { hasOldTray } from './old-tray.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import type { BesideTray } from './tray.ts';

/** Whether this desktop has a tray that Beside's icon can be in. `unknown` claims nothing. */
export type TrayHost = Snapshot['tray'];

/** What a program printed; null when it is not there, failed, or took too long. */
export type Ask = (command: string, args: readonly string[], signal: AbortSignal) => Promise<string | null>;

const LIMIT_MS = 2000;
/** A panel may come after Beside when a person logs in: asked again 5, 15, 30, 60 and 120 s after the start. */
const AGAIN_AFTER_MS = [5000, 10_000, 15_000, 30_000, 60_000] as const;

const WATCHER = 'org.kde.StatusNotifierWatcher';
const NAMED = 'org.freedesktop.DBus.NameHasOwner';
const HOSTED = 'org.freedesktop.DBus.Properties.Get';
const words = (...parts: readonly string[]): readonly string[] => parts.join(' ').split(' ');

/** One of them is on nearly every desktop; what they print differs. */
const tools = [
  {
    command: 'dbus-send',
    named: words(
      '--session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus',
      `${NAMED} string:${WATCHER}`,
    ),
    hosted: words(
      `--session --print-reply=literal --dest=${WATCHER} /StatusNotifierWatcher`,
      `${HOSTED} string:${WATCHER} string:IsStatusNotifierHostRegistered`,
    ),
    reply: z.enum(['boolean true', 'boolean false', 'variant boolean true', 'variant boolean false']),
  },
  {
    command: 'gdbus',
    named: words(
      'call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus',
      `--method ${NAMED} ${WATCHER}`,
    ),
    hosted: words(
      `call --session --dest ${WATCHER} --object-path /StatusNotifierWatcher`,
      `--method ${HOSTED} ${WATCHER} IsStatusNotifierHostRegistered`,
    ),
    reply: z.enum(['(true,)', '(false,)', '(<true>,)', '(<false>,)']),
  },
] as const;

/** Asks the desktop, without waiting longer than two seconds. Windows and macOS always have a tray. */
export async function findTrayHost(
  platform: string,
  ask: Ask = run,
  old = (signal: AbortSignal): Promise<boolean | null> => hasOldTray(process.env, signal),
): Promise<TrayHost> {
  if (platform !== 'linux') return 'present';
  const signal = AbortSignal.timeout(LIMIT_MS);
  // Whether an old tray takes the icon in is up to Electron's GTK.
  const noneOnBus = async (): Promise<TrayHost> => ((await old(signal)) === false ? 'absent' : 'unknown');
  for (const { command, named, hosted, reply } of tools) {
    const yes = async (args: readonly string[]): Promise<boolean | null> => {
      const printed = await ask(command, args, signal);
      const read = reply.safeParse(printed?.trim().replaceAll(/\s+/g, ' '));
      return read.success ? read.data.includes('true') : null;
    };
    const isNamed = await yes(named);
    if (isNamed === null) continue;
    if (!isNamed) return noneOnBus();
    // A watcher alone shows nothing, and Electron gives it no icon.
    const isHosted = await yes(hosted);
    if (isHosted === null) return 'unknown';
    return isHosted ? 'present' : noneOnBus();
  }
  return 'unknown';
}

/** Asks at the start, and a few times more until there is a tray; then the icon is put up anew, for it came too early. */
export async function watchTrayHost(
  snapshot: Pick<SnapshotStore, 'current' | 'patch'>,
  icon: Pick<BesideTray, 'renew'>,
  find = (): Promise<TrayHost> => findTrayHost(process.platform),
): Promise<void> {
  const ask = async (): Promise<boolean> => {
    const tray = await find();
    snapshot.patch({ tray });
    return tray === 'present';
  };
  if (await ask()) return;
  for (const delayMs of AGAIN_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (await ask()) return icon.renew(snapshot.current);
  }
}

/** Runs a program without a shell. */
function run(command: string, args: readonly string[], signal: AbortSignal): Promise<string | null> {
  const bus = busAddress(process.env);
  if (bus === null) return Promise.resolve(null);
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus };
  return new Promise((resolve) => {
    execFile(command, [...args], { env, signal, maxBuffer: 4096 }, (error, stdout) =>
      resolve(error ? null : stdout),
    );
  });
}

/** Always named: where no address is given, the tools might start a bus of their own. */
export function busAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: given, XDG_RUNTIME_DIR: folder } = env;
  if (given !== undefined && given !== '') return given;
  return folder === undefined || folder === '' ? null : `unix:path=${folder}/bus`;
}
