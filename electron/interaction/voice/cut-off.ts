import { changeLine, type EngineState, type OwnVoice } from '../state.ts';
import { heardChars, shownText } from './utterance.ts';

/** Fewer words of a clause than this say nothing by themselves. */
const FEWEST_WORDS = 3;

/**
 * What "go on" brings: what was not heard, in whole words. When it was cut within the first words of a sentence or
 * clause, it begins there again: "tell you the time" is no beginning, "I can tell you the time" is.
 */
export function restOf(text: string, heard: number): string {
  const rest = text.slice(heard).trim();
  if (rest === '') return '';
  const clauseAt = Math.max(0, ...[...text.slice(0, heard + 1).matchAll(/[.?!;:,]\s+/g)].map(endOf));
  const heardOfClause = text.slice(clauseAt, heard).trim();
  return heardOfClause.split(/\s+/).length < FEWEST_WORDS ? text.slice(clauseAt).trim() : rest;
}

const endOf = (found: RegExpExecArray): number => found.index + found[0].length;

/** Beside's voice ended before its end: the line shows how far it was heard, and the rest can be asked for. */
export function cutOff<P>(state: EngineState<P>, { utterance, lineId, aside }: OwnVoice): EngineState<P> {
  const heard = heardChars(utterance);
  const rest = aside && state.rest !== null ? state.rest : restOf(shownText(utterance), heard);
  return changeLine({ ...state, rest: rest === '' ? null : rest }, lineId, {
    heardChars: heard,
    state: 'cut-off',
  });
}
