import type { Situation } from '../cues/situation.ts';
import type { EngineState } from '../state.ts';
import { unfinishedLine } from './unfinished.ts';

/** What an answer that is asked for now may refer to. */
export function situationOf<P>(state: EngineState<P>): Situation {
  const { lines, typed, book, wallMs, rest, hush } = state;
  const current = typed[0]?.id;
  const heard = lines.findLast(({ who, id }) => who === 'user' && id !== current);
  const said = lines.findLast(({ who }) => who === 'beside');
  return {
    wallMs,
    zoneMs: book.zoneMs,
    cues: book.cues,
    lastCueId: book.lastCueId,
    stopwatchMs: book.stopwatchMs,
    hush,
    heardBefore: heard ? { text: heard.text, atMs: heard.atMs } : null,
    unfinished: unfinishedLine(state)?.text ?? null,
    saidBefore: said ? { text: said.text, rest: rest ?? '' } : null,
  };
}
