import type { Outcome, Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { addressed, nextAddressedMs } from './marks.ts';
import { stretchesOf, utterancesOf, type Stretch, type Utterance } from './voice.ts';

/** People answer a little before the end, and so may Beside: as much of it TurnBench counts as on time. */
export const EARLY_MS = 250;

/** Where Beside begins to say something: going on after a wait or a breath is no beginning. */
export function beginnings(outcome: Outcome): readonly Stretch[] {
  const heard = utterancesOf(outcome);
  return stretchesOf(outcome).filter(
    ({ of, fromMs }) => of === null || heard.some((one) => one.spoken === of && one.fromMs === fromMs),
  );
}

/** When something was over that a reply was due to: said, or typed. */
function askedMs(scene: Scene): readonly number[] {
  const typed = scene.prelude.kind === 'typed' ? [scene.prelude.atMs] : [];
  return [...typed, ...addressed(scene).map(({ toMs }) => toMs - EARLY_MS)];
}

/** Due cues and what the scene began with are nobody's fault. */
const ofItsOwn = ({ of }: Stretch): boolean => of?.because !== 'cue' && of?.because !== 'prelude';

/** Beginnings that nothing asked for: the first one after something was said or typed to Beside is its reply. */
export function unaskedBeginnings(scene: Scene, outcome: Outcome): readonly Stretch[] {
  const own = beginnings(outcome).filter(ofItsOwn);
  const replies = askedMs(scene).map((atMs) => own.find(({ fromMs }) => fromMs >= atMs));
  return own.filter((one) => !replies.some((reply) => reply === one));
}

/** Answers that begin with the end of what was said, and before the next thing that is. */
export function answersTo(scene: Scene, outcome: Outcome, said: Voiced): readonly Utterance[] {
  const untilMs = nextAddressedMs(scene, said.fromMs);
  return utterancesOf(outcome).filter(
    ({ spoken, fromMs }) =>
      spoken.because === 'answer' && fromMs >= said.toMs - EARLY_MS && fromMs <= untilMs,
  );
}
