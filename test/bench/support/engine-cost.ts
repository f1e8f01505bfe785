import v8 from 'node:v8';
import type { EngineState } from '../../../electron/interaction/state.ts';
import type { TapedCell, Tape } from './engine-session.ts';

/** What the engine costs on a tape. It is a function of its arguments: the same tape from the same state is the same work. */

/** Microseconds of each cell. */
export function costOfCells(tape: Tape, repeats: number): number[] {
  const all: number[] = [];
  for (let i = 0; i < repeats; i += 1) {
    let { state } = tape;
    for (const cell of tape.cells) {
      const fromMs = performance.now();
      state = run(tape, state, cell);
      all.push(1000 * (performance.now() - fromMs));
    }
  }
  return all;
}

/** So few that the young generation does not fill in between: a collection would be taken for less allocated. */
const CELLS_AT_ONCE = 50;

/** Bytes a cell, in stretches of cells with a collection before each. */
export function allocatedPerCell(tape: Tape, repeats: number): number[] {
  const all: number[] = [];
  for (let i = 0; i < repeats; i += 1) {
    const from = (i * CELLS_AT_ONCE) % Math.max(1, tape.cells.length - CELLS_AT_ONCE);
    let { state } = tape;
    for (const cell of tape.cells.slice(0, from)) state = run(tape, state, cell);
    const cells = tape.cells.slice(from, from + CELLS_AT_ONCE);
    globalThis.gc?.();
    const before = v8.getHeapStatistics().used_heap_size;
    for (const cell of cells) state = run(tape, state, cell);
    const bytes = v8.getHeapStatistics().used_heap_size - before;
    if (bytes >= 0) all.push(bytes / cells.length);
  }
  return all;
}

export function memoryAfterCollection(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function run({ engine }: Tape, before: EngineState<null>, cell: TapedCell): EngineState<null> {
  let state = before;
  for (const what of cell.perceived) ({ state } = engine.perceive(state, what));
  return engine.decide(state, cell.atMs, cell.wallMs, cell.zoneMs).state;
}
