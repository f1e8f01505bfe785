import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { root } from './paths.ts';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` streams to the terminal, `collect` keeps the output for the caller. */
  readonly output?: 'inherit' | 'collect';
  readonly timeoutMs?: number;
  readonly onStart?: (pid: number) => void;
}

export interface CommandResult {
  /** A command that a signal ended reads as 1. */
  readonly code: number;
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** POSIX children lead their own process group, so that a stop reaches their children too. */
const ownGroup = process.platform !== 'win32';

export function stopGroup(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The group has ended already.
  }
}

/** Starts a command in its own process group; it is killed when this process ends in whatever way it can see. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { cwd: root, ...options, detached: ownGroup });
  running.add(child);
  const forget = (): void => void running.delete(child);
  child.once('exit', forget);
  child.once('error', forget);
  return child;
}

process.once('exit', () => {
  for (const child of running) stopGroup(child, 'SIGKILL');
});

type Cleanup = () => void;
const cleanups = new Set<Cleanup>();

/** Runs `cleanup` (synchronously) on SIGINT, SIGTERM, SIGHUP and exit. Returns the function that takes it back. */
export function onEnd(cleanup: Cleanup): () => void {
  if (!listening) listenForSignals();
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

let listening = false;
function listenForSignals(): void {
  listening = true;
  const runAll = (): void => {
    for (const cleanup of [...cleanups].toReversed()) {
      cleanups.delete(cleanup);
      cleanup();
    }
  };
  process.once('exit', runAll);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      runAll();
      void childrenEnd(STOP_GRACE_MS).then(() => process.exit(code));
    });
  }
}

/** Time for commands to end by themselves after SIGTERM; what is left then is killed. */
const STOP_GRACE_MS = 3000;

async function childrenEnd(graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs;
  while (running.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Runs a command to its end. Rejects only when it cannot be started at all. */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const collect = options.output === 'collect';
  const child = start(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ['ignore', collect ? 'pipe' : 'inherit', collect ? 'pipe' : 'inherit'],
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  const removeStop = onEnd(() => stopGroup(child));
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stopGroup(child, 'SIGKILL'), options.timeoutMs);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    return { code, output: Buffer.concat(chunks).toString('utf8') };
  } finally {
    clearTimeout(timer);
    removeStop();
  }
}

/** Like `run`, but a non-zero exit is an error that shows the output. */
export async function must(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${code}${output ? `:\n${output.trim()}` : ''}`);
  return output;
}

/** Quick look-ups only: blocks the thread. */
export function capture(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { code: number; stdout: string } {
  const result = spawnSync(command, args, { env, encoding: 'utf8', timeout: 30_000, cwd: root });
  return { code: result.status ?? 1, stdout: result.stdout ?? '' };
}

export async function retry<T>(what: string, attempts: number, task: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (attempt >= attempts) throw error;
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      say(`${what} failed (${reason}); attempt ${attempt + 1} of ${attempts} in ${attempt * 5} s`);
      await new Promise((resolve) => setTimeout(resolve, attempt * 5000));
    }
  }
}

/** Scripts talk on stderr, so that stdout stays for what was asked for. */
export const say = (message: string): void => void process.stderr.write(`${message}\n`);

/** Ends a script with a readable error instead of a stack. */
export async function main(task: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await task()) ?? 0;
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

export const isEntry = (meta: ImportMeta): boolean => meta.main;
