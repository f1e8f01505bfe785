import { expect, test } from 'vitest';
import { atClock, EVERY_DAY } from '../../../../../electron/interaction/cues/clock-times.ts';
import type { Cue, Timing } from '../../../../../electron/interaction/cues/cue.ts';
import { answerCueOrder } from '../../../../../electron/interaction/cues/read-order.ts';
import { nothingSaid, type Situation } from '../../../../../electron/interaction/cues/situation.ts';
import type { Reply } from '../../../../../electron/interaction/timeline/events.ts';

/** Orders for times of day on days of the week, in London in November: a Tuesday, 14:05:10. */
const WALL = Date.UTC(2026, 10, 24, 14, 5, 10);
const CLOCK = { wallMs: WALL, zoneMs: 0, hour: 14, minute: 5, second: 10 };
const MINUTE = 60_000;

const asked = (text: string, situation: Partial<Situation> = {}, clock = CLOCK): Reply | null =>
  answerCueOrder(text, { ...nothingSaid(clock.wallMs), ...situation }, clock);
const shown = (reply: Reply | null): string | null =>
  reply && reply.sentences.map((one) => one.shown).join(' ');
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** "Mon Thu 10:00, Thu": on which days and when, and on which the first time. */
function byClock({ minute, weekdays, nextLocalMs }: Extract<Timing, { kind: 'clock' }>): string {
  const next = new Date(nextLocalMs);
  expect(nextLocalMs).toBeGreaterThan(WALL);
  expect(nextLocalMs).toBeLessThanOrEqual(WALL + 7 * 24 * 60 * MINUTE);
  expect(next.getUTCHours() * 60 + next.getUTCMinutes()).toBe(minute);
  const days = weekdays.map((day) => DAYS[day]).join(' ');
  const named = { 'Sun Mon Tue Wed Thu Fri Sat': 'daily', 'Mon Tue Wed Thu Fri': 'weekdays' }[days] ?? days;
  const time = `${next.getUTCHours()}:${String(next.getUTCMinutes()).padStart(2, '0')}`;
  return `${named} ${time}, ${DAYS[next.getUTCDay()]}`;
}
const whenOf = (timing: Timing): string => (timing.kind === 'clock' ? byClock(timing) : timing.kind);

/** What is set, in few words: what, name, when. */
const setBy = (text: string): string | null => {
  const [order] = asked(text)?.orders ?? [];
  if (order?.type !== 'set-cue') return null;
  const { what, name, timing } = order.cue;
  return `${what} "${name}" ${whenOf(timing)}`;
};
const movedBy = (text: string, among: readonly Cue[]): string | null => {
  const [order] = asked(text, { cues: among })?.orders ?? [];
  return order?.type === 'move-cue' ? `${order.id} ${whenOf(order.timing)}` : null;
};
const ends = (text: string, situation: Partial<Situation>): readonly string[] | null => {
  const [order] = asked(text, situation)?.orders ?? [];
  return order?.type === 'cancel-cues' ? order.ids : null;
};

