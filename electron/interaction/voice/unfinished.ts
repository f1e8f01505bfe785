import { msToSamples } from '../../../shared/audio.ts';
import type { EngineState, Half, SpokenLine } from '../state.ts';

/**
 * People stop in mid-sentence for longer than any timeout that answers soon. When they go on, what they say now is the
 * rest of the line that Beside had begun to answer.
 */

/** From the end of their voice to its next beginning: later, and it is a new thought. */
const GOES_ON_WITHIN = msToSamples(2500);

/** The line that the words being said may go on with; null: they stand for themselves. */
export function unfinishedLine<P>({ half, words, typed, lines }: EngineState<P>): SpokenLine | null {
  if (!half || !words || typed.length > 0 || !isSoonAfter(half, words.runFrom)) return null;
  const answer = lines.find(({ id }) => id === half.answerId);
  // Who has heard an answer to its end is done with what they asked. One that was only shown took the floor from nobody.
  if (answer === undefined || answer.state === 'final') return null;
  return lines.find(({ id }) => id === half.lineId) ?? null;
}

export const isSoonAfter = ({ toSample }: Half, fromSample: number): boolean =>
  fromSample - toSample <= GOES_ON_WITHIN;

/** The two parts of a sentence as one: the recogniser wrote each as a sentence of its own. */
export function joinedLine(lead: string, text: string): string {
  if (lead === '') return text;
  return `${lead.replace(/[\s.,?!…]+$/, '')} ${asContinued(text)}`;
}

/** Without the capital that began it as a sentence; "I" keeps its own, and so does what is no plain word. */
function asContinued(text: string): string {
  const [first = ''] = text.split(/\s/, 1);
  return /^[A-Z][a-z']*[,.?!]?$/.test(first) && !/^I('|$)/.test(first)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
