/** Whether and when a process that died is started again. Pure: the caller brings the time. */

export interface RestartState {
  /** When it died, ms, within the window. */
  readonly deathsMs: readonly number[];
}

export type RestartDecision =
  | { readonly restart: true; readonly delayMs: number }
  /** It would only die again: a person decides. */
  | { readonly restart: false };

export const noDeaths: RestartState = { deathsMs: [] };

/** VS Code's rule for its extension host: three restarts within five minutes, then a person decides. */
const WINDOW_MS = 5 * 60 * 1000;
const MOST_RESTARTS = 3;
const FIRST_DELAY_MS = 250;

export function afterDeath(
  state: RestartState,
  nowMs: number,
): { readonly state: RestartState; readonly decision: RestartDecision } {
  const deathsMs = [...state.deathsMs.filter((at) => nowMs - at < WINDOW_MS), nowMs];
  const decision: RestartDecision =
    deathsMs.length > MOST_RESTARTS
      ? { restart: false }
      : { restart: true, delayMs: FIRST_DELAY_MS * 4 ** (deathsMs.length - 1) };
  return { state: { deathsMs }, decision };
}
