import { samplesToMs } from '../../../shared/audio.ts';
import { wordsSoFar, type WordStream } from '../perception/heard-words.ts';
import { repeatsOwn, type OverVoice } from '../perception/own-echo.ts';
import { plainWord, splitWords, type Words } from '../perception/words.ts';
import type { EngineState } from '../state.ts';
import { isSoonAfter } from './unfinished.ts';
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
  ['not', 'now'],
  ['leave', 'me', 'alone'],
  ["don't", 'disturb'],
  ['do', 'not', 'disturb'],
];

/** How they ask it to speak differently: it is heard best where Beside gives way, and as short. */
const OF_VOICE: readonly Words[] = [
  ['slower'],
  ['slow', 'down'],
  ['faster'],
  ['speed', 'up'],
  ['louder'],
  ['speak', 'up'],
  ['quieter'],
  ['softer'],
];

/** Fewer of Beside's own words may just as well be a person's. */
const FEWEST_OWN = 3;
/** So much voice while Beside waited, and a person has spoken, whatever the words: it invites "tell me the time" itself. */
const CERTAIN_MS = 288;

/** Whether the person asks Beside to be quiet while it speaks. Its own words, come back as echo, do not. */
export const asksToStop = <P>(state: EngineState<P>): boolean => beginsWith(state, STOPS);

/** Whether the person asks it to speak louder, softer, faster or slower. */
export const asksOfVoice = <P>(state: EngineState<P>): boolean => beginsWith(state, OF_VOICE);

/** What people murmur to say that they listen. */
const LISTENING: ReadonlySet<string> = new Set(
  'mm mmm hm hmm mhm mmhm uh um huh uhhuh ah aha oh okay ok yeah yes yep right sure i see'.split(' '),
);

/** Whether what is said over Beside's voice may be the rest of a line that Beside says it has no answer to. */
export function mayGoOn<P>({ own, half, voice, words }: EngineState<P>): boolean {
  if (own?.state !== 'playing' || !own.aside || own.pausedSample === null || words === null) return false;
  return half?.answerId === own.lineId && voice.run !== null && isSoonAfter(half, voice.run.fromSample);
}

/**
 * Whether the person goes on with a sentence that had stopped for so long that Beside began to say it had no answer: with
 * these words there is one. One word may be all that was missing, shorter than any that take the floor by their length.
 */
export const goesOn = <P>(state: EngineState<P>): boolean =>
  mayGoOn(state) && state.ahead?.reply?.continues === true;

function beginsWith<P>({ own, words }: EngineState<P>, orders: readonly Words[]): boolean {
  if (own?.state !== 'playing' || words === null) return false;
  const said = heardOver(words).map(plainWord);
  const ownWords = new Set(splitWords(shownText(own.utterance)).map(plainWord));
  return orders.some(
    (order) => order.every((word, i) => said[i] === word) && !order.some((word) => ownWords.has(word)),
  );
}

/** Whether what is heard over Beside's voice is that voice. */
export function hearsItself<P>({ own, words }: EngineState<P>): boolean {
  if (own?.state !== 'playing' || words === null) return false;
  if (isCertain(own.over)) return false;
  const heard = heardOver(words);
  // "The time" may be the answer to "the time or the date?".
  return heard.length >= FEWEST_OWN && repeatsOwn(heard, splitWords(shownText(own.utterance)));
}

/** Whether the words at an ending are what Beside said itself while they were heard. */
export function wasItself<P>({ spoken, words }: EngineState<P>, heard: Words): boolean {
  if (!spoken || !words || words.runFrom >= spoken.untilSample) return false;
  return !isCertain(spoken.over) && repeatsOwn(heard, splitWords(spoken.text));
}

/** Whether the words at an ending, begun over Beside's voice, say no more than that the person listens: "okay" to a reminder. */
export function wasMurmur<P>({ spoken, words }: EngineState<P>, heard: Words): boolean {
  if (!spoken || !words || words.runFrom >= spoken.untilSample) return false;
  return heard.every((word) => LISTENING.has(plainWord(word)));
}

const isCertain = (over: OverVoice | null): boolean => samplesToMs(over?.samples ?? 0) >= CERTAIN_MS;

function heardOver(words: WordStream): Words {
  const { stable, open } = wordsSoFar(words);
  return [...stable, ...open];
}
