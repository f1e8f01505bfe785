import { CELL_MS } from '../../../shared/audio.ts';
import type { LateCells } from '../../../shared/meter.ts';

/** How many cells of the last minute were missed. */
export interface LateCellsState {
  /** Cells missed up to the last one, as the loop counts them. */
  readonly missedBefore: number;
  /** Oldest first; one entry for each cell that ran over others, so empty as long as all is well. */
  readonly late: readonly { readonly atMs: number; readonly missed: number }[];
  /** The same object until a number changes. */
  readonly shown: LateCells | null;
}

const WINDOW_MS = 60_000;
const WINDOW_CELLS = WINDOW_MS / CELL_MS;

export const noLateCells: LateCellsState = { missedBefore: 0, late: [], shown: null };

/** After each cell. `missed` and `ran`: the loop's counts since its start. */
export function countLateCells(
  state: LateCellsState,
  { missed, ran }: { readonly missed: number; readonly ran: number },
  nowMs: number,
): LateCellsState {
  const more = missed - state.missedBefore;
  if (more === 0 && state.late.length === 0) return state;
  const kept = state.late.filter(({ atMs }) => nowMs - atMs < WINDOW_MS);
  const late = more > 0 ? [...kept, { atMs: nowMs, missed: more }] : kept;
  const all = late.reduce((sum, one) => sum + one.missed, 0);
  const of = Math.min(WINDOW_CELLS, ran + missed);
  const shown = all === 0 ? null : { missed: Math.min(all, of), of };
  const same = shown?.missed === state.shown?.missed && shown?.of === state.shown?.of;
  return { missedBefore: missed, late, shown: same ? state.shown : shown };
}
