import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endingWords } from '../../../../electron/interaction/perception/heard-words.ts';
import { isUtterance } from '../../../../electron/interaction/perception/voice-runs.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import type { EngineState } from '../../../../electron/interaction/state.ts';
import type { Perception } from '../../../../electron/interaction/timeline/events.ts';
import { wasItself } from '../../../../electron/interaction/voice/over-own-voice.ts';
import { Driver, erratic, moves, type Seen } from './support/driver.ts';

/**
 * No word of a person's is lost: what was heard to its ending becomes a line, or Beside says that it could not make it out,
 * or it was called off, or it was said over Beside's voice and took nothing from it.
 */

type State = EngineState<null>;

/** What was heard to its ending and waits for an answer; null while there is nothing of the kind. */
function owed(state: State): { readonly run: number; readonly text: string } | null {
  const { words, voice, draft } = state;
  const heard = words && endingWords(words);
  if (!words || !heard || heard.length === 0 || wasItself(state, heard)) return null;
  // The run may be over already, with its gate: then its draft keeps it.
  const kept = voice.run
    ? isUtterance(voice.run) && voice.run.fromSample === words.runFrom
    : draft?.via === 'voice';
  return kept ? { run: words.runFrom, text: heard.join(' ') } : null;
}

/** The person has not come to an end after all, or is to be answered. */
const isHeld = ({ voice, words, draft }: State, run: number): boolean =>
  voice.run?.fromSample === run || (draft?.via === 'voice' && words?.runFrom === run);

/** What may end it without an answer: the stop button, and Beside's voice over which it was said. */
const isCalledOff = (before: State, why: Perception | null): boolean =>
  before.own !== null || why?.type === 'stop-pressed';

function lost(seen: readonly Seen[]): string[] {
  let before: State | null = null;
  let why: Perception | null = null;
  const found: string[] = [];
  for (const one of seen) {
    if ('in' in one) why = one.in;
    if (!('state' in one)) continue;
    const was = before && owed(before);
    const after = one.state;
    if (before && was && !isHeld(after, was.run) && !isCalledOff(before, why)) {
      const known = new Set(before.lines.map(({ id }) => id));
      const told = after.lines.filter(({ id }) => !known.has(id));
      if (!told.some(({ who, via, text }) => (via === 'voice' && who === 'beside') || text === was.text))
        found.push(`${was.text} (${why?.type ?? 'a decision'}, draft ${before.draft?.stage ?? 'none'})`);
    }
    before = after;
    why = null;
  }
  return found;
}

test.each([
  ['the silence timeout', silenceTimeout()],
  ['an erratic policy', erratic],
])('what was heard to its ending is answered or owned up to, under %s', (_name, policy) => {
  fc.assert(
    fc.property(moves, (all) => {
      expect(lost(new Driver(policy).play(all).seen)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
