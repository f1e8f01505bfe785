import { expect, test } from 'vitest';
import { smallTalk } from '../../../../../../electron/interaction/voice/small-talk/small-talk.ts';

/** A Tuesday, five past twelve. */
const now = { year: 2026, month: 11, day: 24, hour: 12, minute: 5 };
const shown = (text: string): string =>
  smallTalk(text, now)
    .sentences.map((sentence) => sentence.shown)
    .join(' ');
const spoken = (text: string, time = now): string =>
  smallTalk(text, time)
    .sentences.map((sentence) => sentence.spoken)
    .join(' ');
const reason = (text: string): string => smallTalk(text, now).reason;

test.each([
  'What time is it?',
  'what time is it',
  "What's the time?",
  'What’s the time now?',
  'Hey Beside, what time is it right now?',
  'Can you tell me the time, please?',
  'Could you tell me what time it is?',
  'Do you know what time it is?',
  'Do you have the time?',
  'Um, what is the current time?',
  'What is the exact time?',
  'Hold on. What time is it?',
  'Wait, what time is it?',
  'No, sorry, what time is it?',
  'Time?',
])('"%s" asks for the time', (text) => {
  expect(shown(text)).toBe("It's 12:05 PM.");
});

test.each([
  ['What day is it?', 'Today is Tuesday, November 24, 2026.'],
  ["What's today's date?", 'Today is Tuesday, November 24, 2026.'],
  ['What is the date today?', 'Today is Tuesday, November 24, 2026.'],
  ["What's the date to date?", 'Today is Tuesday, November 24, 2026.'],
  ['What day of the week is it?', 'Today is Tuesday, November 24, 2026.'],
  ['Which day is it today?', 'Today is Tuesday, November 24, 2026.'],
  ['What is to day?', 'Today is Tuesday, November 24, 2026.'],
  ['What day is it tomorrow?', 'Tomorrow is Wednesday, November 25, 2026.'],
  ['What is the date tomorrow?', 'Tomorrow is Wednesday, November 25, 2026.'],
  ["What is tomorrow's date?", 'Tomorrow is Wednesday, November 25, 2026.'],
  ['What day was yesterday?', 'Yesterday was Monday, November 23, 2026.'],
  ['What was the date yesterday?', 'Yesterday was Monday, November 23, 2026.'],
  ['What month is it?', "It's November."],
  ['What year is it?', "It's 2026."],
  ['What year are we in?', "It's 2026."],
])('"%s" asks for the date', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  [{ month: 12, day: 31 }, 'What day is it tomorrow?', 'Tomorrow is Friday, January 1, 2027.'],
  [{ month: 1, day: 1 }, 'What day was yesterday?', 'Yesterday was Wednesday, December 31, 2025.'],
  [{ year: 2028, month: 2, day: 28 }, 'What day is it tomorrow?', 'Tomorrow is Tuesday, February 29, 2028.'],
  [{ month: 3, day: 1 }, 'What day was yesterday?', 'Yesterday was Saturday, February 28, 2026.'],
])('the day beside another month is right: %o', (change, text, expected) => {
  expect(smallTalk(text, { ...now, ...change }).sentences[0]?.shown).toBe(expected);
});

test.each([
  [0, 0, "It's twelve o'clock in the morning."],
  [0, 7, "It's seven past twelve in the morning."],
  [9, 30, "It's nine thirty in the morning."],
  [11, 59, "It's eleven fifty-nine in the morning."],
  [12, 0, "It's twelve o'clock in the afternoon."],
  [15, 10, "It's three ten in the afternoon."],
  [18, 1, "It's one past six in the evening."],
  [23, 59, "It's eleven fifty-nine in the evening."],
])('%i:%i is said as a person says it', (hour, minute, expected) => {
  expect(spoken('What time is it?', { ...now, hour, minute })).toBe(expected);
});

test('a date is said with an ordinal and the year in two halves', () => {
  expect(spoken('What day is it?')).toBe('Today is Tuesday, November twenty-fourth, twenty twenty-six.');
});

