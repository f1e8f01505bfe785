import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hearOver, repeatsOwn } from '../../../../../electron/interaction/perception/own-echo.ts';
import { splitWords } from '../../../../../electron/interaction/perception/words.ts';

const WINDOW = 512;
const OWN = splitWords("I can't answer that yet. I can tell you the time and the date, and work out sums.");

test('what is heard while Beside waits counts once its echo has died away, and not before', () => {
  const at = (ms: number, pausedSample: number | null): number =>
    hearOver(null, { endSample: ms * 16 + WINDOW, samples: WINDOW }, pausedSample)?.samples ?? 0;
  expect([at(300, 0), at(320, 0), at(900, 0), at(900, null)]).toEqual([0, WINDOW, WINDOW, 0]);
});

test('it adds up from the first window that counts', () => {
  const first = hearOver(null, { endSample: 10_000, samples: WINDOW }, 0);
  expect(hearOver(first, { endSample: 20_000, samples: 100 }, 0)).toEqual({
    fromSample: 10_000 - WINDOW,
    samples: WINDOW + 100,
  });
});

test.each([
  ["I can't answer", true],
  ["I can't answer it.", true],
  ['tell you the dime and the date', true],
  ['What time is it?', false],
  ['seventeen times twenty three', false],
  ['', false],
] as const)('"%s", heard over Beside, is its own: %s', (heard, own) => {
  expect(repeatsOwn(splitWords(heard), OWN)).toBe(own);
});

test('any stretch of its own words is its own; words it never said are not', () => {
  fc.assert(
    fc.property(fc.nat(OWN.length - 1), fc.integer({ min: 1, max: 8 }), (from, length) => {
      expect(repeatsOwn(OWN.slice(from, from + length), OWN)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom('alpha', 'beta', 'gamma'), { minLength: 1 }), (words) => {
      expect(repeatsOwn(words, OWN)).toBe(false);
    }),
  );
});