test.each([
  ['Remind me every day at nine to stretch.', 'reminder "stretch" daily 9:00, Wed'],
  ['every day at nine remind me to stretch', 'reminder "stretch" daily 9:00, Wed'],
  ['remind me at nine every day to stretch', 'reminder "stretch" daily 9:00, Wed'],
  ['remind me every day to stretch at nine', 'reminder "stretch" daily 9:00, Wed'],
  ['Remind me daily at 3 pm to stretch', 'reminder "stretch" daily 15:00, Tue'],
  ['Each day at noon, remind me to eat.', 'reminder "eat" daily 12:00, Wed'],
  ['Every morning at 8:30 say good morning.', 'phrase "good morning" daily 8:30, Wed'],
  ['Say good night every night at eleven', 'phrase "good night" daily 23:00, Tue'],
  ['Say good night every night at twelve', 'phrase "good night" daily 0:00, Wed'],
  ['every evening at six remind me to cook', 'reminder "cook" daily 18:00, Tue'],
  ['remind me at seven in the evening every day to cook', 'reminder "cook" daily 19:00, Tue'],
  ['remind me every day at seven to get up', 'reminder "get up" daily 7:00, Wed'],
  ['Every weekday at 5 p.m. remind me to stop.', 'reminder "stop" weekdays 17:00, Tue'],
  ['Remind me every week day at five to stop', 'reminder "stop" weekdays 17:00, Tue'],
  ['On weekdays at half past twelve remind me to eat', 'reminder "eat" weekdays 12:30, Wed'],
  ['Every Monday to Friday at ten say hello', 'phrase "hello" weekdays 10:00, Wed'],
  ['remind me every monday at 10 to water the plants', 'reminder "water the plants" Mon 10:00, Mon'],
  ['Every Tuesday afternoon at two say two', 'phrase "two" Tue 14:00, Tue'],
  ['every tuesday at 2:30 say half past', 'phrase "half past" Tue 14:30, Tue'],
  ['remind me on Mondays and Thursdays at 10 am to swim', 'reminder "swim" Mon Thu 10:00, Thu'],
  ['Every Monday, Wednesday and Friday at 8 remind me to run', 'reminder "run" Mon Wed Fri 8:00, Wed'],
  ['remind me every Saturday morning at eleven to shop', 'reminder "shop" Sat 11:00, Sat'],
  ['remind me at weekends at ten to rest', 'reminder "rest" Sun Sat 10:00, Sat'],
  ['Wake me up every weekday at 6:45', 'timer "every weekday at 6:45 AM" weekdays 6:45, Wed'],
  ['let me know every weekday at 6:45', 'timer "every weekday at 6:45 PM" weekdays 18:45, Tue'],
  ['set an alarm for every day at 7 am', 'timer "every day at 7:00 AM" daily 7:00, Wed'],
  ['remind me every day at nine to look at two maps', 'reminder "look at two maps" daily 9:00, Wed'],
  ['Every morning that five past eight say hello.', 'phrase "hello" daily 8:05, Wed'],
  ['Say every day that two is enough', 'phrase "two is enough" every'],
  ['remind me in ten minutes that every day counts', 'reminder "every day counts" at'],
])('"%s" sets a %s', (text, expected) => {
  expect(setBy(text)).toBe(expected);
});

test.each([
  'What happens every day at nine?',
  'Tell me what happens every weekend',
  'I like Mondays',
  'Every morning is new',
])('"%s" sets nothing', (text) => {
  expect(asked(text)).toBeNull();
});

test('what comes again without its time, or with nothing to say, is asked back', () => {
  for (const text of ['Every morning say good morning', 'remind me on Mondays to swim'])
    expect(shown(asked(text))).toMatch(/^At what time\?/);
  expect(shown(asked('Every Monday at ten.'))).toMatch(/^What shall I say then\?/);
  expect(asked('Every Monday at ten.')?.orders).toBeUndefined();
});

test('what comes by the clock is said back with its days, and so that an ear understands it', () => {
  expect(shown(asked('remind me every day at nine to stretch'))).toBe(
    "I'll remind you every day at 9:00 AM: stretch.",
  );
  expect(asked('every weekday at 5 pm say stop')?.sentences[0]?.spoken).toBe(
    "I'll say it every weekday at five o'clock in the afternoon.",
  );
  expect(shown(asked('every monday wednesday and friday at noon say lunch'))).toBe(
    "I'll say it every Monday, Wednesday and Friday at 12:00 PM.",
  );
});

