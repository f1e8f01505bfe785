import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cue } from '../../../../../electron/interaction/cues/cue.ts';
import { answerCueOrder } from '../../../../../electron/interaction/cues/read-order.ts';
import { nothingSaid, type Situation } from '../../../../../electron/interaction/cues/situation.ts';
import type { Reply } from '../../../../../electron/interaction/timeline/events.ts';

/** A Tuesday, 14:05:10. */
const WALL = Date.UTC(2026, 10, 24, 14, 5, 10);
const CLOCK = { wallMs: WALL, zoneMs: 0, hour: 14, minute: 5, second: 10 };
const MINUTE = 60_000;

const asked = (text: string, situation: Partial<Situation> = {}): Reply | null =>
  answerCueOrder(text, { ...nothingSaid(WALL), ...situation }, CLOCK);
const shown = (reply: Reply | null): string | null =>
  reply && reply.sentences.map((one) => one.shown).join(' ');
/** What is set, in few words: what, name, when. */
const setBy = (text: string): string | null => {
  const [order] = asked(text)?.orders ?? [];
  if (order?.type !== 'set-cue') return null;
  const { what, name, timing } = order.cue;
  const when =
    timing.kind === 'at'
      ? `in ${(timing.dueMs - WALL) / 1000} s`
      : timing.kind === 'every'
        ? `every ${timing.everyMs / 1000} s, first in ${(timing.nextMs - WALL) / 1000} s`
        : timing.kind === 'after-silence'
          ? `after ${timing.silentMs / 1000} s of silence`
          : 'by the clock';
  return `${what} "${name}" ${when}`;
};

test.each([
  ['Remind me in ten minutes to stretch.', 'reminder "stretch" in 600 s'],
  ['remind me to stretch in 10 minutes', 'reminder "stretch" in 600 s'],
  ['Could you please remind me in half an hour to call my mother?', 'reminder "call your mother" in 1800 s'],
  ['In 5 minutes, remind me about the oven.', 'reminder "the oven" in 300 s'],
  ['Remind me at 3:30 to call Anna.', 'reminder "call Anna" in 5090 s'],
  [
    'remind me at half past three in the afternoon that the shop closes',
    'reminder "the shop closes" in 5090 s',
  ],
  ['Remind me to take my pills at 9 am', 'reminder "take your pills" in 68090 s'],
  ['Remind me at 3 pm tomorrow to call Anna', 'reminder "call Anna" in 89690 s'],
  ['Set a timer for five minutes.', 'timer "5 minutes" in 300 s'],
  ['set a ten minute timer', 'timer "10 minutes" in 600 s'],
  ['Start a timer for one and a half minutes', 'timer "1 minute 30 seconds" in 90 s'],
  ['timer 30 seconds', 'timer "30 seconds" in 30 s'],
  ['Let me know in two minutes', 'timer "2 minutes" in 120 s'],
  ['Every four seconds say up.', 'phrase "up" every 4 s, first in 4 s'],
  ['Say up every four seconds.', 'phrase "up" every 4 s, first in 4 s'],
  ['say "sit up" every 20 minutes', 'phrase "sit up" every 1200 s, first in 1200 s'],
  ['Every hour remind me to drink water', 'reminder "drink water" every 3600 s, first in 3600 s'],
  ['tell me to breathe every minute', 'reminder "breathe" every 60 s, first in 60 s'],
  ['In ten seconds say hello there', 'phrase "hello there" in 10 s'],
  [
    'When I have been silent for two minutes, say are you there',
    'phrase "are you there" after 120 s of silence',
  ],
  ["If I don't say anything for a minute, remind me to speak", 'reminder "speak" after 60 s of silence'],
  ['After two minutes of silence say hello', 'phrase "hello" after 120 s of silence'],
])('"%s" sets a %s', (text, expected) => {
  expect(setBy(text)).toBe(expected);
});

test.each([
  'What time is it?',
  'In 1990 he moved to Rome',
  'What is ten minutes in seconds?',
  'I slept for ten minutes',
  'Say hello',
  'How are you?',
  'Stop',
  'Every dog has its day',
  'What is 17 times 23?',
  '',
])('"%s" is no order about time', (text) => {
  expect(asked(text)).toBeNull();
});

test('what is asked for without a time is asked back', () => {
  expect(shown(asked('Remind me to stretch'))).toMatch(/^When\?/);
  expect(shown(asked('Set a timer'))).toMatch(/^For how long\?/);
  expect(asked('Set a timer')?.orders).toBeUndefined();
});

test('an order is said back with what was understood', () => {
  expect(shown(asked('Remind me in ten minutes to stretch'))).toBe("I'll remind you in 10 minutes: stretch.");
  expect(shown(asked('set a timer for 5 minutes'))).toBe('Timer set: 5 minutes.');
  expect(shown(asked('say up every four seconds'))).toBe("I'll say it every 4 seconds.");
  expect(shown(asked('remind me every hour to drink'))).toBe("I'll remind you every hour: drink.");
  expect(shown(asked('remind me at 9 am to run'))).toBe("I'll remind you tomorrow at 9:00 AM: run.");
});

