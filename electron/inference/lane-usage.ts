import type { LaneName, UsageEvent } from '../../shared/inference.ts';
import type { LaneEvent } from './lanes/lane-protocol.ts';

type Usage = Omit<Extract<LaneEvent, { type: 'usage' }>, 'type'>;

const nothing: Usage = { cpuMs: 0, queued: 0, dropped: 0 };

/** Sums what the lanes cost, over threads that died and were replaced. */
export class LaneUsage {
  readonly #now = new Map<LaneName, Usage>();
  readonly #before = new Map<LaneName, Usage>();

  get perLane(): UsageEvent['lanes'] {
    const lanes = new Set([...this.#before.keys(), ...this.#now.keys()]);
    return [...lanes].map((lane) => {
      const [now, before] = [this.#now.get(lane) ?? nothing, this.#before.get(lane) ?? nothing];
      return {
        lane,
        cpuMs: now.cpuMs + before.cpuMs,
        queued: now.queued,
        dropped: now.dropped + before.dropped,
      };
    });
  }

  note(lane: LaneName, { cpuMs, queued, dropped }: Usage): void {
    this.#now.set(lane, { cpuMs, queued, dropped });
  }

  /** The thread is gone: another will count from nothing. */
  threadGone(lane: LaneName): void {
    const mine = this.perLane.find((one) => one.lane === lane);
    if (mine) this.#before.set(lane, { ...mine, queued: 0 });
    this.#now.delete(lane);
  }
}
