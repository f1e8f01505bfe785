import type { Snapshot } from '../../shared/snapshot.ts';
import { floorOf } from '../interaction/engine.ts';
import type { EngineState } from '../interaction/state.ts';
import { checkEcho, echoCellOf, unchecked } from './echo-check.ts';
import { abilitiesShown, cuesShown, linesShown, quietShown } from './shown.ts';

/** What a cell brings besides the engine's state. */
interface CellSigns {
  /** The microphone's loudest since the cell before, dBFS; null: no sound came. */
  readonly levelDbfs: number | null;
  /** Signs of listening given since the start. */
  readonly nods: number;
  readonly lateCells: Snapshot['lateCells'];
}

/** The overlay's picture of the conversation: told what changed since the last cell, and nothing when nothing did. */
export class ConversationView {
  readonly #show: (change: Partial<Snapshot>) => void;
  #shown: Partial<Snapshot> = {};
  #echo = unchecked;

  constructor(show: (change: Partial<Snapshot>) => void) {
    this.#show = show;
  }

  cellDone(state: EngineState<unknown>, { levelDbfs, nods, lateCells }: CellSigns): void {
    this.#echo = checkEcho(this.#echo, echoCellOf(state, levelDbfs));
    const next: Partial<Snapshot> = {
      floor: floorOf(state),
      nods,
      levelDbfs,
      echo: this.#echo.verdict,
      lines: linesShown(state, this.#shown.lines),
      abilities: abilitiesShown(state, this.#shown.abilities),
      lateCells,
      cues: cuesShown(state, this.#shown.cues),
      quiet: quietShown(state, this.#shown.quiet),
    };
    const changed = (Object.keys(next) as (keyof Snapshot)[]).some((key) => next[key] !== this.#shown[key]);
    this.#shown = next;
    if (changed) this.#show(next);
  }
}
