import { msToSamples } from '../../../shared/audio.ts';
import { wordsSoFar } from '../perception/heard-words.ts';
import { RESIDUE_DBFS } from '../perception/own-echo.ts';
import type { Veto } from '../../../shared/manners.ts';
import { licence } from '../policy/licence.ts';
import { licenceContext } from '../cues/deliver.ts';
import type { EngineState, Step } from '../state.ts';

/**
 * A sign of listening while the person has the floor: seen, and heard where they want that. It is no answer: it has no line,
 * takes no floor, waits for nothing and nothing waits for it.
 */

/** An "mm-hm" with what comes back of it through the room: see `own-echo.ts`. */
const HEARD_FOR = msToSamples(900);

/** What may be done about a sign of listening. */
interface NodLicence {
  readonly seen: Veto | null;
  readonly heard: Veto | null;
}

/**
 * Seen and heard are two questions: what forbids the sound (quiet hours, "not now") leaves the sign that makes none. What
 * forbids the sign forbids both.
 */
export function nodLicence<P>(state: EngineState<P>): NodLicence {
  const asked = { act: 'backchannel', askedBy: 'self', askedAtMs: 0, dueMs: null } as const;
  const context = licenceContext(state);
  return {
    seen: licence({ ...asked, audible: false }, context),
    heard: licence({ ...asked, audible: true }, context),
  };
}

/**
 * Whether one that is wanted would be heard. Not without an echo canceller, which would make it the person's voice; not
 * before an answer, which is the better sign: one is ready, or the words so far are a question.
 */
export const canBeHeard = <P>(state: EngineState<P>): boolean => {
  const { manners, abilities, microphone, ahead } = state;
  return (
    manners.audibleNods && abilities.speak && microphone.echoCancelled && ahead === null && !asksSoFar(state)
  );
};

function asksSoFar<P>({ words }: EngineState<P>): boolean {
  if (words === null) return false;
  const { stable, open } = wordsSoFar(words);
  return [...stable, ...open].at(-1)?.endsWith('?') === true;
}

/** Gives the sign, as far as the licence lets it. */
export function nod<P>(state: EngineState<P>, veto: Veto | null): Step<P> {
  const { run, nowSample } = state.voice;
  if (!run || state.own || (veto !== null && nodLicence(state).seen !== null)) return { state, effects: [] };
  const audible = veto === null && canBeHeard(state);
  const untilSample = audible ? nowSample + HEARD_FOR : 0;
  const given = { runFrom: run.fromSample, voicedSamples: run.voicedSamples, untilSample };
  return {
    state: { ...state, nod: given, unaskedAtMs: state.wallMs },
    effects: [{ type: 'nod', audible }],
  };
}

/** Voice of the run since the last sign in it. */
export function unsignedSamples<P>({ voice: { run }, nod: last }: EngineState<P>): number {
  if (!run) return 0;
  return run.voicedSamples - (last?.runFrom === run.fromSample ? last.voicedSamples : 0);
}

/** What may be the sound of the sign come back, and is too faint to be the person. */
export const isOwnNod = <P>({ nod: last }: EngineState<P>, endSample: number, levelDbfs: number): boolean =>
  last !== null && endSample <= last.untilSample && levelDbfs < RESIDUE_DBFS;
