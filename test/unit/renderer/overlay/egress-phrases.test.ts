import { expect, test } from 'vitest';
import { egressPhrases } from '../../../../renderer/overlay/egress-phrases.ts';

test('amounts are exact while they are small', () => {
  expect(egressPhrases.bytes(1, 999)).toBe('1 byte sent, 999 bytes received');
  expect(egressPhrases.bytes(1500, 115_040_000)).toBe('1.5 kB sent, 115.0 MB received');
  expect(egressPhrases.bytes(999_949, 999_950)).toBe('999.9 kB sent, 1.0 MB received');
});

test('one refusal and several are said as a person would', () => {
  expect([egressPhrases.refused(1), egressPhrases.refused(3)]).toEqual([
    'refused, nothing sent',
    'refused 3 times, nothing sent',
  ]);
  expect([egressPhrases.refusedSum(1), egressPhrases.refusedSum(3)]).toEqual([
    '1 attempt was refused.',
    '3 attempts were refused.',
  ]);
});
