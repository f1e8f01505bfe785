import { PLAYBACK_RATE_HZ, samplesToMs } from '../../../../shared/audio.ts';
import type { Veto } from '../../../../shared/manners.ts';
import { nextDueMs } from '../../cues/cue-words.ts';
import type { Cue } from '../../cues/cue.ts';
import type { SpokenLine } from '../../state.ts';
import { effectsOf, rulingOf, type Cell, type Ruling, type TimelineEvent } from '../cell.ts';
import type { Effect } from '../events.ts';
import type { DecisionReason, ReplyReason } from '../reasons.ts';

/** How a line of Beside's came about, as the log has it. Times are wall clock, ms. */
export interface LineAccount {
  readonly line: SpokenLine;
  /** The person's words that it answers, as they are known now. */
  readonly asked: Pick<SpokenLine, 'text' | 'via' | 'atMs'> | null;
  /** Which skill the words came from, and when. */
  readonly made: { readonly reason: ReplyReason; readonly atMs: number } | null;
  /** The standing instruction that was due. */
  readonly cue: { readonly name: string; readonly setAtMs: number; readonly dueMs: number | null } | null;
  readonly decided: {
    readonly atMs: number;
    readonly by: Ruling['by'];
    readonly reason: DecisionReason;
    readonly veto: Veto | null;
    /** How long the person had been silent when Beside took the floor, ms; null where they had not spoken. */
    readonly silentMs: number | null;
    /** Somebody was speaking just then. */
    readonly overPerson: boolean;
  } | null;
  readonly audibleAtMs: number | null;
  /** From the person's last sound, or their typed line, to the first sample that could be heard, ms. */
  readonly latencyMs: number | null;
  /** How it ended before its end; null: it did not. */
  readonly cutOff: { readonly atMs: number; readonly by: DecisionReason | 'lost' | 'hung' } | null;
}

/** Pauses shorter than this lie within words: somebody who was silent for less was speaking. */
const SPEAKING_MS = 300;

interface Timed {
  readonly cell: Cell;
  readonly event: TimelineEvent;
}

const wallOf = ({ cell, event }: Timed): number => cell.wallMs + event.atMs - cell.atMs;

/** Null when there is no such line of Beside's; without a decision where the log does not reach back to it. */
export function accountOfLine(
  cells: readonly Cell[],
  lines: readonly SpokenLine[],
  lineId: string,
): LineAccount | null {
  const at = lines.findIndex(({ id, who }) => id === lineId && who === 'beside');
  const line = lines[at];
  if (!line) return null;
  const before = lines.slice(0, at).filter(({ who }) => who === 'user');
  // A line carries the time of the cell that gave it.
  const given = cells.findLastIndex(({ wallMs }) => wallMs === line.atMs);
  const cell = cells[given];
  if (!cell) return { ...unknown, line };
  const ruling = rulingOf(cell);
  const sound = soundOf(cells.slice(given), cell);
  const byCue = line.via === 'cue';
  const made = byCue ? null : madeOf(cells, given, line.text);
  const asked = byCue ? null : askedBy(before, line, made?.asked ?? null);
  const floor = byCue ? cell : floorTaken(cells, given, cell);
  const { reason } = ruling.decision;
  const silent = line.via === 'voice' ? rulingOf(floor).view.silentMs : null;
  const lastSoundMs = line.via === 'voice' ? floor.wallMs - (silent ?? 0) : (asked?.atMs ?? null);
  const audibleAtMs = sound?.audibleAtMs ?? null;
  const { utteranceOpen, silentMs } = ruling.view;
  return {
    line,
    asked,
    made: made && { reason: made.reason, atMs: made.atMs },
    cue: byCue ? cueOf(cells, given, line) : null,
    decided: {
      atMs: cell.wallMs,
      by: ruling.by,
      reason,
      veto: ruling.veto,
      silentMs: silent,
      overPerson: utteranceOpen && silentMs < SPEAKING_MS,
    },
    audibleAtMs,
    latencyMs: byCue || audibleAtMs === null || lastSoundMs === null ? null : audibleAtMs - lastSoundMs,
    cutOff: line.state === 'cut-off' ? (sound?.cutOff ?? null) : null,
  };
}

const unknown = {
  asked: null,
  made: null,
  cue: null,
  decided: null,
  audibleAtMs: null,
  latencyMs: null,
  cutOff: null,
} as const;

