import type { Outcome, Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { marksOf, saidToBeside } from './marks.ts';
import { answersTo, EARLY_MS } from './starts.ts';
import { inOrder, utterancesOf, within } from './voice.ts';

/** Of eot-bench: a pause of 100 ms or more is to be held, the end of a turn is final. */

const LEAST_MS = 100;
const LONGER_MS = [300, 600] as const;

interface Hold {
  readonly pauseMs: number;
  /** From the pause on until the person pauses again or is as good as done: an answer that begins here cuts them off. */
  readonly region: Voiced;
}

function holds(scene: Scene): readonly Hold[] {
  const pauses = inOrder(marksOf(scene, 'pause')).filter(({ fromMs, toMs }) => toMs - fromMs >= LEAST_MS);
  return saidToBeside(scene).flatMap((said) => {
    const inside = pauses.filter(({ fromMs }) => within(fromMs, said));
    return inside.map(({ fromMs, toMs }, i) => ({
      pauseMs: toMs - fromMs,
      region: { fromMs, toMs: inside[i + 1]?.fromMs ?? said.toMs - EARLY_MS },
    }));
  });
}

function cutOffs(scene: Scene, outcome: Outcome) {
  const answers = utterancesOf(outcome).filter(({ spoken }) => spoken.because === 'answer');
  return holds(scene).flatMap(({ pauseMs, region }) => {
    const cutOff = answers.some(({ fromMs }) => fromMs >= region.fromMs && fromMs < region.toMs);
    return [
      whether('false-cut-off', cutOff),
      ...LONGER_MS.filter((longerMs) => pauseMs > longerMs).map((longerMs) =>
        whether(`false-cut-off-${longerMs}` as const, cutOff),
      ),
    ];
  });
}

const ends = (scene: Scene, outcome: Outcome) =>
  marksOf(scene, 'turn').flatMap((turn) => {
    const [first] = answersTo(scene, outcome, turn);
    if (!first) return [whether('turn-missed', true)];
    const value = Math.max(0, first.fromMs - turn.toMs);
    return [whether('turn-missed', false), { metric: 'end-latency' as const, value }];
  });

const CUT_OFF =
  "an answer's first voiced sample falls from the pause's start on, before the next pause starts or, after the last one, earlier than 250 ms before the end of what is said: the person had the floor, whether they were still silent or had gone on";

export const endOfTurn = gaugeOf(
  [
    {
      name: 'false-cut-off',
      kind: 'rate',
      better: 'lower',
      definition: `eot-bench, hold points: pauses of 100 ms or more within a turn, an interruption or recorded speech of no known end in which Beside cuts the person off: ${CUT_OFF}. Ours: what was played in the end, at the one threshold that the policy has.`,
    },
    {
      name: 'false-cut-off-300',
      kind: 'rate',
      better: 'lower',
      definition: `As false-cut-off, over the pauses longer than 300 ms alone: ${CUT_OFF}.`,
    },
    {
      name: 'false-cut-off-600',
      kind: 'rate',
      better: 'lower',
      definition: `As false-cut-off, over the pauses longer than 600 ms alone: ${CUT_OFF}.`,
    },
    {
      name: 'end-latency',
      kind: 'ms',
      better: 'lower',
      definition:
        "From the last voiced sample of a turn to the first of the first answer that begins from 250 ms before it (TurnBench's window; counts as 0) until the next thing is said to Beside. Only of turns that are not missed: read it with turn-missed and false-cut-off.",
    },
    {
      name: 'turn-missed',
      kind: 'rate',
      better: 'lower',
      definition:
        'Turns without an answer that begins from 250 ms before their end until the next thing is said to Beside or everything is over; an answer to the first half of a turn is none to the turn.',
    },
  ],
  (scene, outcome) => [...cutOffs(scene, outcome), ...ends(scene, outcome)],
);
