import type { Veto } from '../../../shared/manners.ts';
import type { PolicyView } from '../policy/policy.ts';
import type { Decision, Effect, Perception } from './events.ts';
import type { Provenance } from './provenance.ts';

/** Who wanted what a micro-turn did: the policy, the scheduler of due cues, or the person's own hand. */
export type WantedBy = 'policy' | 'scheduler' | 'person';

/** How a micro-turn was decided: what the policy saw and wanted, what was to be done, and what the licence said to it. */
export interface Ruling {
  /** The same object as the cell before where nothing changed. */
  readonly view: PolicyView;
  /** The policy's output, whatever became of it. */
  readonly output: Decision;
  readonly by: WantedBy;
  /** What was wanted in the end. */
  readonly decision: Decision;
  /** Why it was not done, or not aloud; null: it was done. */
  readonly veto: Veto | null;
}

/** What happened at one point of the timeline. */
export type Happening =
  | { readonly kind: 'perceived'; readonly what: Perception }
  | { readonly kind: 'decided'; readonly ruling: Ruling }
  | { readonly kind: 'act'; readonly effect: Effect };

/** An event of the timeline. */
export type TimelineEvent = Happening & {
  /** Counts the session's events, without gaps. */
  readonly id: number;
  /** Monotonic, ms. */
  readonly atMs: number;
  readonly provenance: Provenance;
  /** The event that it follows from: an act's perception or decision, an outcome's act. Null: it came by itself. */
  readonly cause: number | null;
};

/** One 200 ms micro-turn as the log keeps it: what came in since the one before, then its decision and what followed. */
export interface Cell {
  readonly index: number;
  readonly atMs: number;
  /** Wall clock, ms since 1970. */
  readonly wallMs: number;
  /** How far the person's clock was ahead of UTC, ms. */
  readonly zoneMs: number;
  readonly events: readonly TimelineEvent[];
}

/** What a cell decided. Every cell of the log has decided once. */
export function rulingOf(cell: Cell): Ruling {
  for (const event of cell.events) if (event.kind === 'decided') return event.ruling;
  throw new Error(`cell ${cell.index} has decided nothing`);
}

export const effectsOf = ({ events }: Pick<Cell, 'events'>): Effect[] =>
  events.flatMap((event) => (event.kind === 'act' ? [event.effect] : []));

export const perceivedIn = ({ events }: Pick<Cell, 'events'>): Perception[] =>
  events.flatMap((event) => (event.kind === 'perceived' ? [event.what] : []));
