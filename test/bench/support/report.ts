import os from 'node:os';
import { env as onnxruntimeEnv } from 'onnxruntime-node';
import { capture } from '../../../.ci/commands.ts';
import type { Summary } from './statistics.ts';

/** What a bench prints: Markdown on stdout, its progress on stderr. */

export const print = (text = ''): void => void process.stdout.write(`${text}\n`);
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);

export type Cell = string | number;

export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A number for a table; a dash where nothing was measured. */
export function figure(value: number | null | undefined, digits = 0): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}

export const summaryHead = ['N', 'p50', 'p95', 'least–most', '95 % of p50'] as const;
export function summaryCells({ n, p50, p95, min, max, interval }: Summary, digits = 0): string[] {
  if (n === 0) return ['0', '–', '–', '–', '–'];
  return [
    String(n),
    figure(p50, digits),
    figure(p95, digits),
    `${figure(min, digits)}–${figure(max, digits)}`,
    `${figure(interval.low, digits)}–${figure(interval.high, digits)}`,
  ];
}

/** Others on the machine: more than this, in processors, and timings are not to be trusted. */
const BUSY_LOAD = 0.4;

export interface Start {
  readonly load: number;
  readonly busy: boolean;
}

/** The load before the bench itself makes some; loud when somebody else is at work. */
export function lookAround(): Start {
  const load = os.loadavg()[0] ?? 0;
  const busy = load > BUSY_LOAD;
  if (busy)
    progress(
      `\n!!! The machine is busy: load ${load.toFixed(2)} over the last minute. Timings will be disturbed.\n!!! End what else runs, wait a minute and run this again; the tables will say that they are disturbed.\n`,
    );
  return { load, busy };
}

/** The commit that runs, and whether it is changed. */
export function commitHere(): string {
  const commit = capture('git', ['rev-parse', '--short', 'HEAD']).stdout.trim() || 'no git';
  const dirty = capture('git', ['status', '--porcelain', '--untracked-files=no']).stdout.trim() !== '';
  return `${commit}${dirty ? ' with changes' : ''}`;
}

/** What figures were made with. */
export function madeWith(start: Start, electron: string): string {
  const cpu = os.cpus()[0]?.model ?? 'unknown processor';
  const gigabytes = (os.totalmem() / 2 ** 30).toFixed(1);
  return `${os.cpus().length} × ${cpu}, ${gigabytes} GiB; ${os.platform()} ${os.arch()}, kernel ${os.release()}. ${electron}, Node ${process.versions.node}, onnxruntime ${onnxruntimeEnv.versions.node ?? '?'}. Commit ${commitHere()}. Load before the start ${start.load.toFixed(2)}.`;
}

/** The heading of an entry in RESULTS.md and what the figures were made with. */
export function heading(what: string, command: string, start: Start, electron: string): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    `## ${day} · ${what} · \`${command}\``,
    '',
    madeWith(start, electron),
    ...(start.busy
      ? ['', '**Disturbed: something else was running on the machine. Not for comparison.**']
      : []),
  ].join('\n');
}

/** A part that fails costs its own rows and no others: the rest of a long bench is still worth having. */
export async function attempt<T>(what: string, task: () => Promise<T>): Promise<T | null> {
  try {
    return await task();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    progress(`${what} failed: ${why}`);
    failures.push(`${what}: ${why.split('\n')[0] ?? ''}`);
    return null;
  }
}

const failures: string[] = [];

/** To be printed below the tables. Returns the exit code. */
export function printFailures(): number {
  if (failures.length > 0) print(`\n**Incomplete: ${failures.join('; ')}**`);
  return failures.length > 0 ? 1 : 0;
}
