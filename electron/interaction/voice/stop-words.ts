import { wordsSoFar } from '../perception/word-stream.ts';
import { plainWord, type Words } from '../perception/words.ts';
import type { EngineState } from '../state.ts';
import { shownText } from './utterance.ts';

/** How people ask a voice to be quiet, at the start of what they say over it. Too short to last long enough. */
const STOPS: readonly Words[] = [
  ['stop'],
  ['wait'],
  ['hold', 'on'],
  ['be', 'quiet'],
  ['quiet'],
  ['enough'],
  ['shut', 'up'],
  ['never', 'mind'],
];

/** Whether the person asks Beside to be quiet while it speaks. Its own words, come back as echo, do not. */
export function asksToStop<P>({ own, words }: EngineState<P>): boolean {
  if (own?.state !== 'playing' || words === null) return false;
  const { stable, open } = wordsSoFar(words);
  const said = [...stable, ...open].map(plainWord);
  const ownWords = new Set(shownText(own.utterance).split(/\s+/).map(plainWord));
  return STOPS.some(
    (stop) => stop.every((word, i) => said[i] === word) && !stop.some((word) => ownWords.has(word)),
  );
}
