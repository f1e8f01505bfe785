import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  heardChars,
  newUtterance,
  shownText,
  totalSamples,
  withHeard,
  withSound,
  type Utterance,
} from '../../../../../electron/interaction/voice/utterance.ts';

type Piece = Parameters<typeof withSound>[1];
const whole = (sentence: number, samples: number, last: boolean): Piece => ({
  sentence,
  samples,
  sentenceEnd: true,
  last,
});

const of = (...sentences: readonly (readonly [string, number | null])[]): Utterance => {
  const reply = {
    sentences: sentences.map(([shown]) => ({ shown, spoken: shown })),
    reason: 'greeting',
  } as const;
  return sentences.reduce(
    (utterance, [, samples], i) =>
      samples === null ? utterance : withSound(utterance, whole(i, samples, i === sentences.length - 1)),
    newUtterance('say-1', reply),
  );
};
const heard = (utterance: Utterance, samples: number): string =>
  shownText(utterance).slice(0, heardChars(withHeard(utterance, samples)));

const two = of(['One two three four.', 1900], ['And five.', 900]);

test.each([
  [0, ''],
  [299, ''],
  [300, 'One'],
  [699, 'One'],
  [700, 'One two'],
  [1300, 'One two three'],
  [1899, 'One two three'],
  [1900, 'One two three four.'],
  [2199, 'One two three four.'],
  [2200, 'One two three four. And'],
  [2799, 'One two three four. And'],
  [2800, 'One two three four. And five.'],
  [9999, 'One two three four. And five.'],
])('after %i of 2800 samples, "%s" has been heard', (samples, expected) => {
  expect(heard(two, samples)).toBe(expected);
});

test('what was heard stays heard', () => {
  expect(withHeard(withHeard(two, 1000), 500).heardSamples).toBe(1000);
});

test('nothing of a sentence that is not made yet counts as heard', () => {
  expect(heard(of(['One two.', 800], ['Three.', null]), 5000)).toBe('One two.');
});

test('the length is known once every sentence is made', () => {
  expect(totalSamples(of(['One.', 100], ['Two.', null]))).toBeNull();
  expect(totalSamples(two)).toBe(2800);
});

test('heard words only grow with the samples, are whole, and are all of it at the end', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 8 });
  const sentence = fc.tuple(
    words.map((all) => `${all.join(' ')}.`),
    fc.integer({ min: 1, max: 96_000 }),
  );
  fc.assert(
    fc.property(
      fc.array(sentence, { minLength: 1, maxLength: 4 }),
      fc.nat(400_000),
      fc.nat(9000),
      (all, samples, more) => {
        const utterance = of(...all);
        const [before, after] = [heard(utterance, samples), heard(utterance, samples + more)];
        expect(after.startsWith(before)).toBe(true);
        expect(shownText(utterance).slice(before.length)).toMatch(before === '' ? /^/ : /^($| )/);
        expect(heard(utterance, totalSamples(utterance) ?? 0)).toBe(shownText(utterance));
      },
    ),
  );
});

test('a sentence that comes in pieces is as long as they are together', () => {
  const piece = { sentence: 0, sentenceEnd: false, last: false };
  const begun = withSound(of(['One two three four.', null]), { ...piece, samples: 900 });
  expect(totalSamples(begun)).toBeNull();
  const done = withSound(begun, { ...piece, samples: 1000, sentenceEnd: true, last: true });
  expect(totalSamples(done)).toBe(1900);
  expect(heard(done, 700)).toBe('One two');
});

test('of a sentence that is still being made, no word counts as heard that its whole would not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 2, maxLength: 5 }),
      fc.nat(400_000),
      (pieces, samples) => {
        const shown = 'One two three four five six seven.';
        // At the pace of speech or slower, which is what a length is estimated for.
        fc.pre(pieces.reduce((sum, one) => sum + one, 0) <= shown.length * 4800);
        let utterance = of([shown, null]);
        const made: Utterance[] = [];
        for (const [i, one] of pieces.entries()) {
          const last = i === pieces.length - 1;
          utterance = withSound(utterance, { sentence: 0, samples: one, sentenceEnd: last, last });
          made.push(utterance);
        }
        for (const partial of made)
          expect(heardChars(withHeard(partial, samples))).toBeLessThanOrEqual(
            heardChars(withHeard(utterance, samples)),
          );
      },
    ),
  );
});
