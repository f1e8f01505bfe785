import { expect, test } from 'vitest';
import { phrases } from '../../../../renderer/overlay/phrases.ts';

test('sizes are decimal megabytes, with a decimal only where it matters', () => {
  expect([0, 300_000, 2_327_524, 93_400_000].map(phrases.packs.megabytes)).toEqual([
    '0 MB',
    '0.3 MB',
    '2.3 MB',
    '93 MB',
  ]);
});

test('progress says part, amount and whole', () => {
  expect(phrases.packs.progress(35, 41_200_000, 114_700_000)).toBe('35 % · 41 of 115 MB');
});

test('a desktop without a tray is told where everything is, with the kill key where there is one', () => {
  expect(phrases.tray.absent('Ctrl+Alt+K')).toMatch(/overlay, and Ctrl\+Alt\+K turns everything off\.$/);
  expect(phrases.tray.absent(null)).toMatch(/on the overlay\.$/);
});
