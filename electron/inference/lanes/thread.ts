import fs from 'node:fs';
import os from 'node:os';
import type { LaneName } from '../../../shared/inference.ts';

/** What a lane asks of the system about the thread it runs on. */

/**
 * Niceness by lane. Voice activity decides in every cell and costs little; partials and the voice are waited for within
 * a sentence; the precise recogniser has the most to do and may take longest. Raising it needs no rights.
 */
const NICENESS: Readonly<Record<LaneName, number>> = {
  floor: 0,
  'hear-fast': 1,
  speak: 2,
  'speak-natural': 3,
  'hear-final': 4,
};

/** Gives this thread its lane's priority. Linux only: elsewhere niceness belongs to whole processes. */
export function setThreadPriority(lane: LaneName): void {
  const thread = threadId();
  if (thread === null) return;
  try {
    os.setPriority(thread, NICENESS[lane]);
  } catch {
    // A sandbox may forbid it; the lane works all the same.
  }
}

/** The system's number of this thread; Linux takes it wherever it takes a process's. */
function threadId(): number | null {
  if (process.platform !== 'linux') return null;
  try {
    return Number(/\d+$/.exec(fs.readlinkSync('/proc/thread-self'))?.[0] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

/** Processor time of this thread so far, ms; `busyMs` where the system does not tell. */
export function threadCpuMs(busyMs: number): number {
  const self = process as NodeJS.Process & { threadCpuUsage?: () => { user: number; system: number } };
  // Node 22.19 and later; Electron 33 carries 20.
  const usage = self.threadCpuUsage?.();
  if (usage) return (usage.user + usage.system) / 1000;
  if (process.platform !== 'linux') return busyMs;
  try {
    // Nanoseconds on the processor, first of three numbers.
    return Number(fs.readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return busyMs;
  }
}
