import type { Cell, TimelineEvent } from './cell.ts';
import { provenanceOf } from './events.ts';
import type { Checkpoint } from './log.ts';

/** What is wrong with a timeline by itself, whatever a replay of it would give. */
export interface Flaw {
  readonly cell: number;
  /** Null: it is the cell's own. */
  readonly event: number | null;
  readonly what:
    | 'cell-out-of-order'
    | 'not-decided-once'
    | 'event-out-of-order'
    | 'time-runs-back'
    | 'wrong-provenance'
    | 'cause-missing'
    | 'cause-ahead'
    | 'cause-of-wrong-kind';
}

type Kind = TimelineEvent['kind'];

/** Looks at cells as they come: numbered without a gap, each decided once, every cause behind its outcome. */
export class Integrity {
  readonly #firstId: number;
  /** Of the events so far, from the first id on. */
  readonly #kinds: Kind[] = [];
  #nextCell: number;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor({ cell, events }: Pick<Checkpoint<unknown>, 'cell' | 'events'>) {
    this.#nextCell = cell;
    this.#firstId = events;
  }

  check(cell: Cell): Flaw[] {
    const flaws: Flaw[] = [];
    const found = (what: Flaw['what'], event: number | null = null): void =>
      void flaws.push({ cell: cell.index, event, what });
    if (cell.index !== this.#nextCell) found('cell-out-of-order');
    this.#nextCell = cell.index + 1;
    if (cell.events.filter(({ kind }) => kind === 'decided').length !== 1) found('not-decided-once');
    for (const event of cell.events) for (const what of this.#flawsOf(event)) found(what, event.id);
    return flaws;
  }

  #flawsOf(event: TimelineEvent): Flaw['what'][] {
    const flaws: Flaw['what'][] = [];
    if (event.id !== this.#firstId + this.#kinds.length) flaws.push('event-out-of-order');
    if (event.atMs < this.#lastMs) flaws.push('time-runs-back');
    if (event.provenance !== (event.kind === 'perceived' ? provenanceOf(event.what) : 'self'))
      flaws.push('wrong-provenance');
    const cause = this.#flawOfCause(event);
    if (cause) flaws.push(cause);
    this.#lastMs = event.atMs;
    this.#kinds.push(event.kind);
    return flaws;
  }

  #flawOfCause({ kind, cause }: TimelineEvent): Flaw['what'] | null {
    if (cause === null) return kind === 'act' ? 'cause-missing' : null;
    if (cause >= this.#firstId + this.#kinds.length) return 'cause-ahead';
    // From before the checkpoint: it is not here to be looked at.
    if (cause < this.#firstId) return null;
    const causeKind = this.#kinds[cause - this.#firstId];
    const fits = kind === 'act' ? causeKind !== 'act' : kind === 'perceived' && causeKind === 'act';
    return fits ? null : 'cause-of-wrong-kind';
  }
}
