import fs from 'node:fs';
import { capture } from './commands.ts';
import { commandPath } from './system.ts';

/** A command and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** Sets its own loopback up, which a new namespace has down, and goes on as the command. */
const WITH_LOOPBACK = 'ip link set lo up && exec "$@"';

/**
 * Runs a command in a network namespace of its own with nothing but loopback: whatever reaches out reaches nothing. Null
 * where this system or account has no such thing.
 */
export function sealed(command: CommandLine): CommandLine | null {
  const within = (inner: readonly string[]): CommandLine => [
    'unshare',
    '--net',
    'sh',
    '-c',
    WITH_LOOPBACK,
    'sealed',
    ...inner,
  ];
  if (process.platform !== 'linux' || commandPath('unshare') === null || commandPath('ip') === null)
    return null;
  const [name, ...args] = within(['true']);
  return capture(name, args).code === 0 ? within(command) : null;
}

/** Writes each connect() of a command and everything it starts to `file`. Null without strace. */
export function traced(command: CommandLine, file: string): CommandLine | null {
  if (commandPath('strace') === null) return null;
  return [
    'strace',
    '--follow-forks',
    '--seccomp-bpf',
    '--decode-pids=comm',
    '-e',
    'trace=connect',
    '-qq',
    '-o',
    file,
    ...command,
  ];
}

export interface Connections {
  /** How often each kind of address was tried; what stays on this machine. */
  readonly inside: Readonly<Record<string, number>>;
  /** Every other address, as the trace has it. */
  readonly outside: readonly string[];
}

const CONNECT = /^\d+(?:<([^>]*)>)? .*?connect\(\d+, \{sa_family=(AF_\w+)(.*)/;

/** Reads what `traced` wrote. */
export function connectionsIn(trace: string): Connections {
  const inside: Record<string, number> = {};
  const outside: string[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', family, rest = ''] = CONNECT.exec(line) ?? [];
    if (family === undefined) continue;
    const kind = insideKind(family, rest) ?? routeProbe(thread, rest);
    if (kind === null) outside.push(line.slice(line.indexOf('connect(')));
    else inside[kind] = (inside[kind] ?? 0) + 1;
  }
  return { inside, outside };
}

/**
 * Chromium asks the kernel for a way out by a UDP socket that it connects and never sends on: to Google's name servers, on
 * its own input thread, before it resolves anything and when a page makes a call. Here only the tests that try to reach out
 * make it do so. Name look-ups come from other threads.
 */
const routeProbe = (thread: string, rest: string): string | null =>
  thread === 'Chrome_ChildIOT' && /htons\((53|443)\).*"(8\.8\.8\.8|2001:4860:4860::8888)"/.test(rest)
    ? 'Chromium’s route probe'
    : null;

function insideKind(family: string, rest: string): string | null {
  // AF_UNSPEC takes an earlier address back; netlink asks the kernel about its interfaces.
  if (family === 'AF_UNIX' || family === 'AF_UNSPEC' || family === 'AF_NETLINK') return family;
  if (family === 'AF_INET' && /inet_addr\("127\.\d+\.\d+\.\d+"\)/.test(rest)) return 'AF_INET loopback';
  if (family === 'AF_INET6' && /inet_pton\(AF_INET6, "::1"/.test(rest)) return 'AF_INET6 loopback';
  return null;
}

export function readConnections(file: string): Connections {
  return connectionsIn(fs.readFileSync(file, 'utf8'));
}
