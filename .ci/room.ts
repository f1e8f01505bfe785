import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { capture, isEntry, main, onEnd, run, say } from './commands.ts';
import { startGuard, type Guard } from './room-guard.ts';
import { commandPath } from './system.ts';

export interface RoomOptions {
  readonly screen: string;
  readonly windowManager: boolean;
  readonly sound: boolean;
  /** How much of what is played comes back into the microphone: PulseAudio volume in percent (30 % is −31 dB). */
  readonly leakPercent: number;
  readonly leakDelayMs: number;
}

const defaults = {
  screen: '1440x900x24',
  windowManager: true,
  sound: true,
  leakPercent: 30,
  leakDelayMs: 60,
} as const satisfies RoomOptions;

/** A display, a session bus and a sound server of their own, apart from the developer's. */
export interface Room {
  /** To be laid over the environment of what runs in the room. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends this process group with the room, even when the room's owner is killed. */
  readonly watch: (pid: number) => void;
  readonly close: () => Promise<void>;
}

interface Building {
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly guard: Guard;
}

const READY_TIMEOUT_MS = 15_000;

/** Settings of the developer that would lead windows or sound out of the room. */
const foreignDisplay = ['WAYLAND_DISPLAY', 'XAUTHORITY'];
const foreignSound = ['PULSE_SINK', 'PULSE_SOURCE', 'PULSE_CLIENTCONFIG', 'PIPEWIRE_REMOTE'];

/** The environment of a process that runs in the room. A room without sound leaves the developer's sound alone. */
export function roomEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign = env['PULSE_SERVER'] === undefined ? foreignDisplay : [...foreignDisplay, ...foreignSound];
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.includes(name));
  return { ...Object.fromEntries(inherited), ...env };
}

function launch(room: Building, name: string, args: readonly string[], answers: boolean): ChildProcess {
  const log = fs.openSync(path.join(room.folder, `${name}.log`), 'a');
  const command = commandPath(name);
  if (!command)
    throw new Error(
      `${name} is not installed. Run "node .ci/system.ts" as root, or install it with your package manager.`,
    );
  // Ended by the guard alone, gently: a killed X server leaves its lock behind.
  const child = spawn(command, args, {
    env: roomEnv(room.env),
    stdio: ['ignore', answers ? 'pipe' : log, log],
    cwd: room.folder,
    detached: true,
  });
  fs.closeSync(log);
  if (child.pid === undefined) throw new Error(`${name} could not be started`);
  room.guard.watch(child.pid);
  return child;
}

const logOf = (room: Building, name: string): string =>
  fs
    .readFileSync(path.join(room.folder, `${name}.log`), 'utf8')
    .trim()
    .split('\n')
    .slice(-10)
    .join('\n');

/** The first line that a server prints once it takes connections. */
async function firstLine(room: Building, name: string, child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error(`${name} has no output to read`);
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`${name} ${why}. Its log ends with:\n${logOf(room, name)}`));
    const timer = setTimeout(() => fail('was not ready in time'), READY_TIMEOUT_MS);
    let text = '';
    child.once('exit', () => fail('ended at its start'));
    stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end < 0) return;
      clearTimeout(timer);
      resolve(text.slice(0, end).trim());
    });
  });
}

