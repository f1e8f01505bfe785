import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { isRight, marksOf, saidToBeside } from './marks.ts';
import { answersTo, EARLY_MS, unaskedBeginnings } from './starts.ts';
import { heardText } from './voice.ts';

/** Acting and refraining apart: who is always silent has one of them, who always talks the other. */

const acts = (scene: Scene, outcome: Outcome) =>
  scene.family === 'time'
    ? []
    : marksOf(scene, 'turn').map((turn) =>
        whether(
          'act-rate',
          answersTo(scene, outcome, turn).some(({ spoken }) => isRight(heardText(spoken), turn.answer)),
        ),
      );

/** Until when Beside has to keep silent unless it is asked; null: this scene is not there to find that out. */
function silentUntilMs(scene: Scene): number | null {
  switch (scene.family) {
    case 'noise':
    case 'echo':
    case 'non-directed':
      return Number.POSITIVE_INFINITY;
    case 'backchannel':
    case 'tic':
      return scene.prelude.kind === 'beside-talks' ? null : Number.POSITIVE_INFINITY;
    case 'pause': {
      const last = saidToBeside(scene).at(-1);
      return last ? last.toMs - EARLY_MS : null;
    }
    case 'question':
    case 'interruption':
    case 'time':
      return null;
  }
}

function refrains(scene: Scene, outcome: Outcome) {
  const untilMs = silentUntilMs(scene);
  if (untilMs === null) return [];
  const broken = unaskedBeginnings(scene, outcome).some(({ fromMs }) => fromMs < untilMs);
  return [whether('restraint-rate', !broken)];
}

export const controls = gaugeOf(
  [
    {
      name: 'act-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "Turns (not those of time scenes, which give orders) after which an answer begins, from 250 ms before their end until the next thing is said to Beside, that has one of the scene's right answers in what was played of it; where none is given, any answer.",
    },
    {
      name: 'restraint-rate',
      kind: 'rate',
      better: 'higher',
      definition:
        "Scenes of noise, echo and speech to others, of backchannels and tics without Beside's talking first, and of pauses up to 250 ms before the end of the last turn, in which Beside's voice does not begin unasked: the first beginning after something was said or typed to it is its reply, due cues and the prelude are no fault, going on after a wait is no beginning.",
    },
  ],
  (scene, outcome) => [...acts(scene, outcome), ...refrains(scene, outcome)],
);
