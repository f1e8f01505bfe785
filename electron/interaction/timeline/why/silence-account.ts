import type { EngineState, SpokenLine } from '../../state.ts';
import { NOT_UNDERSTOOD } from '../../voice/act.ts';
import { effectsOf, rulingOf, type Cell } from '../cell.ts';
import type { Timeline } from '../log.ts';
import type { SilenceReason } from './why-words.ts';

/** A stretch of the last minutes in which the same held. Wall clock, ms. */
export interface Stretch {
  readonly reason: SilenceReason;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Who asks about a silence asks about the one just now. */
const LOOKED_BACK_MS = 10 * 60_000;
const MOST_STRETCHES = 12;
/** Cells farther apart: nobody was there in between. */
const GAP_MS = 2000;

type Abilities = EngineState<unknown>['abilities'];
type Log = Pick<Timeline<unknown>, 'cells' | 'start'>;
/** What lines of Beside's say of the cells that gave them, by their time. */
type Told = ReadonlyMap<number, 'answered' | 'not-understood'>;

interface Scan {
  readonly canHear: boolean;
  /** Words came out of what is being said. */
  readonly words: boolean;
  readonly stretches: readonly Stretch[];
}

/** What the last minutes were, the newest stretch first: what was heard and what became of it. */
export function silenceAccount(log: Log, lines: readonly SpokenLine[]): readonly Stretch[] {
  const { cells } = log;
  const sinceMs = (cells.at(-1)?.atMs ?? 0) - LOOKED_BACK_MS;
  const from = Math.max(0, cells.findLastIndex(({ atMs }) => atMs < sinceMs) + 1);
  const told: Told = new Map(
    lines
      .filter(({ who }) => who === 'beside')
      .map(({ atMs, text }) => [atMs, text === NOT_UNDERSTOOD ? 'not-understood' : 'answered']),
  );
  let scan: Scan = { canHear: couldHear(log, from), words: false, stretches: [] };
  for (let i = from; i < cells.length; i += 1) {
    const cell = cells[i];
    if (cell) scan = scanCell(scan, cell, cells[i + 1], told);
  }
  return scan.stretches.slice(-MOST_STRETCHES).toReversed();
}

const hears = ({ hearFast, hearFinal }: Abilities): boolean => hearFast || hearFinal;

/** Whether speech was understood when the cell `from` began. */
function couldHear({ cells, start }: Log, from: number): boolean {
  for (let i = from - 1; i >= 0; i -= 1) {
    // An hour of cells: no list is made of each one's events.
    const last = cells[i]?.events.findLast(
      (event) => event.kind === 'perceived' && event.what.type === 'abilities',
    );
    if (last?.kind === 'perceived' && last.what.type === 'abilities') return hears(last.what);
  }
  return start !== null && hears(start.state.abilities);
}

function scanCell(scan: Scan, cell: Cell, next: Cell | undefined, told: Told): Scan {
  let { canHear, words } = scan;
  for (const event of cell.events) {
    if (event.kind !== 'perceived') continue;
    const { what } = event;
    if (what.type === 'abilities') canHear = hears(what);
    if (what.type === 'recognised' && what.text.trim() !== '') words = true;
  }
  const { decision, veto } = rulingOf(cell);
  // Of a sign of listening nobody asks why it was not given.
  const kept = decision.act === 'interject' ? veto : null;
  const reason = kept ?? told.get(cell.wallMs) ?? reasonOf(cell, next, canHear, words);
  // Words belong to the sound they were found in.
  if (!UNCLEAR.has(reason)) words = false;
  return { canHear, words, stretches: withCell(scan.stretches, cell, reason) };
}

function reasonOf(cell: Cell, next: Cell | undefined, canHear: boolean, words: boolean): SilenceReason {
  const { view, decision } = rulingOf(cell);
  if (decision.act === 'interject') return 'answered';
  if (decision.act === 'yield') return 'person-has-the-floor';
  if (decision.reason === 'not-for-beside') return decision.reason;
  if (view.ownVoice === 'speaking') {
    if (view.ownWords) return 'own-echo';
    return view.utteranceOpen ? 'backchannel' : 'speaking';
  }
  if (decision.act === 'speak') return becameOf(cell, next, words);
  if (!view.microphoneOpen) return 'gate-closed';
  if (view.utteranceOpen) return 'person-has-the-floor';
  return canHear ? 'nothing-said' : 'deaf';
}

/** What became of the floor that was taken without a line: it is still waited for, or there was nothing to answer. */
function becameOf(cell: Cell, next: Cell | undefined, words: boolean): SilenceReason {
  const { view } = rulingOf(cell);
  if (effectsOf(cell).some(({ type }) => type === 'play')) return 'answered';
  if (!next || view.typedWaiting) return 'answering';
  const after = rulingOf(next);
  if (after.decision.act === 'speak' || after.view.utteranceOpen) return 'answering';
  // Words that are not answered are let go of for one reason only.
  return words ? 'own-echo' : 'no-words';
}

/** What the same sound was taken for until it was clear what it was. */
const UNCLEAR: ReadonlySet<SilenceReason> = new Set(['person-has-the-floor', 'answering']);
const OUTCOMES: ReadonlySet<SilenceReason> = new Set([
  'own-echo',
  'no-words',
  'not-understood',
  'not-for-beside',
]);

function withCell(
  stretches: readonly Stretch[],
  { wallMs: toMs }: Cell,
  reason: SilenceReason,
): readonly Stretch[] {
  const kept = [...stretches];
  const last = kept.at(-1);
  if (last && toMs - last.toMs > GAP_MS) kept.push({ reason: 'asleep', fromMs: last.toMs, toMs });
  let fromMs = kept.at(-1)?.toMs ?? toMs;
  for (let before = kept.at(-1); before && goesOn(before.reason, reason); before = kept.at(-1)) {
    ({ fromMs } = before);
    kept.pop();
  }
  return [...kept, { reason, fromMs, toMs }];
}

/** Whether what was taken for `before` turned out to be `reason`, or is the same still. */
function goesOn(before: SilenceReason, reason: SilenceReason): boolean {
  if (before === reason) return true;
  // An interruption begins like a short word.
  if (reason === 'person-has-the-floor') return before === 'backchannel';
  return OUTCOMES.has(reason) && UNCLEAR.has(before);
}
