import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultEndOfTurn, endOfTurn } from '../../../../../electron/interaction/policy/end-of-turn.ts';
import type { PolicyView } from '../../../../../electron/interaction/policy/policy.ts';
import {
  defaultSilenceTimeout,
  silenceTimeout,
} from '../../../../../electron/interaction/policy/silence-timeout.ts';
import type { Decision } from '../../../../../electron/interaction/timeline/events.ts';
import { said } from './support/view.ts';

const paused = said;
const policy = endOfTurn({ ...defaultEndOfTurn, threshold: 0.6 });
const decided = (view: PolicyView): Decision => policy.step(null, view, 0).decision;

const table: readonly (readonly [string, Partial<PolicyView>, string])[] = [
  ['nothing is told of the pause', { silentMs: 1499 }, 'silent: person-has-the-floor'],
  ['the words sound whole', { silentMs: 200, endOfTurn: 0.6 }, 'speak: end-of-turn'],
  [
    'they sound whole and the pause is too short',
    { silentMs: 199, endOfTurn: 1 },
    'silent: person-has-the-floor',
  ],
  ['they do not quite sound whole', { silentMs: 1499, endOfTurn: 0.59 }, 'silent: person-has-the-floor'],
  ['they do not, for very long', { silentMs: 1500, endOfTurn: 0 }, 'speak: silence-timeout'],
  ['nothing is told, for very long', { silentMs: 1500 }, 'speak: silence-timeout'],
  ['the person speaks on', { silentMs: 0, endOfTurn: 1 }, 'silent: person-has-the-floor'],
  ['Beside itself speaks', { silentMs: 300, endOfTurn: 1, ownVoice: 'speaking' }, 'hold: own-voice-goes-on'],
  ['nothing was said', { utteranceOpen: false, endOfTurn: 1, silentMs: 300 }, 'silent: nothing-said'],
  [
    'a long speech pauses, and does not sound whole',
    { silentMs: 224, endOfTurn: 0.2, unsignedMs: 3000 },
    'backchannel: pause-in-long-speech',
  ],
];

test.each(table)('when %s', (_when, change, expected) => {
  const { act, reason } = decided({ ...paused, ...change });
  expect(`${act}: ${reason}`).toBe(expected);
});

test('it is as sure as the head was', () => {
  expect(decided({ ...paused, silentMs: 300, endOfTurn: 0.75 }).confidence).toBe(0.75);
});

test('it asks for what it goes by, and says its threshold in its name', () => {
  expect(policy).toMatchObject({ name: 'end-of-turn-60', asksEndOfTurn: true });
  expect('asksEndOfTurn' in silenceTimeout()).toBe(false);
});

const views: fc.Arbitrary<PolicyView> = fc.record({
  microphoneOpen: fc.boolean(),
  utteranceOpen: fc.boolean(),
  silentMs: fc.integer({ min: 0, max: 3000 }),
  voicedMs: fc.integer({ min: 0, max: 9000 }),
  unsignedMs: fc.integer({ min: 0, max: 9000 }),
  forwardness: fc.constantFrom('reserved', 'balanced', 'forward'),
  typedWaiting: fc.boolean(),
  ownVoice: fc.constantFrom('silent', 'speaking'),
  overMs: fc.integer({ min: 0, max: 900 }),
  ownWords: fc.boolean(),
  askedToStop: fc.boolean(),
  goesOn: fc.boolean(),
  askedOfVoice: fc.boolean(),
});
const probability = fc.double({ min: 0, max: 1, noNaN: true });

test('whatever is seen, without a probability it is a silence timeout of its fallback', () => {
  const timeout = silenceTimeout({ ...defaultSilenceTimeout, timeoutMs: defaultEndOfTurn.fallbackMs });
  fc.assert(
    fc.property(views, (view) => {
      expect(decided(view)).toEqual(timeout.step(null, view, 0).decision);
    }),
  );
});

test('a higher probability never keeps it from speaking, and changes nothing but whether it does', () => {
  fc.assert(
    fc.property(views, probability, probability, (view, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((one) =>
        decided({ ...view, endOfTurn: one }),
      );
      if (less?.act === 'speak') expect(more?.act).toBe('speak');
      if (more?.act !== 'speak') expect(more).toEqual(less);
    }),
  );
});

test('it speaks by a probability in pauses only', () => {
  fc.assert(
    fc.property(views, probability, (view, endOfTurnNow) => {
      const { reason } = decided({ ...view, endOfTurn: endOfTurnNow });
      if (reason === 'end-of-turn')
        expect(view.utteranceOpen && view.silentMs >= 200 && endOfTurnNow >= 0.6).toBe(true);
    }),
  );
});
