import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  agreedCount,
  continuedBy,
  overlapOf,
  plainWord,
  sameWords,
  splitWords,
  withoutRepeated,
} from '../../../../../electron/interaction/perception/words.ts';

const list = (text: string): readonly string[] => splitWords(text);

test('case and punctuation make no difference between two hearings', () => {
  expect(sameWords(list("What's the time?"), list("what's the, time"))).toBe(true);
  expect(sameWords(list('what time'), list('what time is'))).toBe(false);
  expect(agreedCount(list('What is seven'), list('what is seventeen'))).toBe(2);
});

test.each([
  ['the same words', 'what is the time', 'what is the time', [4, 4]],
  ['a hearing that goes on', 'what is', 'what is the time', [2, 2]],
  ['a hearing that ends early', 'what is the time', 'what is', [2, 2]],
  ['a word misheard in the middle', 'what is the time', 'what was the time now', [4, 4]],
  ['one word heard as two', 'it costs forty dollars', 'it costs for tea dollars more', [4, 5]],
  ['nothing before', '', 'what is', [0, 0]],
  ['nothing heard', 'what is', '', [0, 0]],
  ['a hearing of other words', 'alpha', 'beta gamma', [1, 0]],
] as const)('%s is lined up', (_case, first, second, [upTo, and]) => {
  expect(overlapOf(list(first), list(second))).toEqual({ first: upTo, second: and });
});

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });

test('lining up uses one list up, and never goes past either', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const { first, second } = overlapOf(a, b);
      expect(first === a.length || second === b.length).toBe(true);
      expect(first).toBeLessThanOrEqual(a.length);
      expect(second).toBeLessThanOrEqual(b.length);
    }),
  );
});

test('a list lined up with its own continuation is used up to the word', () => {
  const distinct = fc.uniqueArray(
    fc.string({ minLength: 2, maxLength: 6, unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g') }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(distinct, fc.nat(12), (all, at) => {
      const cut = Math.min(at, all.length);
      expect(overlapOf(all.slice(0, cut), all)).toEqual({ first: cut, second: cut });
    }),
  );
});

test('what a second hearing repeats of the first is taken out once, torn first word included', () => {
  expect(withoutRepeated(list('down by the river bank'), list('river bank was green'))).toEqual([
    'was',
    'green',
  ]);
  expect(withoutRepeated(list('down by the river bank'), list('ver bank was green'))).toEqual([
    'was',
    'green',
  ]);
  expect(withoutRepeated(list('down by the river bank'), list('and then'))).toEqual(['and', 'then']);
  expect(withoutRepeated([], list('and then'))).toEqual(['and', 'then']);
  // One word of six misheard is still the same stretch.
  expect(
    withoutRepeated(list('one two three four five six'), list('one two tree four five six seven')),
  ).toEqual(['seven']);
});

test('nothing that was not repeated is taken out', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const left = withoutRepeated(a, b);
      expect(left).toEqual(b.slice(b.length - left.length));
    }),
  );
});

test('a recogniser that stopped short is continued by the other one, and outvotes it otherwise', () => {
  const continued = (best: string, other: string): string => continuedBy(list(best), list(other)).join(' ');
  expect(continued('How much there is.', 'how much there is in his power to do')).toBe(
    'How much there is. in his power to do',
  );
  expect(continued('What time is it?', 'what time is it now')).toBe('What time is it?');
  expect(continued('What was the time?', 'what is the thyme')).toBe('What was the time?');
  // Nothing at all is a verdict: there were no words.
  expect(continued('', 'thank you very much')).toBe('');
});

test('a plain word has no case and no marks', () => {
  expect(['Café!', "DON'T", '(7)', '…'].map(plainWord)).toEqual(['café', "don't", '7', '']);
});
