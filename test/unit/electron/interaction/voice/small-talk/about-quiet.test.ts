import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingSaid } from '../../../../../../electron/interaction/cues/situation.ts';
import { answerAboutQuiet } from '../../../../../../electron/interaction/voice/small-talk/about-quiet.ts';

/** A Thursday, five past two in the afternoon. */
const WALL = Date.UTC(2027, 0, 14, 14, 5);
const CLOCK = { wallMs: WALL, zoneMs: 0, hour: 14, minute: 5, second: 0 };
const MINUTE = 60_000;
const asked = (text: string, hushed = false): ReturnType<typeof answerAboutQuiet> =>
  answerAboutQuiet(
    text,
    { ...nothingSaid(WALL), hush: hushed ? { fromMs: WALL - 1, untilMs: WALL + MINUTE } : null },
    CLOCK,
  );
const forMinutes = (text: string): number | null => {
  const order = asked(text)?.orders?.[0];
  return order?.type === 'hush' ? (order.untilMs - WALL) / MINUTE : null;
};

test.each([
  'Not now.',
  'Not now, please.',
  'not right now',
  'No, not now, thanks.',
  'Later.',
  'Maybe later',
  "Don't disturb me.",
  'do not disturb',
  'Leave me alone.',
  'Please leave me alone for now',
  'be quiet for a while',
  // As it is misheard.
  'Leave me alone for another.',
  'Do not disturb until free.',
  'Be quiet for it in minutes.',
])('"%s" is ten minutes of quiet, said back', (text) => {
  expect(forMinutes(text)).toBe(10);
  expect(asked(text)?.sentences.map(({ shown }) => shown)).toEqual([
    "All right, I'll keep quiet for 10 minutes.",
    'What comes due is shown.',
  ]);
});

test.each([
  ['Leave me alone for an hour.', 60, 'for 1 hour'],
  ['Leave me alone for 20 minutes', 20, 'for 20 minutes'],
  ['Be quiet for half an hour.', 30, 'for 30 minutes'],
  ['Quiet for ten minutes', 10, 'for 10 minutes'],
  ['Keep quiet for the next two hours', 120, 'for 2 hours'],
  ['Give me five minutes of peace', 5, 'for 5 minutes'],
  ['no reminders for an hour', 60, 'for 1 hour'],
  ['Do not disturb until three.', 55, 'until 3:00 PM'],
  ["Don't disturb me until 3:30 pm", 85, 'until 3:30 PM'],
  ['be quiet until tomorrow', 955, 'until tomorrow at 6:00 AM'],
  ['Not now, in the next ten days', null, ''],
  ['Leave me alone for three weeks', 1440, 'for 1 day'],
])('"%s" lasts %s minutes', (text, minutes, when) => {
  expect(forMinutes(text)).toBe(minutes);
  if (minutes !== null) expect(asked(text)?.sentences[0]?.shown).toBe(`All right, I'll keep quiet ${when}.`);
});

test.each(['You can talk again.', 'Speak again', "I'm back.", 'you may speak now', 'Stop being quiet'])(
  '"%s" ends it, and does nothing where there is nothing to end',
  (text) => {
    expect(asked(text, true)?.orders).toEqual([{ type: 'unhush' }]);
    expect(asked(text)?.orders).toBeUndefined();
    expect(asked(text)).not.toBeNull();
  },
);

test.each([
  'be quiet',
  'quiet',
  'stop',
  'What time is it?',
  'Remind me later to call Anna',
  'Remind me in ten minutes to be quiet',
  'Set a timer for ten minutes',
  'What happens now?',
  'say it again',
  'for ten minutes',
  'Give me a break',
  'I need it for work',
])('"%s" is something else', (text) => {
  expect(asked(text)).toBeNull();
});

test('whatever is said, quiet ends after now and within a day', () => {
  const words = fc.constantFrom(
    'not',
    'now',
    'later',
    'be',
    'quiet',
    'for',
    'until',
    'ten',
    'minutes',
    'hours',
    'three',
    'days',
    'an',
    'hour',
    'half',
    'leave',
    'me',
    'alone',
    'tomorrow',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 7 }), (all) => {
      const minutes = forMinutes(all.join(' '));
      if (minutes === null) return;
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThanOrEqual(1440);
    }),
    { numRuns: 2000 },
  );
});
