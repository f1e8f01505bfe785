import { expect, test } from 'vitest';
import { acts, userStates } from '../../../../../electron/interaction/policy/learned/layout.ts';
import { LABEL_SIZE, labelsOf } from '../../../../../resources/interaction-model/simulate/labels.ts';
import type { Outcome } from '../../../../panel/outcome.ts';
import type { Mark, Scene } from '../../../../panel/scene.ts';
import {
  interruption,
  outcomeOf,
  sceneOf,
  span,
  turn,
  utterance,
} from '../../../panel/metrics/support/stage.ts';

/** A cell's label, by its end. */
interface Told {
  readonly act: string | undefined;
  readonly user: string | undefined;
  readonly person: readonly number[];
  readonly own: readonly number[];
  readonly weightAct: number;
  readonly weightUser: number;
}

const CELLS = 60;

function labels(
  marks: readonly Mark[],
  outcome: Outcome,
  more: Partial<Scene> = {},
): (endMs: number) => Told {
  const ends = Array.from({ length: CELLS }, (_, i) => 200 * (i + 1));
  const scene = sceneOf('question', marks, { durationMs: 10_000, ...more });
  const all = labelsOf(scene, outcome, ends);
  return (endMs) => {
    const label = all[ends.indexOf(endMs)];
    if (!label) throw new Error(`no cell ends at ${endMs}`);
    const numbers = [...label];
    return {
      act: acts[numbers.slice(0, 5).indexOf(1)],
      user: userStates[numbers.slice(5, 12).indexOf(1)],
      person: numbers.slice(12, 16),
      own: numbers.slice(16, 20),
      weightAct: numbers[20] ?? Number.NaN,
      weightUser: numbers[21] ?? Number.NaN,
    };
  };
}

const pause = (fromMs: number, toMs: number): Mark => ({ kind: 'pause', fromMs, toMs });

test('a label has 22 numbers', () => {
  expect(LABEL_SIZE).toBe(22);
  expect(labelsOf(sceneOf('noise', []), outcomeOf(), [200])[0]).toHaveLength(22);
});

test('after a turn it is to speak, until its answer is audible', () => {
  const at = labels([turn(1500, 3000)], outcomeOf([utterance('answer', 3700, 6000)]));
  expect([at(1400), at(2000), at(3000)].map(({ act }) => act)).toEqual(['silent', 'silent', 'silent']);
  expect([at(3200), at(3600)].map(({ act, user }) => [act, user])).toEqual([
    ['speak', 'finished'],
    ['speak', 'finished'],
  ]);
  expect([at(3800), at(6000), at(6200)].map(({ act, user }) => [act, user])).toEqual([
    ['hold', 'silent'],
    ['hold', 'silent'],
    ['silent', 'silent'],
  ]);
});

test('not before 60 ms after the last voiced sample, and not for more than 3 s', () => {
  expect(labels([turn(1500, 3000)], outcomeOf())(3000).act).toBe('silent');
  expect(labels([turn(1500, 2950)], outcomeOf())(3000).act).toBe('silent');
  expect(labels([turn(1500, 2940)], outcomeOf())(3000).act).toBe('speak');
  const at = labels([turn(1500, 3000)], outcomeOf());
  expect([at(6000), at(6200)].map(({ act, user }) => [act, user])).toEqual([
    ['speak', 'finished'],
    ['silent', 'silent'],
  ]);
});

test('in a pause of a turn the person hesitates, and it is to stay silent', () => {
  const at = labels([turn(1000, 5000), pause(2000, 4000)], outcomeOf());
  expect(at(1800)).toMatchObject({ act: 'silent', user: 'speaking' });
  expect(at(3000)).toMatchObject({ act: 'silent', user: 'hesitating' });
  expect(at(4600)).toMatchObject({ act: 'silent', user: 'speaking' });
  expect(at(5200)).toMatchObject({ act: 'speak', user: 'finished' });
});

test('who was broken into in mid-turn takes the floor back, and is answered at the end', () => {
  // Beside answered in the pause, went on over the rest and was silent before its end.
  const at = labels(
    [turn(1000, 5500), pause(2000, 3000)],
    outcomeOf([utterance('answer', 2500, 3700), utterance('answer', 6000, 7000)]),
  );
  expect(at(2600)).toMatchObject({ act: 'hold', user: 'hesitating' });
  expect(at(3200)).toMatchObject({ act: 'hold', user: 'speaking' });
  expect(at(3400)).toMatchObject({ act: 'yield', user: 'speaking' });
  expect(at(3800)).toMatchObject({ act: 'silent', user: 'speaking' });
  expect(at(5600)).toMatchObject({ act: 'speak', user: 'finished' });
  expect(at(6200)).toMatchObject({ act: 'hold', user: 'silent' });
});

