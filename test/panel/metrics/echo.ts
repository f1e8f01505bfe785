import type { Outcome } from '../outcome.ts';
import { gaugeOf } from './gauge-of.ts';
import { marksOf } from './marks.ts';
import { givenWay, stretchesOf, totalMs, utterancesOf, within } from './voice.ts';

/** Beside's own voice comes back through the microphone: whatever it makes of it is wrong. */

/** A duck that led to a stop is over when this is, give or take a frame or two and the sound on its way. */
const SLACK_MS = 200;

/** Utterances that were stopped without a duck or wait that led to it. */
function plainStops(outcome: Outcome): number {
  const ways = givenWay(outcome).map(({ fromMs, toMs }) => ({
    fromMs: fromMs - SLACK_MS,
    toMs: toMs + SLACK_MS,
  }));
  return utterancesOf(outcome).filter(
    ({ spoken, toMs }) => spoken.cutOff && !ways.some((way) => within(toMs, way)),
  ).length;
}

export const echo = gaugeOf(
  [
    {
      name: 'self-triggers',
      kind: 'ratio',
      better: 'lower',
      definition:
        'In echo scenes in which nobody speaks: lines that Beside believes to have heard, its ducks and waits (one after the other is one) and its stops without either, per minute of its voice.',
    },
  ],
  (scene, outcome) => {
    const anybody = marksOf(scene, 'turn', 'interruption', 'backchannel', 'tic', 'non-directed');
    const minutes = totalMs(stretchesOf(outcome)) / 60_000;
    if (scene.family !== 'echo' || anybody.length > 0 || minutes === 0) return [];
    const value = outcome.heard.length + givenWay(outcome).length + plainStops(outcome);
    return [{ metric: 'self-triggers', value, per: minutes }];
  },
);
