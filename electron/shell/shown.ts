import type { Snapshot } from '../../shared/snapshot.ts';
import { quietNow } from '../interaction/policy/licence.ts';
import { wordsSoFar } from '../interaction/perception/heard-words.ts';
import { nextDueMs } from '../interaction/cues/cue-words.ts';
import { canHear, type EngineState } from '../interaction/state.ts';

/** What of the engine's state the overlay is shown; the same objects while nothing changed. */

/** Lines that the overlay is sent; the log keeps more. */
const LINES_SHOWN = 80;

/** The conversation, with what is being understood right now at its end; the same array when nothing changed. */
export function linesShown(
  state: EngineState<unknown>,
  before: Snapshot['lines'] | undefined,
): Snapshot['lines'] {
  const lines: Snapshot['lines'] = state.lines.slice(-LINES_SHOWN);
  const said = state.words && wordsSoFar(state.words);
  if (said && said.stable.length + said.open.length > 0) {
    const stable = said.stable.join(' ');
    lines.push({
      id: 'live',
      who: 'user',
      via: 'voice',
      atMs: state.wallMs,
      text: [...said.stable, ...said.open].join(' '),
      heardChars: stable.length,
      state: 'speaking',
    });
  }
  const same = before?.length === lines.length && lines.every((line, i) => sameLine(line, before[i]));
  return same && before ? before : lines;
}

function sameLine(a: Snapshot['lines'][number], b: Snapshot['lines'][number] | undefined): boolean {
  return (
    a === b ||
    (a.id === b?.id &&
      a.text === b.text &&
      a.heardChars === b.heardChars &&
      a.state === b.state &&
      a.atMs === b.atMs)
  );
}

/** What will be said by itself, the next one first; the same array while nothing changed. */
export function cuesShown(
  { book }: EngineState<unknown>,
  before: Snapshot['cues'] | undefined,
): Snapshot['cues'] {
  const cues = book.cues
    .map(({ id, name, what, timing }) => ({
      id,
      name,
      what,
      nextMs: nextDueMs({ timing }, book.zoneMs),
      everyMs: timing.kind === 'every' ? timing.everyMs : null,
      silentMs: timing.kind === 'after-silence' ? timing.silentMs : null,
      clock: timing.kind === 'clock' ? { minute: timing.minute, weekdays: timing.weekdays } : null,
    }))
    .toSorted((a, b) => (a.nextMs ?? Infinity) - (b.nextMs ?? Infinity));
  const same = before?.length === cues.length && cues.every((cue, i) => sameCue(cue, before[i]));
  return same && before ? before : cues;
}

function sameCue(a: Snapshot['cues'][number], b: Snapshot['cues'][number] | undefined): boolean {
  return (
    a.id === b?.id &&
    a.name === b.name &&
    a.nextMs === b.nextMs &&
    a.clock?.weekdays.join() === b.clock?.weekdays.join()
  );
}

/** What keeps Beside from speaking by itself; the same object while nothing changed. */
export function quietShown(
  { manners, hush, wallMs, book: { zoneMs } }: EngineState<unknown>,
  before: Snapshot['quiet'] | undefined,
): Snapshot['quiet'] {
  const quiet = quietNow({ manners, hush, wallMs, zoneMs });
  return before?.why === quiet?.why && before?.untilMs === quiet?.untilMs ? (before ?? null) : quiet;
}

/** The same object while nothing changed. */
export function abilitiesShown(
  { abilities }: EngineState<unknown>,
  before: Snapshot['abilities'] | undefined,
): Snapshot['abilities'] {
  const hear = canHear(abilities);
  return before?.hear === hear && before.speak === abilities.speak
    ? before
    : { hear, speak: abilities.speak };
}
