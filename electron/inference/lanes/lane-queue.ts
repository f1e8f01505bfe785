import type { LaneCommand } from './lane-protocol.ts';

/**
 * What waits for a lane, in the order in which it will be worked on. Bounded: a lane that falls behind drops what is
 * worth least and says so, and memory stays flat.
 */

type Work = Exclude<LaneCommand, { type: 'cancel' }>;

/** 3 s of 20 ms frames: older sound is judged too late for any decision. */
const MOST_SOUND = 150;
/** A partial, an ending, and the closed stretch before it. */
const MOST_RECOGNITIONS = 3;
/** An answer, the one that replaces it, and two more for a person who types fast. */
const MOST_SYNTHESES = 4;

const MOST = {
  sound: MOST_SOUND,
  recognise: MOST_RECOGNITIONS,
  synthesise: MOST_SYNTHESES,
  // A cell that nobody has looked at when the next one ends is over.
  decide: 1,
  forget: 1,
} as const;

export interface Refusal {
  readonly requestId: string;
  readonly reason: 'superseded' | 'queue full';
}

export class LaneQueue {
  #waiting: Work[] = [];
  #dropped = 0;

  get length(): number {
    return this.#waiting.length;
  }

  /** Pieces of work that were given up since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Queues a piece of work; what is given up for it has to be answered. */
  offer(work: Work): Refusal[] {
    const refused = work.type === 'recognise' && work.voiceActive ? this.#supersede() : [];
    this.#insert(work);
    const same = this.#waiting.filter(({ type }) => type === work.type);
    if (same.length <= MOST[work.type]) return refused;
    const victim = worthLeast(same);
    this.#waiting = this.#waiting.filter((one) => one !== victim);
    this.#dropped += 1;
    return victim && 'requestId' in victim
      ? [...refused, { requestId: victim.requestId, reason: 'queue full' }]
      : refused;
  }

  take(): Work | null {
    return this.#waiting.shift() ?? null;
  }

  /** Takes a request out that nobody wants any more; false when it does not wait here. */
  cancel(requestId: string): boolean {
    const left = this.#waiting.filter((one) => !('requestId' in one) || one.requestId !== requestId);
    const found = left.length < this.#waiting.length;
    this.#waiting = left;
    return found;
  }

  /** A partial of older sound is worth nothing beside one of newer. */
  #supersede(): Refusal[] {
    const stale = this.#waiting.flatMap((one) => (isPartial(one) ? [one.requestId] : []));
    this.#waiting = this.#waiting.filter((one) => !isPartial(one));
    this.#dropped += stale.length;
    return stale.map((requestId) => ({ requestId, reason: 'superseded' }));
  }

  /** Endings go before partials: an answer waits for them. */
  #insert(work: Work): void {
    const before = work.type === 'recognise' && !work.voiceActive ? this.#waiting.findIndex(isPartial) : -1;
    if (before < 0) this.#waiting.push(work);
    else this.#waiting.splice(before, 0, work);
  }
}

/**
 * Of sound and cells the oldest; of hearings a partial, or else the oldest closed stretch, whose words are known as far as they
 * were heard by the quick recogniser; of answers the newest: it is shown instead.
 */
function worthLeast(same: readonly Work[]): Work | undefined {
  const [first] = same;
  if (first?.type === 'synthesise') return same.at(-1);
  return same.find(isPartial) ?? first;
}

function isPartial(work: Work): work is Extract<Work, { type: 'recognise' }> {
  return work.type === 'recognise' && work.voiceActive;
}
