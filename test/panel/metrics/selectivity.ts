import type { Outcome, Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { addressed, marksOf } from './marks.ts';
import type { Metric } from './observation.ts';
import { unaskedBeginnings } from './starts.ts';
import { silentTick, TICK_MS, tickOf } from './ticks.ts';
import { givenWay, speakingAt, stretchesOf, touches, utterancesOf, within, type Stretch } from './voice.ts';

/** Of the τ-voice panel: what is not meant to take the floor, and whether Beside let it pass. */

const KINDS = ['backchannel', 'tic', 'non-directed', 'noise'] as const;
type Kind = (typeof KINDS)[number];
/** Who yields later did so for another reason; so did who speaks later. */
const YIELD_MS = 1000;
const RESPONSE_MS = 2000;
/** A duck or wait as long as this is over before it is noticed. */
const SLIGHT_MS = 300;

/** While Beside is silent: whether it begins to speak until 2.0 s after it. */
const respondedTo = (scene: Scene, outcome: Outcome, mark: Voiced): boolean =>
  unaskedBeginnings(scene, outcome).some(
    ({ fromMs }) => fromMs >= mark.fromMs && tickOf(fromMs) <= tickOf(mark.toMs) + 1 + RESPONSE_MS / TICK_MS,
  );

/** While Beside talks: whether it stopped for good, or lowered its voice or waited for longer than goes unnoticed. */
function gaveWay(outcome: Outcome, talk: Stretch, mark: Voiced): boolean {
  const window = { fromMs: mark.fromMs, toMs: mark.fromMs + YIELD_MS };
  const last = utterancesOf(outcome).find(({ spoken }) => spoken === talk.of);
  const stopped = last?.spoken.cutOff === true && within(last.toMs, window);
  return (
    stopped ||
    givenWay(outcome).some(({ fromMs, toMs }) => within(fromMs, window) && toMs - fromMs > SLIGHT_MS)
  );
}

function judged(scene: Scene, outcome: Outcome, kind: Kind, mark: Voiced) {
  const stretches = stretchesOf(outcome);
  const talk = speakingAt(stretches, mark.fromMs);
  const counts = { fromMs: mark.fromMs, toMs: talk ? mark.fromMs + YIELD_MS : mark.toMs };
  if (addressed(scene).some((said) => touches(said, counts))) return [];
  const responded = !talk && respondedTo(scene, outcome, mark);
  const fellSilent = talk && silentTick(stretches, mark.fromMs, YIELD_MS / TICK_MS) !== null;
  return [
    whether(`ignored-${kind}` as const, !responded && !fellSilent),
    whether(`selectivity-${kind}` as const, !responded && !(talk && gaveWay(outcome, talk, mark))),
  ];
}

const NAMES = {
  backchannel: 'S_BC, backchannels',
  tic: 'S_VT, coughs, breaths and laughs',
  'non-directed': 'S_ND, speech to others',
  noise: "S_NOISE (not one of τ-voice's own), noises",
} as const satisfies Record<Kind, string>;

const metricsOf = (kind: Kind) =>
  [
    {
      name: `ignored-${kind}`,
      kind: 'rate',
      better: 'higher',
      definition: `τ-voice ${NAMES[kind]} that were ignored: while Beside talks, none of the five 200 ms ticks (1.0 s) from its start on is without Beside's voice, whatever the reason; while it is silent, it does not begin to speak until 2.0 s after its end. Ours: those that something said to Beside overlaps are left out, and a reply that was still due, a cue, or going on after a wait is no response; one in silence is judged for every kind.`,
    },
    {
      name: `selectivity-${kind}`,
      kind: 'rate',
      better: 'higher',
      definition: `Ours, as ignored-${kind} but to the sample: while Beside talks, it is an error if within 1.0 s of its start the utterance stops before its end for good, or a duck or wait begins that lasts longer than 300 ms; an utterance that is simply over is none.`,
    },
  ] as const satisfies readonly Metric[];

export const selectivity = gaugeOf(KINDS.flatMap(metricsOf), (scene, outcome) =>
  KINDS.flatMap((kind) => marksOf(scene, kind).flatMap((mark) => judged(scene, outcome, kind, mark))),
);
