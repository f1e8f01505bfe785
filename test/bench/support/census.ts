import type { ElectronApplication } from '@playwright/test';
import type { LaneUsage } from '../../../shared/meter.ts';
import type { BenchDesk } from './desk.ts';
import { costs, type ProcessCost } from './processes.ts';

/** The whole app at one moment: each process and each lane, cumulative processor time and memory. */
export interface Census {
  readonly atMs: number;
  readonly processes: readonly ProcessCost[];
  readonly lanes: readonly LaneUsage[];
}

/** Pages that share Chromium's name "renderer", by the windows that show them. */
async function names(app: ElectronApplication): Promise<ReadonlyMap<number, string>> {
  const found = await app.evaluate(({ app: running, BrowserWindow }) => [
    ...running
      .getAppMetrics()
      .flatMap(({ pid, name }): [number, string][] => (name === undefined ? [] : [[pid, name]])),
    ...BrowserWindow.getAllWindows().map((window): [number, string] => [
      window.webContents.getOSProcessId(),
      window.webContents.getURL().includes('/overlay/') ? 'overlay (page)' : 'capture window (page)',
    ]),
  ]);
  return new Map(found);
}

export async function census(desk: BenchDesk): Promise<Census> {
  const known = await names(desk.launched.app);
  const { lanes } = await desk.meter();
  return { atMs: performance.now(), processes: costs(desk.pid, known), lanes };
}

/** From outside only, so that looking costs the app nothing. */
export function quietCensus(desk: BenchDesk, known: Census): Census {
  const named = new Map(known.processes.map(({ pid, name }) => [pid, name]));
  return { atMs: performance.now(), processes: costs(desk.pid, named), lanes: [] };
}

/** What main's event loop did between two calls, ms: this much later than asked came a timer of 10 ms. */
export interface LoopLag {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const RESOLUTION_MS = 10;
const WATCH = '__besideBenchLag';

export async function watchLag(app: ElectronApplication): Promise<() => Promise<LoopLag>> {
  await app.evaluate(
    (_electron, { name, resolution }) => {
      const hooks = process.getBuiltinModule('node:perf_hooks');
      const histogram = hooks.monitorEventLoopDelay({ resolution });
      histogram.enable();
      (globalThis as Record<string, unknown>)[name] = histogram;
    },
    { name: WATCH, resolution: RESOLUTION_MS },
  );
  return async () => {
    const read = await app.evaluate((_electron, name) => {
      const histogram = (globalThis as Record<string, unknown>)[name] as {
        count: number;
        max: number;
        percentile(at: number): number;
      };
      return {
        count: histogram.count,
        p50: histogram.percentile(50),
        p99: histogram.percentile(99),
        max: histogram.max,
      };
    }, WATCH);
    // The wait that was asked for is no lag.
    const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    return { count: read.count, p50Ms: ms(read.p50), p99Ms: ms(read.p99), maxMs: ms(read.max) };
  };
}
