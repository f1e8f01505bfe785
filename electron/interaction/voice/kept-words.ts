import { endingWords } from '../perception/heard-words.ts';
import { isUtterance } from '../perception/voice-runs.ts';
import { takeId, withLine, type EngineState, type Step } from '../state.ts';
import type { Perception } from '../timeline/events.ts';
import { wasItself, wasMurmur } from './over-own-voice.ts';

/**
 * The net under all that may become of a person's words: what was heard to its ending and is let go without a line, however
 * that came about, gets one. Found by random orders of events: a gate that closes and opens again before the answer, or
 * closes while a typed line is answered first.
 */
export function keepWords<P>(before: EngineState<P>, step: Step<P>, what: Perception | null): Step<P> {
  const owed = owedWords(before);
  if (owed === null || isHeld(step.state, owed.runFrom)) return step;
  // What was said over Beside's voice and took nothing from it, or was called off, is owed nothing.
  if (before.own !== null || what?.type === 'stop-pressed') return step;
  // Nor what was taken not to be meant for Beside: an answer to it would be the mistake.
  if (what === null && step.state.decision.reason === 'not-for-beside') return step;
  return isTold(before, step.state, owed.text) ? step : { ...step, state: ownUp(step.state, owed.text) };
}

/** What was heard to its ending and waits for an answer; null while there is nothing of the kind. */
export function owedWords<P>(
  state: EngineState<P>,
): { readonly runFrom: number; readonly text: string } | null {
  const { words, voice, draft } = state;
  const heard = words && endingWords(words);
  if (!words || !heard || heard.length === 0) return null;
  if (wasItself(state, heard) || wasMurmur(state, heard)) return null;
  // The run may be over already, with its gate: then its draft keeps it.
  const kept = voice.run
    ? isUtterance(voice.run) && voice.run.fromSample === words.runFrom
    : draft?.via === 'voice';
  return kept ? { runFrom: words.runFrom, text: heard.join(' ') } : null;
}

/** The person has not come to an end after all, or is to be answered. */
const isHeld = <P>({ voice, words, draft }: EngineState<P>, runFrom: number): boolean =>
  voice.run?.fromSample === runFrom || (draft?.via === 'voice' && words?.runFrom === runFrom);

/** There is a line with these words since, or one that says how they fared. */
function isTold<P>(before: EngineState<P>, after: EngineState<P>, text: string): boolean {
  const known = new Set(before.lines.map(({ id }) => id));
  return after.lines.some(
    (line) => !known.has(line.id) && ((line.via === 'voice' && line.who === 'beside') || line.text === text),
  );
}

function ownUp<P>(state: EngineState<P>, text: string): EngineState<P> {
  const [heardId, heard] = takeId(state, 'line');
  const [toldId, told] = takeId(heard, 'line');
  const words = { id: heardId, who: 'user', via: 'voice', text, heardChars: null, state: 'final' } as const;
  const answer = {
    id: toldId,
    who: 'beside',
    via: 'voice',
    text: "I couldn't answer that just now.",
    heardChars: 0,
    state: 'shown',
  } as const;
  return withLine(withLine(told, words), answer);
}