const cue = (id: string, change: Partial<Cue> = {}): Cue => ({
  id,
  name: id,
  what: 'reminder',
  words: { shown: id, spoken: id },
  timing: { kind: 'at', dueMs: WALL + 10 * MINUTE },
  setAtMs: WALL,
  ...change,
});
const stretch = cue('stretch');
const oven = cue('the oven', { timing: { kind: 'at', dueMs: WALL + 2 * MINUTE } });
const timer = cue('5 minutes', { what: 'timer', timing: { kind: 'at', dueMs: WALL + 5 * MINUTE } });
const up = cue('up', { what: 'phrase', timing: { kind: 'every', everyMs: 4000, nextMs: WALL + 1000 } });
const cues = [stretch, oven, timer, up];

const ends = (text: string, situation: Partial<Situation> = { cues }): readonly string[] | null => {
  const reply = asked(text, situation);
  const [order] = reply?.orders ?? [];
  if (order?.type === 'cancel-cues') return order.ids;
  return reply === null ? null : [];
};

test.each([
  ['Cancel the stretch reminder.', ['stretch']],
  ['stop reminding me to stretch', ['stretch']],
  ['Delete the reminder about the oven', ['the oven']],
  ['Cancel the timer.', ['5 minutes']],
  ['stop saying up', ['up']],
  ['Stop.', ['up']],
  ['stop it', ['up']],
  ['cancel everything', ['stretch', 'the oven', '5 minutes', 'up']],
  ['cancel all timers', ['5 minutes']],
  ['Cancel the reminder about cheese', []],
])('"%s" ends %j', (text, expected) => {
  expect(ends(text)).toEqual(expected);
});

test('"stop" alone ends nothing that is still to come once', () => {
  expect(ends('Stop', { cues: [stretch, timer] })).toBeNull();
});

test('"stop it" ends the one that spoke last', () => {
  expect(ends('stop it', { cues, lastCueId: 'the oven' })).toEqual(['the oven']);
});

test('with nothing to end that is said', () => {
  expect(shown(asked('Cancel the timer', { cues: [] }))).toBe('I have nothing like that to stop.');
});

const moves = (text: string): string | null => {
  const [order] = asked(text, { cues })?.orders ?? [];
  if (order?.type !== 'move-cue') return null;
  const { timing } = order;
  if (timing.kind === 'every') return `${order.id} every ${timing.everyMs}`;
  return timing.kind === 'at' ? `${order.id} in ${timing.dueMs - WALL}` : `${order.id} ${timing.kind}`;
};

test.each([
  ['Make the timer ten minutes', '5 minutes in 600000'],
  ['change the timer to ten minutes', '5 minutes in 600000'],
  ['make it six seconds', 'up every 6000'],
  ['change the stretch reminder to half past three', 'stretch in 5090000'],
  ['move the oven reminder to 3 pm', 'the oven in 3290000'],
])('"%s": %s', (text, expected) => {
  expect(moves(text)).toBe(expected);
});

test('what repeats cannot be moved to more often than a voice can keep, nor to never', () => {
  expect(moves('make it one second')).toBe('up every 2000');
  expect(moves('make it zero seconds')).toBeNull();
});

test.each([
  'remind me in 0 seconds to go',
  `remind me in ${'9'.repeat(400)} days to go`,
  'every zero minutes say up',
])('a time that no clock keeps sets nothing', (text) => {
  expect(asked(text)?.orders).toBeUndefined();
});

test('what stands is listed with when it comes', () => {
  expect(shown(asked('What reminders do I have?', { cues: [stretch, up] }))).toBe(
    'You have 2 reminders: stretch, in 10 minutes, and up, every 4 seconds.',
  );
  expect(shown(asked('what reminders do I have'))).toBe('You have no reminders.');
  expect(shown(asked('How much time is left?', { cues: [timer] }))).toBe('5 minutes left.');
});

test('"how long did that take" counts from the stopwatch, or else from what the person said before', () => {
  const [order] = asked('start the stopwatch')?.orders ?? [];
  expect(order).toEqual({ type: 'start-stopwatch', atMs: WALL });
  expect(shown(asked('How long did that take?', { stopwatchMs: WALL - 90_000 }))).toBe(
    '1 minute 30 seconds.',
  );
  const heardBefore = { text: 'Now I go', atMs: WALL - 12_000 };
  expect(shown(asked('how long did that take', { heardBefore }))).toBe('12 seconds since you last spoke.');
  expect(shown(asked('how long did that take'))).toMatch(/^I don't know/);
});

test('whatever is said, nothing breaks, and what is set is in the future', () => {
  const word = fc.constantFrom(
    ...'remind me to in at on daily day monday mondays weekday morning night every say stop cancel the timer ten 5 minutes an hour and a half past three pm up reminder all silence of after for set change make it'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const reply = asked(words.join(' '), { cues });
      for (const order of reply?.orders ?? []) {
        if (order.type !== 'set-cue') continue;
        const { timing, name } = order.cue;
        expect(name).not.toBe('');
        if (timing.kind === 'at') expect(timing.dueMs).toBeGreaterThan(WALL);
        if (timing.kind === 'clock') expect(timing.nextLocalMs).toBeGreaterThan(WALL);
        if (timing.kind === 'every') expect(timing.everyMs).toBeGreaterThanOrEqual(2000);
      }
    }),
    { numRuns: 2000 },
  );
});
