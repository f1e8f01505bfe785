import type { Outcome, Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { addressed, nextAddressedMs, voicedToBeside } from './marks.ts';
import { beginnings } from './starts.ts';
import { silentTick, TICK_MS, tickOf, voicedIn } from './ticks.ts';
import { speakingAt, stretchesOf, within, type Stretch } from './voice.ts';

/** Of the τ-voice interaction panel (tau2-bench): how fast and how surely Beside takes and gives the floor. */

/** Within so long, in ticks the one in which the interruption starts among them, Beside has to be silent. */
const YIELD_MS = 2000;
const YIELD_TICKS = YIELD_MS / TICK_MS;

/** Whether Beside, at the end of what was said to it, was in the middle of something. */
const talkedThrough = (stretches: readonly Stretch[], endMs: number): boolean =>
  voicedIn(
    stretches.filter(({ fromMs }) => fromMs < endMs),
    tickOf(endMs) + 1,
  );

/** What Beside begins after it and before the next thing that is said to it; undefined: nothing. */
const responseTo = (scene: Scene, outcome: Outcome, said: Voiced): Stretch | undefined =>
  beginnings(outcome).find(
    ({ fromMs, of }) =>
      of?.because !== 'cue' && fromMs >= said.toMs && fromMs <= nextAddressedMs(scene, said.fromMs),
  );

function responses(scene: Scene, outcome: Outcome, stretches: readonly Stretch[]) {
  return addressed(scene)
    .filter(({ toMs }) => !talkedThrough(stretches, toMs))
    .flatMap((said) => {
      const response = responseTo(scene, outcome, said);
      if (!response) return [whether('response-rate', false)];
      const ticks = Math.max(0, tickOf(response.fromMs) - tickOf(said.toMs) - 1);
      return [
        whether('response-rate', true),
        { metric: 'response-latency' as const, value: ticks * TICK_MS },
      ];
    });
}

/** When the utterance that a stretch belongs to was last to be heard. */
const lastHeardMs = (stretches: readonly Stretch[], talk: Stretch): number =>
  talk.of === null
    ? talk.toMs
    : Math.max(...stretches.filter(({ of }) => of === talk.of).map(({ toMs }) => toMs));

function yields(scene: Scene, stretches: readonly Stretch[]) {
  return addressed(scene).flatMap(({ fromMs }) => {
    const talk = speakingAt(stretches, fromMs);
    if (!talk) return [];
    const tick = silentTick(stretches, fromMs, YIELD_TICKS);
    const forGood = lastHeardMs(stretches, talk) - fromMs <= YIELD_MS;
    const value = ((tick ?? 0) - tickOf(fromMs)) * TICK_MS;
    return [
      whether('yield-rate', tick !== null),
      whether('yield-for-good-rate', forGood),
      ...(tick === null ? [] : [{ metric: 'yield-latency' as const, value }]),
    ];
  });
}

/** A typed line is answered when it comes, whoever speaks. */
const repliesToTyping = ({ prelude }: Scene, stretch: Stretch, all: readonly Stretch[]): boolean =>
  prelude.kind === 'typed' &&
  all.find(({ fromMs, of }) => of?.because === 'answer' && fromMs >= prelude.atMs) === stretch;

function agentInterruptions(scene: Scene, stretches: readonly Stretch[]) {
  const turns = addressed(scene).length;
  const voiced = voicedToBeside(scene);
  const over = stretches.filter(
    (stretch) =>
      stretch.of?.because !== 'cue' &&
      voiced.some((span) => within(stretch.fromMs, span)) &&
      !repliesToTyping(scene, stretch, stretches),
  );
  return turns === 0 ? [] : [{ metric: 'agent-interruptions' as const, value: over.length, per: turns }];
}

export const interaction = gaugeOf(
  [
    {
      name: 'response-latency',
      kind: 'ms',
      better: 'lower',
      definition:
        "τ-voice L_R: from the tick after what was said to Beside (turn or interruption) to the tick in which Beside's voice next sets in, 200 ms ticks, before the next thing is said to it; left out where Beside talked through its end, or never answered. Ours: a whole turn with its pauses is one, an onset in the same tick counts as 0, going on with what was interrupted is no response, nor is a due cue.",
    },
    {
      name: 'response-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "τ-voice R_R: turns and interruptions that Beside's voice sets in after, before the next thing is said to it. Left out where Beside talked through its end. Ours: what is never answered before the scene is over counts as unanswered too; going on with what was interrupted is no response, nor is a due cue.",
    },
    {
      name: 'yield-latency',
      kind: 'ms',
      better: 'lower',
      definition:
        "τ-voice L_Y: from the tick in which a turn or interruption starts over Beside's voice to the first 200 ms tick without its voice, within 2.0 s; breaths up to 500 ms within an utterance are voice, a wait is silence. Only where it yielded: read it with yield-rate.",
    },
    {
      name: 'yield-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "τ-voice R_Y: turns and interruptions that start over Beside's voice after which one of the ten 200 ms ticks (2.0 s) is without its voice, for whatever reason.",
    },
    {
      name: 'yield-for-good-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "Ours, to the sample: turns and interruptions that start over Beside's voice after which the utterance that they interrupt is heard for no longer than 2.0 s. Who waits and then goes on with it has yielded for τ-voice, and not for this.",
    },
    {
      name: 'agent-interruptions',
      kind: 'ratio',
      better: 'lower',
      definition:
        "τ-voice I_A: how often Beside's voice sets in while a turn or interruption is voiced, by turns and interruptions. Can be over 1. Ours: due cues and the reply to a typed line do not count, nor speech to others; times to the sample, not the tick.",
    },
  ],
  (scene: Scene, outcome: Outcome) => {
    const stretches = stretchesOf(outcome);
    return [
      ...responses(scene, outcome, stretches),
      ...yields(scene, stretches),
      ...agentInterruptions(scene, stretches),
    ];
  },
);
