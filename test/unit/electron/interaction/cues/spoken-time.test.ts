import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  lengthSentence,
  readLength,
  readTimeOfDay,
} from '../../../../../electron/interaction/cues/spoken-time.ts';

const length = (text: string): number | null => readLength(text.split(' '))?.ms ?? null;
const MINUTE = 60_000;

test.each([
  ['ten minutes', 10 * MINUTE],
  ['10 minutes', 10 * MINUTE],
  ['four seconds', 4000],
  ['an hour', 60 * MINUTE],
  ['a minute', MINUTE],
  ['half an hour', 30 * MINUTE],
  ['a quarter of an hour', 15 * MINUTE],
  ['an hour and a half', 90 * MINUTE],
  ['one and a half hours', 90 * MINUTE],
  ['two and a half minutes', 150_000],
  ['1.5 hours', 90 * MINUTE],
  ['one hour and thirty minutes', 90 * MINUTE],
  ['2 hours 15 minutes', 135 * MINUTE],
  ['a couple of minutes', 2 * MINUTE],
  ['ninety seconds', 90_000],
  ['two days', 2 * 24 * 60 * MINUTE],
  ['twenty five minutes', 25 * MINUTE],
])('"%s" lasts %i ms', (text, ms) => {
  expect(length(text)).toBe(ms);
});

test.each(['soon', 'ten', 'a half', 'minutes', 'the hour', ''])('"%s" is no length of time', (text) => {
  expect(length(text)).toBeNull();
});

test('only the words of the length are taken', () => {
  expect(readLength('ten minutes to stretch'.split(' '))?.length).toBe(2);
  expect(readLength('an hour and a half to go'.split(' '))?.length).toBe(5);
  expect(readLength('an hour and call mum'.split(' '))?.length).toBe(2);
});

const time = (text: string): string | null => {
  const read = readTimeOfDay(text.split(' '));
  if (!read) return null;
  const clock = `${Math.floor(read.minute / 60)}:${String(read.minute % 60).padStart(2, '0')}`;
  return `${clock}${read.certain ? '' : '?'} (${read.length})`;
};

test.each([
  ['three', '3:00? (1)'],
  ['3:30', '3:30? (1)'],
  ['3:30 pm', '15:30 (2)'],
  ['half past three', '3:30? (3)'],
  ['half past three in the afternoon', '15:30 (6)'],
  ['quarter to four', '3:45? (3)'],
  ['a quarter past four', '4:15? (4)'],
  ['ten past five', '5:10? (3)'],
  ['ten minutes to five', '4:50? (4)'],
  ['three thirty', '3:30? (2)'],
  ['three oh five', '3:05? (3)'],
  ["seven o'clock", '7:00? (2)'],
  ["seven o'clock in the evening", '19:00 (5)'],
  ['15:00', '15:00 (1)'],
  ['noon', '12:00 (1)'],
  ['midnight', '0:00 (1)'],
  ['12 am', '0:00 (2)'],
  ['12 pm', '12:00 (2)'],
  ['9 am', '9:00 (2)'],
])('"%s" is %s', (text, expected) => {
  expect(time(text)).toBe(expected);
});

test.each(['home', '25:00', '3:75', 'once', ''])('"%s" is no time of day', (text) => {
  expect(time(text)).toBeNull();
});

test.each([
  [4000, '4 seconds', 'four seconds'],
  [60_000, '1 minute', 'one minute'],
  [90_000, '1 minute 30 seconds', 'one minute and thirty seconds'],
  [3_600_000, '1 hour', 'one hour'],
  [5_400_000, '1 hour 30 minutes', 'one hour and thirty minutes'],
  [0, '0 seconds', 'no time'],
])('%i ms are shown as "%s" and said "%s"', (ms, shown, spoken) => {
  expect(lengthSentence(ms)).toEqual({ shown, spoken });
});

test('whatever length is said back is read as the same length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3599 }), (seconds) => {
      const { shown, spoken } = lengthSentence(seconds * 1000);
      expect(length(shown)).toBe(seconds * 1000);
      expect(length(spoken.replaceAll('-', ' '))).toBe(seconds * 1000);
    }),
  );
});
