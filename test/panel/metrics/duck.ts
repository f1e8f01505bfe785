import type { Outcome, Voiced } from '../outcome.ts';
import type { Family, Scene } from '../scene.ts';
import { gaugeOf } from './gauge-of.ts';
import { addressed, marksOf } from './marks.ts';
import { givenWay, overlapMs, speakingAt, stretchesOf, totalMs, utterancesOf, within } from './voice.ts';

/** How Beside gives way, apart from whether it does: a duck that was wrong costs little, a stop much. */

/** What begins later than this after the end of an interruption was not for it. */
const AFTER_MS = 1000;
/** Scenes in which nothing wants the floor. */
const CALM = ['backchannel', 'tic', 'noise', 'non-directed', 'echo'] as const satisfies readonly Family[];

function onsets(scene: Scene, outcome: Outcome) {
  const stretches = stretchesOf(outcome);
  return marksOf(scene, 'interruption').flatMap((mark) => {
    const talk = speakingAt(stretches, mark.fromMs);
    if (!talk) return [];
    const until = { fromMs: mark.fromMs, toMs: mark.toMs + AFTER_MS };
    const way = givenWay(outcome).find((span) => overlapMs(span, until) > 0);
    const utterance = utterancesOf(outcome).find(({ spoken }) => spoken === talk.of);
    const onset = way && { metric: 'duck-onset' as const, value: Math.max(0, way.fromMs - mark.fromMs) };
    const toMs = utterance?.toMs ?? talk.toMs;
    return [...(onset ? [onset] : []), { metric: 'final-stop' as const, value: toMs - mark.fromMs }];
  });
}

/** Without what began because something was said to Beside. */
const wrong = (scene: Scene, spans: readonly Voiced[]): readonly Voiced[] =>
  spans.filter(
    (span) =>
      !addressed(scene).some(({ fromMs, toMs }) => within(span.fromMs, { fromMs, toMs: toMs + AFTER_MS })),
  );

function wrongly(scene: Scene, outcome: Outcome) {
  if (!CALM.some((family) => family === scene.family)) return [];
  const minutes = totalMs(stretchesOf(outcome)) / 60_000;
  const value = totalMs(wrong(scene, givenWay(outcome)));
  return minutes === 0 ? [] : [{ metric: 'wrong-give-way' as const, value, per: minutes }];
}

export const duck = gaugeOf(
  [
    {
      name: 'duck-onset',
      kind: 'ms',
      better: 'lower',
      definition:
        "From the start of an interruption of Beside's voice to the first duck or wait that begins until 1 s after its end; 0 where one was under way. Only where there is one.",
    },
    {
      name: 'final-stop',
      kind: 'ms',
      better: 'lower',
      definition:
        'From the start of an interruption to the last voiced sample of the utterance that it interrupts, whether that was stopped, went on after a wait, or was over.',
    },
    {
      name: 'wrong-give-way',
      kind: 'ratio',
      better: 'lower',
      definition:
        "Ms ducked or waited per minute of Beside's voice (waits not counted as voice), in scenes of backchannels, tics, noise, speech to others and echo; without what begins while something is said to Beside or until 1 s after.",
    },
  ],
  (scene, outcome) => [...onsets(scene, outcome), ...wrongly(scene, outcome)],
);
