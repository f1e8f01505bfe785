import type { UserState } from '../../../electron/interaction/timeline/events.ts';
import { addressed, marksOf, nextAddressedMs, voicedToBeside } from '../../../test/panel/metrics/marks.ts';
import { speakingAt, stretchesOf, within, type Stretch } from '../../../test/panel/metrics/voice.ts';
import type { Outcome, Voiced } from '../../../test/panel/outcome.ts';
import type { Scene } from '../../../test/panel/scene.ts';

/** What was so in a session, read off its marks and off what was heard of Beside. Times are ms from its start. */

/** Beside was to answer between these: from the last voiced sample until its answer begins, or nobody waits any more. */
const WAITED_FOR_MS = 3000;

export interface Truth {
  readonly scene: Scene;
  /** Beside's voice, with its breaths. */
  readonly own: readonly Stretch[];
  /** Where the person's words to Beside are voiced. */
  readonly toBeside: readonly Voiced[];
  /** From the end of something said to Beside until its answer begins. */
  readonly waits: readonly Voiced[];
  /**
   * There are pauses that no turn surrounds: a piece of running speech, whose end is no known end. Only its pauses and
   * that nobody has finished are known of it.
   */
  readonly open: boolean;
}

export function truthOf(scene: Scene, outcome: Outcome): Truth {
  const own = stretchesOf(outcome);
  const turns = addressed(scene);
  const open = marksOf(scene, 'pause').some(
    (pause) => !turns.some(({ fromMs, toMs }) => pause.fromMs >= fromMs && pause.toMs <= toMs),
  );
  const waits = turns.map(({ fromMs, toMs }) => {
    const begun = own.find((stretch) => stretch.fromMs >= toMs)?.fromMs ?? Number.POSITIVE_INFINITY;
    return { fromMs: toMs, toMs: Math.min(begun, nextAddressedMs(scene, fromMs), toMs + WAITED_FOR_MS) };
  });
  return { scene, own, toBeside: voicedToBeside(scene), waits, open };
}

export const ownSpeaks = ({ own }: Truth, atMs: number): boolean => speakingAt(own, atMs) !== null;

const isIn = (spans: readonly Voiced[], atMs: number): boolean => spans.some((span) => within(atMs, span));

/** What the person does at a time; null: nobody knows. */
export function userAt({ scene, toBeside, waits, open }: Truth, atMs: number): UserState | null {
  if (isIn(toBeside, atMs)) return 'speaking';
  if (isIn(marksOf(scene, 'pause'), atMs)) return 'hesitating';
  if (isIn(waits, atMs)) return 'finished';
  if (isIn(marksOf(scene, 'backchannel'), atMs)) return 'backchannel';
  if (isIn(marksOf(scene, 'non-directed'), atMs)) return 'to-someone-else';
  if (isIn(marksOf(scene, 'noise', 'tic'), atMs)) return 'noise';
  return open ? null : 'silent';
}

/** Whose voice the microphone hears, whoever it is meant for. */
export const personVoiced = ({ scene, toBeside }: Truth): readonly Voiced[] => [
  ...toBeside,
  ...marksOf(scene, 'backchannel', 'non-directed'),
];

/** Times at which what is true changes: about them an ear may be early or late. */
export function edgesOf({ scene, toBeside }: Truth): readonly number[] {
  const spans = [...toBeside, ...marksOf(scene, 'pause', 'backchannel', 'non-directed', 'tic', 'noise')];
  return spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
}
