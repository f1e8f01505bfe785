import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeError } from '../../../../../electron/inference/lanes/lane-protocol.ts';

test('an error is told by its class and the first line of its message', () => {
  expect(describeError(new TypeError('no session\nat line 3'))).toBe('TypeError: no session');
});

test.each([
  ['could not say "my password is hunter2"', 'Error: could not say …'],
  ["file 'a b' and 'c d' are missing", 'Error: file … and … are missing'],
  ["can't find 'hunter2' there", 'Error: can’t find … there'],
  ['unknown token `secret` here', 'Error: unknown token … here'],
])('what is quoted in %j is left out', (message, expected) => {
  expect(describeError(new Error(message))).toBe(expected);
});

test('something thrown that is no error is not told at all', () => {
  expect([describeError('my secret'), describeError(null), describeError({ message: 'secret' })]).toEqual(
    Array.from({ length: 3 }, () => 'unknown error'),
  );
});

test('a long message is cut to its end, where what went wrong stands', () => {
  const told = describeError(new Error(`${'path/'.repeat(100)} no such kernel`));
  expect(told).toMatch(/^Error: ….*no such kernel$/);
  expect(told.length).toBeLessThan(180);
});

test('words in quotes never get out, whatever stands around them', () => {
  const around = fc.stringMatching(/^([a-z ]{0,30} )?$/);
  const quote = fc.constantFrom('"', "'", '`');
  fc.assert(
    fc.property(
      around,
      quote,
      fc.stringMatching(/^[A-Z][A-Z ]{3,200}[A-Z]$/),
      around,
      (before, mark, secret, after) => {
        expect(describeError(new Error(`${before}${mark}${secret}${mark}${after}`))).not.toContain(secret);
        // Cut off by whoever wrote the message.
        expect(describeError(new Error(`${before}${mark}${secret}`))).not.toContain(secret);
        // Over two lines.
        expect(describeError(new Error(`${before}${mark}${secret}\n${secret}${mark}`))).not.toContain(secret);
      },
    ),
  );
});
