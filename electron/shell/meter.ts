import { app } from 'electron';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Lag, LaneUsage, Meter } from '../../shared/meter.ts';

/** Fine enough to see a 20 ms stall, coarse enough to cost nothing: 100 wake-ups a second. */
const RESOLUTION_MS = 10;
const MINUTE_MS = 60_000;

export interface MeterSource {
  cells(): { readonly ran: number; readonly missed: number };
  ducks(): { readonly count: number; readonly undoneMs: number };
  lanes(): readonly LaneUsage[];
  framesDropped(): number;
}

/** Counts what Beside costs, from outside of what it counts. */
export class CostMeter {
  readonly #source: MeterSource;
  readonly #sinceStart = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #minute = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #lastMinute: Lag | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(source: MeterSource) {
    this.#source = source;
  }

  start(): void {
    this.#sinceStart.enable();
    this.#minute.enable();
    this.#timer = setInterval(() => {
      this.#lastMinute = lagOf(this.#minute);
      this.#minute.reset();
    }, MINUTE_MS);
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#sinceStart.disable();
    this.#minute.disable();
  }

  read(): Meter {
    const { ran, missed } = this.#source.cells();
    return {
      cellsRun: ran,
      cellsMissed: missed,
      lag: {
        lastMinute: this.#lastMinute ?? lagOf(this.#minute),
        sinceStart: lagOf(this.#sinceStart),
      },
      framesDropped: this.#source.framesDropped(),
      ducks: this.#source.ducks(),
      lanes: [...this.#source.lanes()],
      processes: app.getAppMetrics().map(({ type, name, serviceName, pid, cpu, memory }) => ({
        type,
        name: name ?? serviceName ?? null,
        pid,
        cpuMs: cpu.cumulativeCPUUsage === undefined ? null : cpu.cumulativeCPUUsage * 1000,
        residentBytes: memory.workingSetSize * 1024,
      })),
    };
  }
}

/** Node records the whole time between two timers: the wait that was asked for is no lag, and is taken off. */
function lagOf(histogram: ReturnType<typeof monitorEventLoopDelay>): Lag {
  const { count } = histogram;
  const ms = (nanoseconds: number): number =>
    count === 0 ? 0 : Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    count,
    p50Ms: ms(histogram.percentile(50)),
    p99Ms: ms(histogram.percentile(99)),
    maxMs: ms(histogram.max),
  };
}
