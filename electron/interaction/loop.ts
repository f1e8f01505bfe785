import { CELL_MS } from '../../shared/audio.ts';
import type { Engine } from './engine.ts';
import type { EngineState } from './state.ts';
import { Causes } from './timeline/causes.ts';
import type { Cell, Happening, TimelineEvent } from './timeline/cell.ts';
import { provenanceOf, type Effect, type Perception } from './timeline/events.ts';
import type { LoopEvent } from './timeline/exchange-timings.ts';
import type { Provenance } from './timeline/provenance.ts';
import { CHECKPOINT_CELLS, Timeline } from './timeline/log.ts';
import { cellParts, noCellBefore, type CellParts } from './policy/learned/inputs.ts';
import type { PolicyView } from './policy/policy.ts';

/** Time as the loop sees it; a virtual one in scenarios. */
export interface Clock {
  /** Monotonic, ms. */
  nowMs(): number;
  /** The clock on the wall, ms since 1970. */
  wallMs(): number;
  /** How far the clock where the person is is ahead of UTC at `wallMs`, ms. */
  zoneMs(wallMs: number): number;
  /** Calls back once after `delayMs`; returns the way to prevent it. */
  after(delayMs: number, callback: () => void): () => void;
}

export interface LoopPorts<P> {
  readonly clock: Clock;
  /** Carries an effect out. Its outcome comes back through `perceive`, never as a return value. */
  perform(effect: Effect): void;
  /** After every cell. */
  cellDone(state: EngineState<P>, cell: Cell): void;
  /**
   * Shortly before each cell: asks the policy's network about it. What it tells comes back as a perception, and no cell
   * waits for it.
   */
  ask?(parts: CellParts): void;
  /** Sees everything as it passes and changes nothing: measuring stays outside what is measured. */
  observe?(event: LoopEvent, nowMs: number): void;
}

/** Later than this the computer slept: those cells are no missed deadlines. */
export const ASLEEP_MS = 2000;
/** The network is asked so long before a cell ends that what it tells is there by then. */
const ASKS_AHEAD_MS = 30;

/**
 * The 200 ms grid. Perceptions are taken in as they come, so that what is prepared loses no time to the grid;
 * decisions are made once a cell. A cell that comes late is run once, late; the ones it ran over are counted.
 */
export class MicroTurnLoop<P> {
  readonly log = new Timeline<P>();
  readonly #engine: Engine<P>;
  readonly #ports: LoopPorts<P>;
  #state: EngineState<P>;
  readonly #causes = new Causes();
  #events: TimelineEvent[] = [];
  #eventCount = 0;
  #view: PolicyView | null = null;
  #nextDueMs = 0;
  #missed = 0;
  #cancelTimer: (() => void) | null = null;
  #cancelAsking: (() => void) | null = null;
  #asked = noCellBefore;

  constructor(engine: Engine<P>, ports: LoopPorts<P>) {
    this.#engine = engine;
    this.#ports = ports;
    // An answer may be asked for before the first cell.
    const wallMs = ports.clock.wallMs();
    const book = { ...engine.initial.book, zoneMs: ports.clock.zoneMs(wallMs) };
    this.#state = { ...engine.initial, wallMs, book };
    this.#checkpoint();
  }

  get state(): EngineState<P> {
    return this.#state;
  }

  /** Cells that ran over their deadline since the start. */
  get missedCells(): number {
    return this.#missed;
  }

  start(): void {
    if (this.#cancelTimer) return;
    this.#nextDueMs = this.#ports.clock.nowMs() + CELL_MS;
    this.#wait();
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelAsking?.();
    this.#cancelTimer = null;
  }

  perceive(what: Perception): void {
    this.#observe({ type: 'perceived', what });
    const id = this.#happened({ kind: 'perceived', what }, provenanceOf(what), this.#causes.of(what));
    const step = this.#engine.perceive(this.#state, what);
    this.#state = step.state;
    this.#record(step.effects, id);
    this.#perform(step.effects);
  }

  #wait(): void {
    const delayMs = Math.max(0, this.#nextDueMs - this.#ports.clock.nowMs());
    this.#cancelTimer = this.#ports.clock.after(delayMs, () => this.#runCell());
    if (!this.#ports.ask) return;
    // A cell that came late leaves less time: that is no reason to ask about it twice.
    this.#cancelAsking?.();
    this.#cancelAsking = this.#ports.clock.after(Math.max(0, delayMs - ASKS_AHEAD_MS), () => this.#ask());
  }

  #ask(): void {
    const { parts, before } = cellParts(this.#state, this.#asked);
    this.#asked = before;
    this.#ports.ask?.(parts);
  }

  #runCell(): void {
    const nowMs = this.#ports.clock.nowMs();
    const lateMs = nowMs - this.#nextDueMs;
    if (lateMs >= ASLEEP_MS) this.#nextDueMs = nowMs;
    // Timers may fire a fraction of a millisecond early, which is no cell gained.
    else this.#missed += Math.max(0, Math.floor(lateMs / CELL_MS));
    this.#nextDueMs += CELL_MS * (1 + Math.max(0, Math.floor((nowMs - this.#nextDueMs) / CELL_MS)));
    // First of all: whatever fails below, there is a next cell.
    this.#wait();
    const index = this.#state.cell;
    const wallMs = this.#ports.clock.wallMs();
    const zoneMs = this.#ports.clock.zoneMs(wallMs);
    const step = this.#engine.decide(this.#state, nowMs, wallMs, zoneMs);
    this.#state = step.state;
    this.#observe({ type: 'decided', decision: step.ruling.decision });
    this.#view = sameView(this.#view, step.ruling.view);
    const ruling = { ...step.ruling, view: this.#view };
    const id = this.#happened({ kind: 'decided', ruling }, 'self', null);
    this.#record(step.effects, id);
    const cell: Cell = { index, atMs: nowMs, wallMs, zoneMs, events: this.#events };
    this.#events = [];
    // Before anything is carried out: an answer may be asked for that is about this very cell.
    this.log.append(cell);
    this.#perform(step.effects);
    if (step.state.cell % CHECKPOINT_CELLS === 0) this.#checkpoint();
    this.#ports.cellDone(step.state, cell);
  }

  #checkpoint(): void {
    const { cell } = this.#state;
    const atMs = this.#ports.clock.nowMs();
    this.log.checkpoint({ cell, events: this.#eventCount, atMs, state: this.#state });
  }

  /** All of them before any is carried out: one that is at once may bring its outcome before the next. */
  #record(effects: readonly Effect[], cause: number): void {
    for (const effect of effects)
      this.#causes.acted(effect, this.#happened({ kind: 'act', effect }, 'self', cause));
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.#observe({ type: 'effect', effect });
      this.#ports.perform(effect);
    }
  }

  #happened(what: Happening, provenance: Provenance, cause: number | null): number {
    const id = this.#eventCount++;
    this.#events.push({ ...what, id, atMs: this.#ports.clock.nowMs(), provenance, cause });
    return id;
  }

  #observe(event: LoopEvent): void {
    this.#ports.observe?.(event, this.#ports.clock.nowMs());
  }
}

/** The one before where nothing changed: an hour of silence is kept once. */
function sameView(before: PolicyView | null, view: PolicyView): PolicyView {
  const keys = Object.keys(view) as (keyof PolicyView)[];
  // A field that is there no more is a change too.
  if (!before || Object.keys(before).length !== keys.length) return view;
  return keys.every((key) => before[key] === view[key]) ? before : view;
}
