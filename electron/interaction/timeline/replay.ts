import { createEngine, type Engine } from '../engine.ts';
import { defaultEndOfTurn, endOfTurn } from '../policy/end-of-turn.ts';
import { learnedNamed } from '../policy/learned/learned.ts';
import type { Policy } from '../policy/policy.ts';
import { defaultSilenceTimeout, silenceTimeout } from '../policy/silence-timeout.ts';
import type { EngineState, Step } from '../state.ts';
import { canonical } from './canonical.ts';
import type { Cell, Ruling, TimelineEvent } from './cell.ts';
import type { Decision, Effect } from './events.ts';
import { Integrity, type Flaw } from './integrity.ts';
import type { Checkpoint } from './log.ts';

/**
 * Runs a logged session again: the engine gets what it got then, and has to decide and to ask for the same, byte for byte.
 */

/** Where a replay and the log part. Null: there was nothing of the kind. */
export type Difference = {
  readonly cell: number;
  /** The event as logged, or the one that was answered with an act that is not in the log. */
  readonly event: number;
} & (
  | { readonly what: 'ruling'; readonly logged: Ruling; readonly came: Ruling }
  | { readonly what: 'output'; readonly logged: Decision; readonly came: Decision }
  | { readonly what: 'act'; readonly logged: Effect | null; readonly came: Effect | null }
);

export interface ReplayReport {
  readonly cells: number;
  readonly events: number;
  /** Compared, whether they were the same or not. */
  readonly decisions: number;
  readonly acts: number;
  /** All of them. */
  readonly differing: number;
  readonly flawed: number;
  /** The first of them: after one, all that follows may differ. */
  readonly differences: readonly Difference[];
  readonly flaws: readonly Flaw[];
}

/** Differences and flaws that are kept of each. */
const KEPT = 10;

/** The policy of that name; null: it is not one of ours, and what it put out then has to stand in for it. */
export function policyNamed(name: string): Policy<unknown> | null {
  const percent = /^end-of-turn-(\d+)$/.exec(name)?.[1];
  if (percent !== undefined) return endOfTurn({ ...defaultEndOfTurn, threshold: Number(percent) / 100 });
  const timeoutMs = /^silence-timeout-(\d+)$/.exec(name)?.[1];
  if (timeoutMs === undefined) return learnedNamed(name);
  return silenceTimeout({ ...defaultSilenceTimeout, timeoutMs: Number(timeoutMs) });
}

export interface Replayed {
  readonly report: ReplayReport;
  /** After the last cell. */
  readonly state: EngineState<unknown>;
}

/** Runs cells from a checkpoint on. Without a policy its logged outputs are used. */
export function replay(
  policy: Policy<unknown> | null,
  start: Checkpoint<unknown>,
  cells: Iterable<Cell>,
): Replayed {
  const run = new Replay(policy, start);
  for (const cell of cells) run.cell(cell);
  return { report: run.report, state: run.state };
}

class Replay {
  state: EngineState<unknown>;
  readonly #engine: Engine<unknown>;
  readonly #findings: Findings;
  /** What the policy put out in the cell at hand. */
  #logged: Decision;
  /** Acts that have come and are to be in the log next. */
  #owed: { readonly by: number; readonly effects: Effect[] } = { by: -1, effects: [] };

  constructor(policy: Policy<unknown> | null, start: Checkpoint<unknown>) {
    this.state = start.state;
    this.#findings = new Findings(start);
    this.#logged = start.state.decision;
    this.#engine = createEngine(policy ?? this.#loggedPolicy());
  }

  get report(): ReplayReport {
    return this.#findings.report;
  }

  cell(cell: Cell): void {
    this.#findings.cell(cell);
    for (const event of cell.events) this.#event(cell, event);
    this.#settle(cell);
  }

  #event(cell: Cell, event: TimelineEvent): void {
    switch (event.kind) {
      case 'perceived':
        this.#settle(cell);
        return this.#take(event.id, this.#engine.perceive(this.state, event.what));
      case 'decided': {
        this.#settle(cell);
        this.#logged = event.ruling.output;
        const step = this.#engine.decide(this.state, cell.atMs, cell.wallMs, cell.zoneMs);
        const [logged, came] = [event.ruling, step.ruling];
        this.#findings.compare({ cell: cell.index, event: event.id, what: 'ruling', logged, came });
        return this.#take(event.id, step);
      }
      case 'act': {
        const came = event.cause === this.#owed.by ? (this.#owed.effects.shift() ?? null) : null;
        const logged = event.effect;
        this.#findings.compare({ cell: cell.index, event: event.id, what: 'act', logged, came });
      }
    }
  }

  #take(by: number, step: Step<unknown>): void {
    this.state = step.state;
    this.#owed = { by, effects: [...step.effects] };
  }

  /** What should have been done by now and is not in the log. */
  #settle({ index }: Cell): void {
    for (const came of this.#owed.effects.splice(0))
      this.#findings.compare({ cell: index, event: this.#owed.by, what: 'act', logged: null, came });
  }

  #loggedPolicy(): Policy<unknown> {
    const step: Policy<unknown>['step'] = (state) => ({ state, decision: this.#logged });
    return { name: 'logged', initial: null, step };
  }
}

/**
 * For a log without words, which no engine can follow: what the policy makes of what it saw then, and that its output was
 * what was wanted wherever nobody else had a say.
 */
export function replayRulings(
  policy: Policy<unknown> | null,
  start: Checkpoint<unknown>,
  cells: Iterable<Cell>,
): ReplayReport {
  const findings = new Findings(start);
  let state = start.state.policy;
  for (const cell of cells) {
    findings.cell(cell);
    const decided = cell.events.find((one) => one.kind === 'decided');
    if (!decided) continue;
    const event = decided.id;
    const { view, output, by, decision } = decided.ruling;
    const chosen = policy?.step(state, view, cell.atMs) ?? { state, decision: output };
    state = chosen.state;
    findings.compare({ cell: cell.index, event, what: 'output', logged: output, came: chosen.decision });
    if (by === 'policy' && canonical(decision) !== canonical(output))
      findings.differs({ cell: cell.index, event, what: 'output', logged: decision, came: output });
  }
  return findings.report;
}

/** Counts what was compared and keeps the first that was not as it should be. */
class Findings {
  readonly #integrity: Integrity;
  readonly #counts = { cells: 0, events: 0, decisions: 0, acts: 0, differing: 0, flawed: 0 };
  readonly #differences: Difference[] = [];
  readonly #flaws: Flaw[] = [];

  constructor(start: Checkpoint<unknown>) {
    this.#integrity = new Integrity(start);
  }

  get report(): ReplayReport {
    return { ...this.#counts, differences: [...this.#differences], flaws: [...this.#flaws] };
  }

  cell(cell: Cell): void {
    this.#counts.cells += 1;
    this.#counts.events += cell.events.length;
    const flaws = this.#integrity.check(cell);
    this.#counts.flawed += flaws.length;
    this.#flaws.push(...flaws.slice(0, KEPT - this.#flaws.length));
  }

  compare(both: Difference): void {
    if (both.what === 'act') this.#counts.acts += 1;
    else this.#counts.decisions += 1;
    if (canonical(both.logged) !== canonical(both.came)) this.differs(both);
  }

  differs(both: Difference): void {
    this.#counts.differing += 1;
    if (this.#differences.length < KEPT) this.#differences.push(both);
  }
}