test('days and times are those of the clock on the wall, wherever it stands', () => {
  // Five past one on Wednesday in Sydney.
  const zoneMs = 11 * 60 * MINUTE;
  const sydney = { wallMs: WALL, zoneMs, hour: 1, minute: 5, second: 10 };
  const [order] = asked('every wednesday at nine say hello', { zoneMs }, sydney)?.orders ?? [];
  expect(order).toMatchObject({ cue: { timing: { nextLocalMs: Date.UTC(2026, 10, 25, 9), weekdays: [3] } } });
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
const swim = cue('swim', { timing: atClock(600, [1, 4], WALL) });
const night = cue('good night', { what: 'phrase', timing: atClock(1260, EVERY_DAY, WALL) });

test.each([
  ['move the swim reminder to 11', 'swim Mon Thu 11:00, Thu'],
  ['change the swim reminder to half past two', 'swim Mon Thu 14:30, Thu'],
  ['move it to ten', 'good night daily 22:00, Tue'],
  ['move it to ten in the morning', 'good night daily 10:00, Wed'],
  ['move it to every Friday at ten', 'good night Fri 10:00, Fri'],
  ['move the stretch reminder to every day at nine', 'stretch daily 9:00, Wed'],
])('by the clock: "%s": %s', (text, expected) => {
  expect(movedBy(text, [stretch, swim, night])).toBe(expected);
});

test('what comes by the clock is not moved to a length of time, nor to another day once', () => {
  for (const text of ['make it ten minutes', 'move it to ten tomorrow']) {
    expect(movedBy(text, [swim])).toBeNull();
    expect(shown(asked(text, { cues: [swim] }))).toBe(
      'Swim comes every Monday and Thursday at 10:00 AM. Say, for example, “move it to ten”.',
    );
  }
});

test.each([
  ['Cancel the swim reminder', ['swim']],
  ['stop reminding me every monday to swim', ['swim']],
  ['stop saying good night every night at nine', ['good night']],
  ['cancel all reminders', ['swim', 'good night']],
])('by the clock: "%s" ends %j', (text, expected) => {
  expect(ends(text, { cues: [swim, night] })).toEqual(expected);
});

test('"stop" alone ends nothing that comes by the clock', () => {
  expect(ends('Stop', { cues: [swim, night], lastCueId: 'swim' })).toBeNull();
});

test('what comes by the clock is listed, and counted down to', () => {
  expect(shown(asked('What reminders do I have?', { cues: [swim, night] }))).toBe(
    'You have 2 reminders: swim, every Monday and Thursday at 10:00 AM, and good night, every day at 9:00 PM.',
  );
  expect(shown(asked('How much time is left?', { cues: [night] }))).toBe('6 hours 55 minutes left.');
});

test.each([
  ['Remind me on Thursday at ten to call Anna', 'call Anna', 'Thu 26 10:00'],
  ['remind me on Monday morning at 8:30 to plan', 'plan', 'Mon 30 8:30'],
  ['remind me at 5 pm on Friday to stop', 'stop', 'Fri 27 17:00'],
  ['remind me this Tuesday at 6 pm to cook', 'cook', 'Tue 24 18:00'],
  // It is a Tuesday: the next one is in a week.
  ['remind me next Tuesday at 6 pm to cook', 'cook', 'Tue 1 18:00'],
])('"%s" is for that day alone', (text, name, when) => {
  const [order] = asked(text)?.orders ?? [];
  if (order?.type !== 'set-cue' || order.cue.timing.kind !== 'at') throw new Error(shown(asked(text)) ?? '');
  const due = new Date(order.cue.timing.dueMs);
  const time = `${due.getUTCHours()}:${String(due.getUTCMinutes()).padStart(2, '0')}`;
  expect(`${DAYS[due.getUTCDay()]} ${due.getUTCDate()} ${time}`).toBe(when);
  expect(order.cue.name).toBe(name);
});

test('a day of this week is said back by its name, and a day without a time is asked for it', () => {
  expect(shown(asked('Remind me on Friday at ten to call Anna'))).toBe(
    "I'll remind you on Friday at 10:00 AM: call Anna.",
  );
  expect(shown(asked('Remind me on Sunday to rest'))).toMatch(/^At what time\?/);
});
