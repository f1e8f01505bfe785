import { msToSamples } from '../../../shared/audio.ts';
import type { EngineState } from '../state.ts';

/**
 * A hearing that ends so little before the last voiced sample has heard the last word: voice activity goes on for some
 * 100 ms after a voice.
 */
const REACHES_WITHIN = msToSamples(150);

/** How likely it is that the open utterance is whole, as last told of all that was said of it; null: nobody has told. */
export function endOfTurnOf<P>({ voice: { run }, words }: EngineState<P>): number | null {
  if (!run || words?.runFrom !== run.fromSample || !words.endOfTurn) return null;
  const { toSample, probability } = words.endOfTurn;
  return toSample >= run.lastVoicedSample - REACHES_WITHIN ? probability : null;
}
