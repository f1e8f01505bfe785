import type { EngineState } from '../state.ts';
import type { Cell } from './cell.ts';

/**
 * Where a replay can begin: the engine's whole state between two cells. It is plain data and bounded (standing
 * instructions, speech not heard yet, the last lines), so that nothing has to be summed up.
 */
export interface Checkpoint<P> {
  /** Cells done so far: the next one has this index. */
  readonly cell: number;
  /** Events so far. */
  readonly events: number;
  readonly atMs: number;
  readonly state: EngineState<P>;
}

/** The last 60 minutes, in memory only. */
const KEPT_MS = 60 * 60 * 1000;
/** Between two checkpoints, 5 minutes: so much more than asked for is kept at most. */
export const CHECKPOINT_CELLS = 1500;

/** Append-only log of cells. The oldest fall off up to a checkpoint, so that what is left can be replayed. */
export class Timeline<P> {
  #cells: Cell[] = [];
  #checkpoints: Checkpoint<P>[] = [];
  readonly #keptMs: number;

  constructor(keptMs: number = KEPT_MS) {
    this.#keptMs = keptMs;
  }

  /** Throws when a cell is out of order: a timeline with a fold in it is worth nothing. */
  append(cell: Cell): void {
    const last = this.#cells.at(-1);
    if (last && cell.index <= last.index) throw new Error(`cell ${cell.index} after cell ${last.index}`);
    this.#cells.push(cell);
  }

  /** The state after the newest cell. What lies too far back falls off. */
  checkpoint(taken: Checkpoint<P>): void {
    this.#checkpoints.push(taken);
    const oldestMs = taken.atMs - this.#keptMs;
    const first = this.#checkpoints.findLastIndex(({ atMs }) => atMs <= oldestMs);
    if (first <= 0) return;
    this.#checkpoints = this.#checkpoints.slice(first);
    const from = this.#checkpoints[0]?.cell ?? 0;
    this.#cells = this.#cells.filter(({ index }) => index >= from);
  }

  /** The state before the oldest cell; null before the first checkpoint. */
  get start(): Checkpoint<P> | null {
    return this.#checkpoints[0] ?? null;
  }

  /** Where a replay can begin, oldest first. */
  get checkpoints(): readonly Checkpoint<P>[] {
    return this.#checkpoints;
  }

  get cells(): readonly Cell[] {
    return this.#cells;
  }
}
