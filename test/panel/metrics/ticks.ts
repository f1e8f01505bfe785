import type { Voiced } from '../outcome.ts';

/** The τ-voice panel's clock. */

export const TICK_MS = 200;
export const tickOf = (atMs: number): number => Math.floor(atMs / TICK_MS);

export const voicedIn = (stretches: readonly Voiced[], tick: number): boolean =>
  stretches.some(({ fromMs, toMs }) => fromMs < (tick + 1) * TICK_MS && toMs >= tick * TICK_MS);

/** The first tick without Beside's voice, of so many from the one on in which this is. */
export function silentTick(stretches: readonly Voiced[], fromMs: number, ticks: number): number | null {
  const first = tickOf(fromMs);
  for (let tick = first; tick < first + ticks; tick++) if (!voicedIn(stretches, tick)) return tick;
  return null;
}