test.each([
  ['What is 17 times 23?', '17 times 23 is 391.'],
  ['What is seventeen times twenty-three?', 'Seventeen times twenty-three is 391.'],
  ['Calculate 2 + 3 * 4', '2 + 3 * 4 is 14.'],
  ['(2 + 3) * 4', '(2 + 3) * 4 is 20.'],
  ['2+2=', '2+2 is 4.'],
  ['What is 10 minus 4 minus 3?', '10 minus 4 minus 3 is 3.'],
  ['What is 2 to the power of 3 squared?', '2 to the power of 3 squared is 512.'],
  ['What is minus two squared?', 'Minus two squared is -4.'],
  ['How much is 15 percent of 80?', '15 percent of 80 is 12.'],
  ['What is 12.5% of 400?', '12.5% of 400 is 50.'],
  ['What is the square root of 144?', 'The square root of 144 is 12.'],
  ['What is the cube root of 27?', 'The cube root of 27 is 3.'],
  ['What is half of seven?', 'Half of seven is 3.5.'],
  ['What is 10 divided by 3?', '10 divided by 3 is about 3.3333.'],
  ['What is 1,000 times 1,000?', '1,000 times 1,000 is 1,000,000.'],
  ['What is two million plus one?', 'Two million plus one is 2,000,001.'],
  ['What is 0.1 + 0.2?', '0.1 + 0.2 is 0.3.'],
  ['What is 5 - 8?', '5 - 8 is -3.'],
  ['What is two times for?', 'Two times for is 8.'],
  ['What is 17 x 23?', '17 x 23 is 391.'],
  ['17 mod 5', '17 mod 5 is 2.'],
])('"%s" is worked out', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  ['What is 7 divided by 0?', 'That has no number as its answer.'],
  ['What is zero divided by zero?', 'That has no number as its answer.'],
  ['What is the square root of minus one?', 'That has no number as its answer.'],
  ['What is 9 to the power of 999?', 'That has no number as its answer.'],
  ['What is 999999999 times 999999999?', 'That is too big for me to work out exactly.'],
])('"%s" gets no false number', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  ['17 * 23', 'Seventeen times twenty-three is three hundred ninety-one.'],
  ['6 / 4', 'Six divided by four is one point five.'],
  ['3 - 5', 'Three minus five is minus two.'],
  ['12.5% of 400', 'Twelve point five percent of four hundred is fifty.'],
  ['2 ^ 10', 'Two to the power of ten is one thousand twenty-four.'],
])('"%s" is spoken without signs and figures', (text, expected) => {
  expect(spoken(text)).toBe(expected);
});

test.each([
  'What time is it in Tokyo?',
  'What is the time in New York?',
  'I have two times in mind',
  'Set a timer for five minutes',
  'What is the best time to visit Rome?',
  'How many times have I told you?',
  'What day is Christmas?',
  'What day is it in Sydney?',
  'What date is Easter?',
  'What is tomorrow like?',
  'What was yesterday like?',
  'What year did the war end?',
  'What is seven?',
  'Seven',
  'My number is 555 1234',
  'I need 2 eggs and 3 apples',
  'What is 5 plus?',
  'What is plus 5 times?',
  'Is it over?',
  'Time flies',
  "What's the weather like?",
  'Call me at 10',
  'It is half past two',
  'What is 5 feet in metres?',
  'constructor',
  '2 +* 3',
  '((2 + 3)',
])('"%s" is not answered as a time or a sum', (text) => {
  expect(reason(text)).toBe('no-skill');
});

test.each(['', '   ', '?!', '()', 'Hello', 'Hey Beside!', 'Um.'])(
  '"%s" alone is met with a sign of presence',
  (text) => {
    expect(shown(text)).toBe("I'm here.");
  },
);

test('what it cannot do it says, and what it can', () => {
  expect(shown('Sing me a song')).toBe(
    "I can't answer that yet. I can tell you the time and the date, and I do sums.",
  );
});

test('very long lines are answered at once and do not hang', () => {
  for (const sign of ['(', '-', 'twice ', '2^', '5% of ', '1 + '])
    expect(reason(`${sign.repeat(4000)}1`)).toBe('no-skill');
  expect(reason('what is '.repeat(500))).toBe('no-skill');
  expect(reason(`${'1 + '.repeat(200)}1`)).toBe('arithmetic');
  expect(reason('9'.repeat(4000))).toBe('no-skill');
});
