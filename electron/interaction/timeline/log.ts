import type { Cell } from './events.ts';

/** The last 60 minutes, in memory only. */
const KEPT_MS = 60 * 60 * 1000;

/** Append-only log of cells; the oldest fall off, in blocks so that appending stays constant. */
export class CellLog {
  #cells: Cell[] = [];
  readonly #keptMs: number;

  constructor(keptMs: number = KEPT_MS) {
    this.#keptMs = keptMs;
  }

  /** Throws when a cell is out of order: a timeline with a fold in it is worth nothing. */
  append(cell: Cell): void {
    const last = this.#cells.at(-1);
    if (last && cell.index <= last.index) throw new Error(`cell ${cell.index} after cell ${last.index}`);
    this.#cells.push(cell);
    const oldest = this.#cells[0];
    if (oldest && cell.atMs - oldest.atMs > this.#keptMs * 1.1) {
      this.#cells = this.#cells.filter((one) => cell.atMs - one.atMs <= this.#keptMs);
    }
  }

  get cells(): readonly Cell[] {
    return this.#cells;
  }
}
