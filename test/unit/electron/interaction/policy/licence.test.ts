import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  licence,
  quietNow,
  type LicenceContext,
  type Proposal,
} from '../../../../../electron/interaction/policy/licence.ts';
import { defaultManners, type Manners } from '../../../../../shared/manners.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Midnight of some day in UTC. */
const MIDNIGHT = 20_000 * DAY;
const at = (hour: number, minute = 0): number => MIDNIGHT + (60 * hour + minute) * MINUTE;

const answer: Proposal = {
  act: 'speak',
  askedBy: 'user-speech',
  askedAtMs: at(12),
  dueMs: null,
  audible: true,
};
const cue: Proposal = { ...answer, act: 'interject', askedAtMs: at(11), dueMs: at(12) };
const nod: Proposal = { ...answer, act: 'backchannel', askedBy: 'self', audible: false };
const context: LicenceContext = {
  wallMs: at(12),
  zoneMs: 0,
  microphoneOpen: true,
  manners: defaultManners,
  hush: null,
  unaskedAtMs: null,
};
const behaving = (manners: Partial<Manners>, change: Partial<LicenceContext> = {}): LicenceContext => ({
  ...context,
  manners: { ...defaultManners, ...manners },
  ...change,
});
const NIGHT = { fromMinute: 22 * 60, toMinute: 7 * 60 };

test('what was asked for and is due now may be said, and a person who talks may be nodded to', () => {
  expect([answer, cue, nod].map((one) => licence(one, context))).toEqual([null, null, null]);
});

test.each([
  'screen',
  'camera',
  'tool',
  'bystander',
  'background',
  'reply-port',
  'inference',
  'self',
] as const)('nothing is said because %s would have it', (askedBy) => {
  expect(licence({ ...answer, askedBy }, context)).toBe('not-instructed');
  expect(licence({ ...cue, askedBy }, context)).toBe('not-instructed');
});

test('in quiet hours what is due is not said, unless it was asked for in them; answers are', () => {
  const night = behaving({ quietHours: NIGHT }, { wallMs: at(23, 30) });
  const due = { ...cue, dueMs: at(23, 30) };
  expect(licence(due, night)).toBe('quiet-hours');
  expect(licence({ ...due, askedAtMs: at(23, 27) }, night)).toBeNull();
  expect(licence(answer, night)).toBeNull();
  expect(licence({ ...due, audible: false }, night)).toBeNull();
});

test('quiet hours pass midnight, go by the clock of the person, and are none where they end as they begin', () => {
  const ruled = (wallMs: number, manners: Partial<Manners>, zoneMs = 0): unknown =>
    licence({ ...cue, dueMs: wallMs }, behaving(manners, { wallMs, zoneMs }));
  const early = { quietHours: NIGHT };
  expect(ruled(at(24 + 6, 59), early)).toBe('quiet-hours');
  expect(ruled(at(24 + 7), early)).toBeNull();
  expect(ruled(at(21, 59), early)).toBeNull();
  expect(ruled(at(21, 30), early, 60 * MINUTE)).toBe('quiet-hours');
  expect(ruled(at(12), { quietHours: { fromMinute: 600, toMinute: 600 } })).toBeNull();
});

test('quiet is told with its end: what was asked for last first, then the hours', () => {
  const quietHours = NIGHT;
  const hush = { fromMs: at(23), untilMs: at(23, 10) };
  const night = behaving({ quietHours }, { wallMs: at(23, 5), hush });
  expect(quietNow(night)).toEqual({ why: 'not-now', untilMs: at(23, 10) });
  expect(quietNow({ ...night, wallMs: at(23, 10) })).toEqual({ why: 'quiet-hours', untilMs: at(24 + 7) });
  expect(quietNow({ ...night, wallMs: at(24 + 7) })).toBeNull();
});

test('after "not now" what was asked for before is not said, what is asked for since is, until it is over', () => {
  const hush = { fromMs: at(11, 55), untilMs: at(12, 5) };
  expect(licence(cue, behaving({}, { hush }))).toBe('not-now');
  expect(licence({ ...cue, askedAtMs: at(11, 56) }, behaving({}, { hush }))).toBeNull();
  expect(licence(cue, behaving({}, { hush, wallMs: at(12, 5) }))).toBeNull();
  expect(licence(answer, behaving({}, { hush }))).toBeNull();
});

test('what is due since half an hour is to be read', () => {
  expect(licence(cue, behaving({}, { wallMs: at(12, 30) }))).toBeNull();
  expect(licence(cue, behaving({}, { wallMs: at(12, 31) }))).toBe('stale');
});

test('a nod needs an open microphone, is not made twice in a row, and never by one who is to be reserved', () => {
  expect(licence(nod, behaving({}, { microphoneOpen: false }))).toBe('gate-closed');
  expect(licence(nod, behaving({ forwardness: 'reserved' }))).toBe('reserved');
  const just = { unaskedAtMs: at(12) - 5000 };
  expect(licence(nod, behaving({}, just))).toBe('cooldown');
  expect(licence(nod, behaving({ forwardness: 'forward' }, just))).toBeNull();
});

test('a nod that can be heard keeps quiet hours; one that is seen need not', () => {
  const night = behaving({ quietHours: NIGHT }, { wallMs: at(23) });
  expect(licence({ ...nod, audible: true }, night)).toBe('quiet-hours');
  expect(licence(nod, night)).toBeNull();
});

test('an answer to a person is never forbidden, and quiet only ever forbids more', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const anyContext = fc.record({
    wallMs: fc.integer({ min: MIDNIGHT, max: MIDNIGHT + 3 * DAY }),
    zoneMs: fc.integer({ min: -12 * 60, max: 14 * 60 }).map((minutes) => minutes * MINUTE),
    microphoneOpen: fc.boolean(),
    manners: fc.record({
      forwardness: fc.constantFrom('reserved' as const, 'balanced' as const, 'forward' as const),
      quietHours: fc.option(fc.record({ fromMinute: minute, toMinute: minute })),
      audibleNods: fc.boolean(),
    }),
    hush: fc.constant(null),
    unaskedAtMs: fc.constant(null),
  });
  const anyProposal = fc.record({
    act: fc.constantFrom('speak' as const, 'interject' as const, 'backchannel' as const),
    askedBy: fc.constantFrom('user-speech' as const, 'user-typing' as const),
    askedAtMs: fc.integer({ min: MIDNIGHT - DAY, max: MIDNIGHT + 3 * DAY }),
    dueMs: fc.constant(null),
    audible: fc.boolean(),
  });
  fc.assert(
    fc.property(anyContext, anyProposal, (one, proposal) => {
      if (proposal.act === 'speak') expect(licence(proposal, one)).toBeNull();
      const hushed = { ...one, hush: { fromMs: one.wallMs, untilMs: one.wallMs + 1 } };
      if (licence(proposal, one) !== null) expect(licence(proposal, hushed)).not.toBeNull();
      const loud = { ...one, manners: { ...one.manners, quietHours: null } };
      if (licence(proposal, loud) !== null) expect(licence(proposal, one)).not.toBeNull();
    }),
  );
});
