import type { LaneThread } from '../../../electron/inference/inference-host.ts';
import type { LaneCommand, LaneEvent } from '../../../electron/inference/lanes/lane-protocol.ts';
import { LaneQueue } from '../../../electron/inference/lanes/lane-queue.ts';
import type { Clock } from '../../../electron/interaction/loop.ts';

type Work = Exclude<LaneCommand, { type: 'cancel' }>;

/** An event of a piece of work, and when it lands: virtual ms after the work was begun. */
export interface Landing {
  readonly afterMs: number;
  readonly event: LaneEvent;
}

export interface VirtualLaneOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Does the work in real time, and says when in virtual time its outcomes land. The last one frees the lane. */
  work(work: Work): Promise<readonly Landing[]>;
  /**
   * Does real work that virtual time has to wait for, one piece after the other over all lanes: what is quick in one run
   * and slow in the next, because it was kept, must not change who of two comes first at the same moment.
   */
  inTurn(work: () => Promise<void>): void;
  emit(event: LaneEvent): void;
}

/**
 * A lane on the virtual clock: a single server behind the real lane's own queue. What is cancelled while it is being
 * worked on holds the lane until its next outcome: the real lanes look up between two steps, and the longest of their
 * steps, the encoder's, comes first.
 */
export class VirtualLane implements LaneThread {
  readonly #options: VirtualLaneOptions;
  readonly #queue = new LaneQueue();
  readonly #cancelled = new Set<string>();
  #busy = false;
  #stopped = false;

  constructor(options: VirtualLaneOptions) {
    this.#options = options;
  }

  post(command: LaneCommand): void {
    if (command.type === 'cancel') {
      if (!this.#queue.cancel(command.requestId)) this.#cancelled.add(command.requestId);
      return;
    }
    for (const { requestId, reason } of this.#queue.offer(command))
      this.#options.emit({ type: 'failed', requestId, reason });
    this.#next();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
  }

  #next(): void {
    if (this.#busy || this.#stopped) return;
    const work = this.#queue.take();
    if (!work) return;
    this.#busy = true;
    this.#options.inTurn(async () => this.#land(work, await this.#options.work(work), 0));
  }

  #land(work: Work, landings: readonly Landing[], doneMs: number): void {
    const [first, ...rest] = landings;
    if (!first) return this.#free(work);
    this.#options.clock.after(Math.max(0, first.afterMs - doneMs), () => {
      if (this.#stopped) return;
      if ('requestId' in work && this.#cancelled.has(work.requestId)) return this.#free(work);
      this.#options.emit(first.event);
      this.#land(work, rest, first.afterMs);
    });
  }

  #free(work: Work): void {
    if ('requestId' in work) this.#cancelled.delete(work.requestId);
    this.#busy = false;
    this.#next();
  }
}
