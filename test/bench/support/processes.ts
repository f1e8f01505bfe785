import fs from 'node:fs';

/** What each process of the app costs, from /proc (Linux). */
export interface ProcessCost {
  readonly pid: number;
  readonly name: string;
  readonly cpuMs: number;
  readonly residentBytes: number;
  /** Its share of the memory: what it has alone, and of what it shares a part for each that shares it. */
  readonly proportionalBytes: number;
}

/** USER_HZ is 100 on every Linux that Electron runs on. */
const TICK_MS = 10;

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function childrenOf(pid: number): number[] {
  try {
    return fs
      .readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(/\s+/))
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** The process and everything below it. */
export const processTree = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(processTree)];

export function cpuMsOf(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  // The name may hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

function memoryOf(pid: number): { residentBytes: number; proportionalBytes: number } {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024;
  return { residentBytes: bytes('Rss'), proportionalBytes: bytes('Pss') };
}

/** What Chromium calls it on its command line. */
function nameOf(pid: number, known: ReadonlyMap<number, string>): string {
  const told = known.get(pid);
  if (told !== undefined) return told;
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const utility = /--utility-sub-type=(\S+)/.exec(command)?.[1];
  return utility ?? /--type=(\S+)/.exec(command)?.[1] ?? 'main';
}

/** `known` names pids that only the app itself can tell apart. */
export function costs(rootPid: number, known: ReadonlyMap<number, string>): ProcessCost[] {
  return processTree(rootPid).map((pid) => ({
    pid,
    name: nameOf(pid, known),
    cpuMs: cpuMsOf(pid),
    ...memoryOf(pid),
  }));
}