/** The person's line that was answered: the one with these words, or else their last one that came the same way. */
function askedBy(
  before: readonly SpokenLine[],
  { via }: SpokenLine,
  text: string | null,
): LineAccount['asked'] {
  const found =
    before.findLast((one) => one.via === via && one.text === text) ??
    before.findLast((one) => one.via === via);
  return found ? { text: found.text, via: found.via, atMs: found.atMs } : null;
}

/** The first of the cells in a row in which Beside wanted to speak: from then on words were waited for. */
function floorTaken(cells: readonly Cell[], given: number, cell: Cell): Cell {
  let first = cell;
  for (let i = given - 1; i >= 0; i -= 1) {
    const before = cells[i];
    const waits = before && rulingOf(before).decision.act === 'speak' && !effectsOf(before).some(isPlay);
    if (!waits) return first;
    first = before;
  }
  return first;
}

const isPlay = ({ type }: Effect): boolean => type === 'play';

/** The newest answer with these words before the line was given, and the words that it was asked for. */
function madeOf(
  cells: readonly Cell[],
  given: number,
  text: string,
): { readonly reason: ReplyReason; readonly atMs: number; readonly asked: string | null } | null {
  for (const timed of backwards(cells, given)) {
    const { event } = timed;
    if (event.kind !== 'perceived' || event.what.type !== 'reply') continue;
    const { requestId, reply } = event.what;
    if (reply.sentences.map(({ shown }) => shown).join(' ') !== text) continue;
    return { reason: reply.reason, atMs: wallOf(timed), asked: askedFor(cells, given, requestId) };
  }
  return null;
}

function askedFor(cells: readonly Cell[], given: number, requestId: string): string | null {
  for (const { event } of backwards(cells, given)) {
    if (event.kind !== 'act' || event.effect.type !== 'reply') continue;
    if (event.effect.requestId === requestId) return event.effect.text;
  }
  return null;
}

/** The standing instruction behind a line, as it was last kept while it still stood. */
function cueOf(cells: readonly Cell[], given: number, { text, notSaid }: SpokenLine): LineAccount['cue'] {
  for (const { cell, event } of backwards(cells, given)) {
    if (event.kind !== 'act' || event.effect.type !== 'keep-cues' || cell.index === cells[given]?.index)
      continue;
    const cue = event.effect.cues.findLast((one: Cue) => text.includes(one.words.shown));
    if (cue)
      return { name: cue.name, setAtMs: cue.setAtMs, dueMs: notSaid?.dueMs ?? nextDueMs(cue, cell.zoneMs) };
  }
  return null;
}

interface SoundAccount {
  readonly audibleAtMs: number | null;
  readonly cutOff: LineAccount['cutOff'];
}

/** What became of the sound that a cell began to play. */
function soundOf(after: readonly Cell[], cell: Cell): SoundAccount | null {
  const play = effectsOf(cell).find(isPlay);
  if (play?.type !== 'play') return null;
  const { utteranceId } = play;
  let audibleAtMs: number | null = null;
  let stopped: NonNullable<LineAccount['cutOff']> | null = null;
  for (const timed of forwards(after)) {
    const { event } = timed;
    if (event.kind === 'act' && event.effect.type === 'stop' && event.effect.utteranceId === utteranceId) {
      const { act, reason } = rulingOf(timed.cell).decision;
      stopped = { atMs: wallOf(timed), by: act === 'yield' ? reason : 'hung' };
      // Given up for dead: nothing of it comes any more.
      if (stopped.by === 'hung') return { audibleAtMs, cutOff: stopped };
    }
    if (event.kind !== 'perceived' || !('utteranceId' in event.what)) continue;
    if (event.what.utteranceId !== utteranceId) continue;
    if (event.what.type === 'audible' && event.what.samples > 0)
      audibleAtMs ??= wallOf(timed) - samplesToMs(event.what.samples, PLAYBACK_RATE_HZ);
    if (event.what.type === 'playback-ended')
      return { audibleAtMs, cutOff: { atMs: wallOf(timed), by: stopped?.by ?? 'lost' } };
  }
  // That it has ended may stand in the cell that is not over yet.
  return { audibleAtMs, cutOff: stopped };
}

function* backwards(cells: readonly Cell[], from: number): Generator<Timed> {
  for (let i = from; i >= 0; i -= 1) {
    const cell = cells[i];
    if (!cell) return;
    for (let j = cell.events.length - 1; j >= 0; j -= 1) {
      const event = cell.events[j];
      if (event) yield { cell, event };
    }
  }
}

function* forwards(cells: readonly Cell[]): Generator<Timed> {
  for (const cell of cells) for (const event of cell.events) yield { cell, event };
}
