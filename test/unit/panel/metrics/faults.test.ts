import { expect, test } from 'vitest';
import type { Outcome } from '../../../panel/outcome.ts';
import type { Scene } from '../../../panel/scene.ts';
import { gauges, metricNamed } from '../../../panel/metrics/gauges.ts';
import {
  besideTalks,
  due,
  interruption,
  outcomeOf,
  pause,
  sceneOf,
  span,
  turn,
  utterance,
} from './support/stage.ts';

/** Each fault that a policy can have is seen by some metric, and by which: in a few scenes, played by hand. */

const said = 'What is thirty plus nine?';
const played = {
  question: sceneOf('question', [turn(1000, 2500, said, ['39'])]),
  pause: sceneOf('pause', [turn(1000, 4500, said, ['39']), pause(2000, 3200)]),
  interruption: sceneOf('interruption', [interruption(2000, 3500, said, ['39'])], besideTalks),
  backchannel: sceneOf('backchannel', [{ kind: 'backchannel', ...span(2000, 2400) }], besideTalks),
  noise: sceneOf('noise', [{ kind: 'noise', ...span(1000, 5000) }]),
  echo: sceneOf('echo', [], besideTalks),
  time: sceneOf('time', [due(5000, 'lamp')]),
} as const satisfies Record<string, Scene>;
type Part = keyof typeof played;

const answer = (fromMs: number, text = 'It is 39.') => utterance('answer', fromMs, fromMs + 1500, { text });
const heard = (atMs: number, text = said) => ({ heard: [{ atMs, text }] });
const talk = (toMs = 20_000) => utterance('prelude', 0, toMs, { cutOff: toMs < 20_000 });
const lamp = (fromMs: number) => utterance('cue', fromMs, fromMs + 500, { text: 'Lamp.' });

const good: Record<Part, Outcome> = {
  question: outcomeOf([answer(3000)], heard(2600)),
  pause: outcomeOf([answer(5000)], heard(4600)),
  interruption: outcomeOf([talk(2600), answer(4100)], { ...heard(3600), ducks: [span(2200, 2600)] }),
  backchannel: outcomeOf([talk()], { ducks: [span(2100, 2350)] }),
  noise: outcomeOf(),
  echo: outcomeOf([talk()]),
  time: outcomeOf([lamp(5200)]),
};

const faults: Record<string, Partial<Record<Part, Outcome>>> = {
  mute: { question: outcomeOf([], heard(2600)), pause: outcomeOf([], heard(4600)), time: outcomeOf() },
  deaf: { question: outcomeOf(), pause: outcomeOf(), interruption: outcomeOf([talk()]) },
  late: { question: outcomeOf([answer(5000)], heard(4600)) },
  'cuts off': { pause: outcomeOf([answer(2300, 'It is 30.')], heard(2100)) },
  'ignores barge-in': { interruption: outcomeOf([talk(), answer(20_500)], heard(3600)) },
  'goes on after a wait': {
    interruption: outcomeOf([talk()], {
      voiced: [span(0, 2400), span(4000, 20_000)],
      ducks: [span(2200, 2400)],
      waits: [span(2400, 3950)],
    }),
  },
  'yields to everything': {
    backchannel: outcomeOf([talk(2300)]),
    echo: outcomeOf([talk(2300)], { ducks: [span(1900, 2300)] }),
  },
  'ducks for long': { backchannel: outcomeOf([talk()], { ducks: [span(2100, 4000)] }) },
  'forgets what was heard': {
    interruption: outcomeOf([talk(2600), answer(4100)], heard(3600, 'plus nine')),
  },
  'answers wrongly': {
    question: outcomeOf([answer(3000, 'It is 40.')], heard(2600)),
    interruption: outcomeOf([talk(2600), answer(4100, 'It is 40.')], heard(3600)),
  },
  'hears itself': { echo: outcomeOf([talk()], heard(3000, 'one two')) },
  'hears words in noise': { noise: outcomeOf([answer(2000)], heard(1800, 'thank you')) },
  'always speaks': {
    question: outcomeOf([utterance('answer', 0, 20_000)]),
    pause: outcomeOf([utterance('answer', 1200, 20_000)]),
    interruption: outcomeOf([talk()]),
    noise: outcomeOf([utterance('answer', 0, 20_000)]),
  },
  'says its cue late': { time: outcomeOf([lamp(6900)]) },
  'says its cue twice': { time: outcomeOf([lamp(5200), lamp(6000)]) },
  'says what is not due': { time: outcomeOf([lamp(5200), lamp(12_000)]) },
};

