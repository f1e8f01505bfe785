import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { addressed, marksOf, saidToBeside } from './marks.ts';
import { beginnings } from './starts.ts';
import { takesOver } from './takeover.ts';
import { within } from './voice.ts';

/** Full-Duplex-Bench v1: pauses are the person's, ends of turns are Beside's. */

function inPauses(scene: Scene, outcome: Outcome) {
  const pauses = marksOf(scene, 'pause');
  if (pauses.length === 0 || scene.prelude.kind !== 'none') return [];
  const lastMs = Math.max(...pauses.map(({ toMs }) => toMs), ...saidToBeside(scene).map(({ toMs }) => toMs));
  const own = beginnings(outcome).filter(({ of }) => of?.because !== 'cue');
  return [
    whether('pause-takeover', takesOver(outcome, lastMs)),
    ...pauses.map((pause) =>
      whether(
        'pause-cut-off',
        own.some(({ fromMs }) => within(fromMs, pause)),
      ),
    ),
  ];
}

function atTurnEnds(scene: Scene, outcome: Outcome) {
  const turns = addressed(scene);
  const [turn] = turns;
  if (scene.family !== 'question' || scene.prelude.kind !== 'none' || !turn || turns.length > 1) return [];
  const takes = takesOver(outcome);
  const firstMs = Math.min(...outcome.voiced.map(({ fromMs }) => fromMs));
  const value = Math.max(0, firstMs - turn.toMs);
  return [
    whether('turn-takeover', takes),
    ...(takes ? [{ metric: 'turn-takeover-latency' as const, value }] : []),
  ];
}

const RULE =
  'the span from the first to the last voiced sample is 1 s or longer, or it has more than three words';

export const pauses = gaugeOf(
  [
    {
      name: 'pause-takeover',
      kind: 'rate',
      better: 'lower',
      definition: `Full-Duplex-Bench v1 pause handling, TOR: scenes with a pause and nothing before it in which Beside takes over: ${RULE}. Ours: up to the last voiced sample of the person's (clips end shortly after the pause there), times and words from what was played, not from a recogniser.`,
    },
    {
      name: 'pause-cut-off',
      kind: 'rate',
      better: 'lower',
      definition:
        "Ours: pauses between whose first and last sample Beside's voice begins, due cues left out.",
    },
    {
      name: 'turn-takeover',
      kind: 'rate',
      better: 'higher',
      definition: `Full-Duplex-Bench v1 smooth turn taking, TOR over everything that is played: question scenes of one turn with nothing before it in which Beside takes over: ${RULE}. Who always talks has 1: read it with restraint-rate and agent-interruptions.`,
    },
    {
      name: 'turn-takeover-latency',
      kind: 'ms',
      better: 'lower',
      definition:
        'Full-Duplex-Bench v1: from the end of the turn to the first voiced sample of all that is played, of takeovers alone; before the end counts as 0. Who always talks has 0: read it with restraint-rate and agent-interruptions.',
    },
  ],
  (scene, outcome) => [...inPauses(scene, outcome), ...atTurnEnds(scene, outcome)],
);
