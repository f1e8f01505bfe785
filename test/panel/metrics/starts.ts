import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { addressed } from './marks.ts';
import { stretchesOf, utterancesOf, type Stretch } from './voice.ts';

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
  return [...typed, ...addressed(scene).map(({ toMs }) => toMs)];
}

/** Due cues and what the scene began with are nobody's fault. */
const ofItsOwn = ({ of }: Stretch): boolean => of?.because !== 'cue' && of?.because !== 'prelude';

/** Beginnings that nothing asked for: the first one after something was said or typed to Beside is its reply. */
export function unaskedBeginnings(scene: Scene, outcome: Outcome): readonly Stretch[] {
  const own = beginnings(outcome).filter(ofItsOwn);
  const replies = askedMs(scene).map((atMs) => own.find(({ fromMs }) => fromMs >= atMs));
  return own.filter((one) => !replies.includes(one));
}