/** One figure: sums for what is counted, the mean for times (a panel's medians are not of two values). */
function figure(metric: string, fault: string | null): number {
  const all = Object.entries(played).flatMap(([part, scene]) => {
    const key = part as Part;
    const outcome = (fault === null ? undefined : faults[fault]?.[key]) ?? good[key];
    return gauges.flatMap((gauge) => gauge.observe(scene, outcome)).filter((one) => one.metric === metric);
  });
  const sum = (of: (one: (typeof all)[number]) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  return sum(({ value }) => value) / sum(({ per = 1 }) => per);
}

test.each([
  ['mute', 'act-rate'],
  ['mute', 'response-rate'],
  ['mute', 'turn-missed'],
  ['mute', 'due-passed'],
  ['deaf', 'act-rate'],
  ['deaf', 'response-rate'],
  ['deaf', 'yield-rate'],
  ['deaf', 'words-lost'],
  ['deaf', 'word-errors'],
  ['late', 'response-latency'],
  ['late', 'end-latency'],
  ['late', 'turn-takeover-latency'],
  ['cuts off', 'false-cut-off'],
  ['cuts off', 'false-cut-off-300'],
  ['cuts off', 'false-cut-off-600'],
  ['cuts off', 'pause-cut-off'],
  ['cuts off', 'pause-takeover'],
  ['cuts off', 'restraint-rate'],
  ['ignores barge-in', 'yield-rate'],
  ['ignores barge-in', 'final-stop'],
  ['ignores barge-in', 'yield-for-good-rate'],
  ['goes on after a wait', 'yield-for-good-rate'],
  ['goes on after a wait', 'response-rate'],
  ['goes on after a wait', 'overlap-respond'],
  ['goes on after a wait', 'final-stop'],
  ['goes on after a wait', 'words-lost'],
  ['yields to everything', 'ignored-backchannel'],
  ['yields to everything', 'selectivity-backchannel'],
  ['yields to everything', 'overlap-resume-backchannel'],
  ['yields to everything', 'self-triggers'],
  ['ducks for long', 'selectivity-backchannel'],
  ['ducks for long', 'wrong-give-way'],
  ['forgets what was heard', 'words-lost'],
  ['answers wrongly', 'act-rate'],
  ['answers wrongly', 'overlap-respond'],
  ['hears itself', 'self-triggers'],
  ['hears itself', 'words-hallucinated'],
  ['hears words in noise', 'words-hallucinated'],
  ['hears words in noise', 'ignored-noise'],
  ['always speaks', 'restraint-rate'],
  ['always speaks', 'act-rate'],
  ['always speaks', 'yield-rate'],
  ['always speaks', 'agent-interruptions'],
  ['always speaks', 'pause-takeover'],
  ['says its cue late', 'due-passed'],
  ['says its cue late', 'due-onset-error'],
  ['says its cue twice', 'due-passed'],
  ['says what is not due', 'stray-cues'],
])('who %s is seen by %s', (fault, metric) => {
  const [without, withIt] = [figure(metric, null), figure(metric, fault)];
  if (metricNamed(metric).better === 'higher') expect(withIt).toBeLessThan(without);
  else expect(withIt).toBeGreaterThan(without);
});

test('who always talks looks quick and sure to the takeover pair alone', () => {
  expect(figure('turn-takeover', 'always speaks')).toBe(1);
  expect(figure('turn-takeover-latency', 'always speaks')).toBe(0);
});
