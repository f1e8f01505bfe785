import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSum, workOut } from '../../../../../../electron/interaction/voice/small-talk/arithmetic.ts';
import {
  numberInWords,
  ordinalInWords,
  readNumber,
  yearInWords,
} from '../../../../../../electron/interaction/voice/small-talk/number-words.ts';

const read = (words: string): number | null => {
  const all = words.replaceAll('-', ' ').split(' ');
  const number = readNumber(all);
  return number?.length === all.length ? number.value : null;
};

test('every whole number below a million million is read back from its words', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 - 1 }), (value) => {
      expect(read(numberInWords(value))).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

test('every whole number below ten thousand is read back from its words', () => {
  for (let value = 0; value < 10_000; value++) expect(read(numberInWords(value))).toBe(value);
});

test('decimals are read back from their words', () => {
  fc.assert(
    fc.property(fc.nat(10 ** 6), fc.integer({ min: 1, max: 9999 }), (whole, fraction) => {
      const value = Number(`${whole}.${fraction}`);
      expect(read(numberInWords(value))).toBe(value);
    }),
  );
});

test.each([
  [0, 'zero'],
  [13, 'thirteen'],
  [40, 'forty'],
  [391, 'three hundred ninety-one'],
  [1000, 'one thousand'],
  [2_000_001, 'two million one'],
  [
    999_999_999_999,
    'nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine',
  ],
  [-2.5, 'minus two point five'],
  [0.05, 'zero point zero five'],
  [0.000_000_12, 'zero point zero zero zero zero zero zero one two'],
])('%d is "%s"', (value, words) => {
  expect(numberInWords(value)).toBe(words);
});

test.each([
  ['a hundred', 100],
  ['a hundred and five', 105],
  ['one hundred and twenty three', 123],
  ['two thousand and six', 2006],
  ['nineteen', 19],
  ['3.5 million', 3_500_000],
  ['1,234', 1234],
  ['.5', 0.5],
  ['two dozen', null],
  ['twenty eleven', null],
  ['five six', null],
  ['and five', null],
  ['a', null],
  ['hundred', null],
  ['', null],
])('"%s" is read as %j', (words, value) => {
  expect(read(words)).toBe(value);
});

test.each([
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [5, 'fifth'],
  [8, 'eighth'],
  [12, 'twelfth'],
  [20, 'twentieth'],
  [21, 'twenty-first'],
  [24, 'twenty-fourth'],
  [30, 'thirtieth'],
  [31, 'thirty-first'],
])('day %i is the %s', (day, words) => {
  expect(ordinalInWords(day)).toBe(words);
});

test.each([
  [2026, 'twenty twenty-six'],
  [2005, 'two thousand five'],
  [2000, 'two thousand'],
  [1900, 'nineteen hundred'],
  [1905, 'nineteen oh five'],
  [1984, 'nineteen eighty-four'],
  [800, 'eight hundred'],
])('the year %i is "%s"', (year, words) => {
  expect(yearInWords(year)).toBe(words);
});

/** A sum with its value worked out another way, to compare with: as a tree, never as text. */
interface Known {
  readonly signs: string;
  readonly words: string;
  readonly value: number;
  readonly binding: number;
}
const OPERATORS = {
  plus: { sign: '+', binding: 1, apply: (a: number, b: number) => a + b },
  minus: { sign: '-', binding: 1, apply: (a: number, b: number) => a - b },
  times: { sign: '*', binding: 2, apply: (a: number, b: number) => a * b },
  'divided by': { sign: '/', binding: 2, apply: (a: number, b: number) => a / b },
} as const;

/** In brackets where a part binds less than what it stands in. */
const within = (part: Known, binding: number): Pick<Known, 'signs' | 'words'> =>
  part.binding < binding ? { signs: `(${part.signs})`, words: `( ${part.words} )` } : part;

const { sum } = fc.letrec<{ sum: Known; number: Known; pair: Known }>((tie) => ({
  sum: fc.oneof({ maxDepth: 4 }, tie('number'), tie('pair')),
  number: fc
    .nat(9999)
    .map((value) => ({ signs: String(value), words: numberInWords(value), value, binding: 9 })),
  pair: fc
    .tuple(tie('sum'), fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[])), tie('sum'))
    .map(([left, name, right]) => {
      const { sign, binding, apply } = OPERATORS[name];
      // Equal binding groups to the left.
      const [a, b] = [within(left, binding), within(right, binding + 1)];
      return {
        signs: `${a.signs} ${sign} ${b.signs}`,
        words: `${a.words} ${name} ${b.words}`,
        value: apply(left.value, right.value),
        binding,
      };
    }),
}));

test('any sum in signs or in words has the value that its tree has', () => {
  fc.assert(
    fc.property(
      sum.filter(({ binding }) => binding < 9),
      ({ signs, words, value }) => {
        for (const text of [signs, signs.replaceAll(' ', ''), words]) {
          const tree = readSum(text);
          expect(tree && workOut(tree)).toBe(value);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('no text at all makes the reader throw', () => {
  const word = fc.constantFrom(
    'one',
    'hundred',
    'plus',
    '(',
    ')',
    'of',
    'percent',
    'half of',
    '-',
    '7',
    'point',
    'to',
    'twice',
    '^',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((all) => all.join(' ')),
      ),
      (text) => {
        const tree = readSum(text);
        expect(tree === null || typeof workOut(tree) === 'number').toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