async function startDisplay(room: Building, screen: string): Promise<void> {
  // The server itself picks a number that is free and writes it to the given descriptor.
  const args = ['-displayfd', '1', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const number = await firstLine(room, 'Xvfb', launch(room, 'Xvfb', args, true));
  room.env['DISPLAY'] = `:${number}`;
}

async function startBus(room: Building): Promise<void> {
  const address = `unix:path=${path.join(room.folder, 'bus')}`;
  const args = [
    '--session',
    '--nofork',
    '--nopidfile',
    '--nosyslog',
    `--address=${address}`,
    '--print-address=1',
  ];
  room.env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(
    room,
    'dbus-daemon',
    launch(room, 'dbus-daemon', args, true),
  );
}

/**
 * What a desk does to sound: Beside plays into `spk`, the person speaks into `micsink`, and some of `spk` leaks into
 * the person's microphone. Defaults are set before the loopback: the other way round it feeds back.
 */
const soundScript = (socket: string, delayMs: number): string =>
  [
    `load-module module-native-protocol-unix socket=${socket} auth-anonymous=1 auth-cookie-enabled=0`,
    'load-module module-null-sink sink_name=spk rate=48000 sink_properties=device.description=Speaker',
    'load-module module-null-sink sink_name=micsink rate=48000 sink_properties=device.description=Person',
    'load-module module-remap-source master=micsink.monitor source_name=mic source_properties=device.description=Microphone',
    'set-default-sink spk',
    'set-default-source mic',
    `load-module module-loopback source=spk.monitor sink=micsink latency_msec=${delayMs} source_dont_move=true sink_dont_move=true`,
    '',
  ].join('\n');

const serverFlags = [
  '-n',
  '--daemonize=no',
  '--use-pid-file=no',
  '--exit-idle-time=-1',
  '--disable-shm=yes',
  '--realtime=no',
  '--high-priority=no',
];

const pactl = (room: Building, ...args: string[]): { code: number; stdout: string } =>
  capture('pactl', args, roomEnv(room.env));

async function startSound(room: Building, options: RoomOptions): Promise<void> {
  const socket = path.join(room.folder, 'native');
  const script = path.join(room.folder, 'room.pa');
  fs.writeFileSync(script, soundScript(socket, options.leakDelayMs));
  Object.assign(room.env, {
    PULSE_SERVER: `unix:${socket}`,
    PULSE_RUNTIME_PATH: room.folder,
    PULSE_STATE_PATH: path.join(room.folder, 'state'),
    PULSE_COOKIE: path.join(room.folder, 'cookie'),
  });
  const server = launch(room, 'pulseaudio', [...serverFlags, '-F', script], false);
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (pactl(room, 'get-default-source').stdout.trim() !== 'mic' || loopback(room) === null) {
    if (Date.now() > deadline || server.exitCode !== null) {
      throw new Error(`pulseaudio was not ready in time. Its log ends with:\n${logOf(room, 'pulseaudio')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // On the loopback and not on spk.monitor: the tests record Beside from that monitor at its full level.
  const set = pactl(room, 'set-sink-input-volume', loopback(room) ?? '', `${options.leakPercent}%`);
  if (set.code !== 0) throw new Error("pulseaudio did not take the leak's volume");
}

const loopback = (room: Building): string | null =>
  /^(\d+)\t/m.exec(pactl(room, 'list', 'short', 'sink-inputs').stdout)?.[1] ?? null;

export async function openRoom(wanted: Partial<RoomOptions> = {}): Promise<Room> {
  const options: RoomOptions = { ...defaults, ...wanted };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-room-'));
  const guard = startGuard(folder);
  const keepRuntime = !options.sound && process.env['XDG_RUNTIME_DIR'] !== undefined;
  const room: Building = { folder, guard, env: keepRuntime ? {} : { XDG_RUNTIME_DIR: folder } };
  const forget = onEnd(() => guard.dismiss());
  const close = async (): Promise<void> => {
    forget();
    await guard.end();
  };
  try {
    await startDisplay(room, options.screen);
    await startBus(room);
    if (options.windowManager) launch(room, 'openbox', ['--sm-disable'], false);
    if (options.sound) await startSound(room, options);
  } catch (error) {
    await close();
    throw error;
  }
  return { env: room.env, watch: guard.watch, close };
}

if (isEntry(import.meta)) {
  await main(async () => {
    const [command, ...args] = process.argv.slice(2);
    if (!command)
      throw new Error(
        'usage: node .ci/room.ts <command> [arguments]   (runs it in a private display and sound room)',
      );
    const room = await openRoom();
    say(`room: display ${room.env['DISPLAY']}, sound ${room.env['PULSE_SERVER']}`);
    try {
      return (await run(command, args, { env: roomEnv(room.env), onStart: room.watch })).code;
    } finally {
      await room.close();
    }
  });
}
