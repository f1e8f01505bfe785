import type { Outcome, Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { addressed, nextAddressedMs, voicedToBeside } from './marks.ts';
import { silentTick, TICK_MS, tickOf, voicedIn } from './ticks.ts';
import { speakingAt, stretchesOf, within, type Stretch } from './voice.ts';

/** Of the τ-voice interaction panel (tau2-bench): how fast and how surely Beside takes and gives the floor. */

/** Within so many ticks, the one in which the interruption starts among them, Beside has to be silent. */
const YIELD_TICKS = 2000 / TICK_MS;

/** Whether Beside, at the end of what was said to it, was in the middle of something. */
const talkedThrough = (stretches: readonly Stretch[], endMs: number): boolean =>
  voicedIn(
    stretches.filter(({ fromMs }) => fromMs < endMs),
    tickOf(endMs) + 1,
  );

/** The start that comes after it and before the next thing that is said to Beside; undefined: none. */
const responseTo = (scene: Scene, stretches: readonly Stretch[], said: Voiced): Stretch | undefined =>
  stretches.find(
    ({ fromMs, of }) =>
      of?.because !== 'cue' && fromMs >= said.toMs && fromMs <= nextAddressedMs(scene, said.fromMs),
  );

function responses(scene: Scene, stretches: readonly Stretch[]) {
  return addressed(scene)
    .filter(({ toMs }) => !talkedThrough(stretches, toMs))
    .flatMap((said) => {
      const response = responseTo(scene, stretches, said);
      if (!response) return [whether('response-rate', false)];
      const ticks = Math.max(0, tickOf(response.fromMs) - tickOf(said.toMs) - 1);
      return [
        whether('response-rate', true),
        { metric: 'response-latency' as const, value: ticks * TICK_MS },
      ];
    });
}

function yields(scene: Scene, stretches: readonly Stretch[]) {
  return addressed(scene)
    .filter(({ fromMs }) => speakingAt(stretches, fromMs))
    .flatMap(({ fromMs }) => {
      const tick = silentTick(stretches, fromMs, YIELD_TICKS);
      if (tick === null) return [whether('yield-rate', false)];
      const value = (tick - tickOf(fromMs)) * TICK_MS;
      return [whether('yield-rate', true), { metric: 'yield-latency' as const, value }];
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
        "τ-voice L_R: from the tick after what was said to Beside (turn or interruption) to the tick in which Beside's voice next sets in, 200 ms ticks, before the next thing is said to it; left out where Beside talked through its end, or never answered. Ours: a whole turn with its pauses is one, an onset in the same tick counts as 0, a due cue is no response.",
    },
    {
      name: 'response-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "τ-voice R_R: turns and interruptions that Beside's voice sets in after, before the next thing is said to it. Left out where Beside talked through its end. Ours: what is never answered before the scene is over counts as unanswered too.",
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
      ...responses(scene, stretches),
      ...yields(scene, stretches),
      ...agentInterruptions(scene, stretches),
    ];
  },
);
