import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acts, userStates } from '../../../../../../electron/interaction/policy/learned/layout.ts';
import {
  defaultLearned,
  learned,
  learnedNamed,
} from '../../../../../../electron/interaction/policy/learned/learned.ts';
import type { PolicyView } from '../../../../../../electron/interaction/policy/policy.ts';
import type { Act, Decision, UserState } from '../../../../../../electron/interaction/timeline/events.ts';
import { said as justSaid } from '../support/view.ts';

const said: PolicyView = { ...justSaid, silentMs: 300 };
const speaking: Partial<PolicyView> = { ownVoice: 'speaking', silentMs: 0, overMs: 64 };
const policy = learned({ ...defaultLearned, speakAt: 0.6, yieldAt: 0.7 });

/** One act at `probability`, the rest shared among the others. */
const told = (
  act: Act,
  probability: number,
  ageMs = 0,
  user: UserState = 'hesitating',
): Partial<PolicyView> => ({
  learned: {
    act: acts.map((one) => (one === act ? probability : (1 - probability) / 4)),
    user: userStates.map((one) => (one === user ? 0.9 : 0.1 / 6)),
    ageMs,
  },
});
const decided = (change: Partial<PolicyView>): Decision =>
  policy.step(null, { ...said, ...change }, 0).decision;

const table: readonly (readonly [string, Partial<PolicyView>, string])[] = [
  ['the network is sure enough that the floor is free', told('speak', 0.6), 'speak: turn-ended'],
  ['it is not', told('speak', 0.59), 'silent: person-has-the-floor'],
  [
    'the silence may lie within a word',
    { ...told('speak', 1), silentMs: 199 },
    'silent: person-has-the-floor',
  ],
  ['what it told is a little old', told('speak', 0.9, 600), 'speak: turn-ended'],
  ['what it told is too old', told('speak', 0.9, 800), 'silent: person-has-the-floor'],
  ['it tells nothing, and the silence is short', { silentMs: 1199 }, 'silent: person-has-the-floor'],
  ['it tells nothing, and the silence is long', { silentMs: 1200 }, 'speak: silence-timeout'],
  ['it is unsure for long', { ...told('speak', 0.2), silentMs: 3100 }, 'silent: person-has-the-floor'],
  ['it is unsure for very long', { ...told('speak', 0.2), silentMs: 3200 }, 'silent: not-for-beside'],
  ['nothing was said', { ...told('speak', 1), utteranceOpen: false }, 'silent: nothing-said'],
  ['a line was typed', { ...told('silent', 1), typedWaiting: true }, 'speak: typed-line'],
  ['the person wants the floor', { ...speaking, ...told('yield', 0.7) }, 'yield: floor-wanted'],
  ['they do not quite', { ...speaking, ...told('yield', 0.69) }, 'hold: own-voice-goes-on'],
  [
    'they talk on, and the network takes it for no wish',
    { ...speaking, ...told('hold', 1), overMs: 900 },
    'hold: own-voice-goes-on',
  ],
  ['they talk on, and it tells nothing', { ...speaking, overMs: 96 }, 'yield: voice-over-own-voice'],
  ['the words are its own', { ...speaking, ...told('yield', 1), ownWords: true }, 'hold: own-voice-goes-on'],
  ['it is told to stop', { ...speaking, ...told('hold', 1), askedToStop: true }, 'yield: asked-to-stop'],
  ['it is to speak louder', { ...speaking, ...told('hold', 1), askedOfVoice: true }, 'yield: asked-of-voice'],
  ['they go on with their line', { ...speaking, ...told('hold', 1), goesOn: true }, 'yield: goes-on'],
];

test.each(table)('when %s', (_when, change, expected) => {
  const { act, reason } = decided(change);
  expect(`${act}: ${reason}`).toBe(expected);
});

test('it is as sure as the network, and takes the person for what the network takes them for', () => {
  expect(decided(told('speak', 0.75))).toMatchObject({ confidence: 0.75, userState: 'finished' });
  expect(decided(told('silent', 0.8, 0, 'to-someone-else'))).toMatchObject({
    act: 'silent',
    confidence: 0.8,
    userState: 'to-someone-else',
  });
  expect(decided({ ...speaking, ...told('hold', 0.9, 0, 'backchannel') })).toMatchObject({
    act: 'hold',
    confidence: 0.9,
    userState: 'backchannel',
  });
});

test('its name is all that a replay needs to make it again', () => {
  expect(policy.name).toBe('learned-60-70');
  expect(learned().name).toBe('learned-50');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 999 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (speak, take, probability) => {
        const one = learned({ ...defaultLearned, speakAt: speak / 1000, yieldAt: take / 1000 });
        const again = learnedNamed(one.name);
        expect(again?.name).toBe(one.name);
        for (const view of [
          { ...said, ...told('speak', probability) },
          { ...said, ...speaking, ...told('yield', probability) },
          { ...said, ...told('speak', speak / 1000) },
        ])
          expect(again?.step(null, view, 0)).toEqual(one.step(null, view, 0));
      },
    ),
  );
});

test.each(['learned-', 'learned-x', 'learned-50-', 'silence-timeout-500'])('%s is none of these', (name) => {
  expect(learnedNamed(name)).toBeNull();
});