test('an interruption is given way to from 250 ms on, and answered once it is over', () => {
  const at = labels(
    [interruption(2000, 4000)],
    outcomeOf([utterance('prelude', 0, 3000), utterance('answer', 4700, 6000)]),
  );
  expect(
    [at(2000), at(2200), at(2400), at(3000), at(3200), at(4000), at(4200), at(4800)].map(({ act }) => act),
  ).toEqual(['hold', 'hold', 'yield', 'yield', 'silent', 'silent', 'speak', 'hold']);
  expect(at(2400).user).toBe('speaking');
});

test('an answer that follows is not given way to because of what was said before it', () => {
  const at = labels(
    [interruption(2000, 3000)],
    outcomeOf([utterance('prelude', 0, 2600), utterance('answer', 3500, 5000)]),
  );
  expect([at(2400), at(3400), at(3600), at(4200)].map(({ act }) => act)).toEqual([
    'yield',
    'speak',
    'hold',
    'hold',
  ]);
});

test('who has not given way after 2.5 s is past that', () => {
  const at = labels([interruption(2000, 3000)], outcomeOf([utterance('prelude', 0, 9000)]));
  expect([at(4400), at(4600)].map(({ act }) => act)).toEqual(['yield', 'hold']);
});

test.each(['backchannel', 'tic', 'non-directed', 'noise'] as const)('over a %s it goes on', (kind) => {
  const at = labels([{ kind, fromMs: 2000, toMs: 3000 }], outcomeOf([utterance('prelude', 0, 5000)]));
  const user =
    kind === 'tic' || kind === 'noise' ? 'noise' : kind === 'non-directed' ? 'to-someone-else' : kind;
  expect([at(2400), at(2800)].map((one) => [one.act, one.user])).toEqual([
    ['hold', user],
    ['hold', user],
  ]);
  expect(at(3200)).toMatchObject({ act: 'hold', user: 'silent' });
});

test('what is not meant for it wants no answer', () => {
  const at = labels([{ kind: 'non-directed', fromMs: 2000, toMs: 3000 }], outcomeOf());
  expect([at(2600), at(3200), at(4000)].map(({ act }) => act)).toEqual(['silent', 'silent', 'silent']);
});

test('the next thing that is said ends the waiting for an answer to the one before', () => {
  const at = labels([turn(1000, 2000), turn(3000, 4000)], outcomeOf());
  expect([at(2400), at(3200), at(4200)].map(({ act, user }) => [act, user])).toEqual([
    ['speak', 'finished'],
    ['silent', 'speaking'],
    ['speak', 'finished'],
  ]);
});

test('a breath of Beside is no end of its voice', () => {
  const outcome = outcomeOf([utterance('prelude', 0, 5000)], { voiced: [span(0, 2000), span(2400, 5000)] });
  const at = labels([], outcome);
  expect(at(2200).act).toBe('hold');
  expect(at(1800).own).toEqual([1, 0, 1, 1]);
});

test('voice to come is told of both, and is unknown after the end', () => {
  const at = labels([turn(2000, 3000)], outcomeOf([utterance('answer', 3500, 6000)]));
  expect(at(1600)).toMatchObject({ person: [0, 1, 1, 0], own: [0, 0, 0, 0] });
  expect(at(2000)).toMatchObject({ person: [1, 1, 1, 0], own: [0, 0, 0, 1] });
  expect(at(2800)).toMatchObject({ person: [1, 0, 0, 0], own: [0, 0, 1, 1] });
  expect(at(11_000)).toMatchObject({ person: [0, 0, -1, -1], own: [0, 0, -1, -1] });
});

test('cells count less near an edge, and not at all in the first second', () => {
  const at = labels([turn(2100, 3000)], outcomeOf());
  expect([at(200), at(1000)].map(({ weightAct }) => weightAct)).toEqual([0, 0]);
  expect([at(1200), at(1800), at(2400), at(2600)].map(({ weightUser }) => weightUser)).toEqual([1, 1, 1, 1]);
  for (const endMs of [2000, 2200, 2800, 3000, 3200])
    expect([at(endMs).weightAct, at(endMs).weightUser]).toEqual([expect.closeTo(0.3), expect.closeTo(0.3)]);
});

test('of a piece of running speech only its pauses are known, and that nobody finished', () => {
  const at = labels([pause(3000, 4000)], outcomeOf(), { durationMs: 6000 });
  expect(at(2000)).toMatchObject({ act: 'silent', user: undefined, weightUser: 0, person: [-1, -1, -1, -1] });
  expect(at(3600)).toMatchObject({ act: 'silent', user: 'hesitating', weightUser: 1 });
  expect(at(6200)).toMatchObject({ act: undefined, user: undefined, weightAct: 0 });
  const over = labels([pause(3000, 4000)], outcomeOf([utterance('answer', 3600, 5000)]), {
    durationMs: 6000,
  });
  expect(over(4400).act).toBeUndefined();
});
