import { expect, test } from 'vitest';
import { cuesLine } from '../../../../electron/shell/tray-cues.ts';
import type { ShownCue } from '../../../../shared/cues.ts';

const NOW = new Date(2026, 10, 27, 15, 0).getTime();
const MINUTE = 60_000;

const cue = (name: string, timing: Partial<ShownCue>): ShownCue => ({
  id: name,
  name,
  what: 'reminder',
  nextMs: null,
  everyMs: null,
  silentMs: null,
  clock: null,
  ...timing,
});
const stretch = cue('stretch', { nextMs: NOW + 30 * MINUTE });
const hello = cue('hello', { nextMs: NOW + 4000, everyMs: 4000 });

test('a single one is named with when it comes', () => {
  expect(cuesLine([stretch], NOW)).toBe('1 reminder: stretch, 3:30 PM');
  expect(cuesLine([hello], NOW)).toBe('1 reminder: hello, every 4 seconds');
  expect(cuesLine([cue('drink', { nextMs: NOW, everyMs: 60 * MINUTE })], NOW)).toBe(
    '1 reminder: drink, every hour',
  );
  expect(cuesLine([cue('hello', { silentMs: 2 * MINUTE })], NOW)).toBe(
    '1 reminder: hello, after 2 minutes of silence',
  );
});

test('another day is said with the time', () => {
  const tomorrow = cue('call', { nextMs: new Date(2026, 10, 28, 9, 0).getTime() });
  expect(cuesLine([tomorrow], NOW)).toBe('1 reminder: call, Sat, Nov 28, 9:00 AM');
});

test('of several the next one is named', () => {
  const later = cue('leave', { nextMs: NOW + 90 * MINUTE });
  expect(cuesLine([stretch, later], NOW)).toBe('2 reminders. Next: stretch, 3:30 PM');
});

test('what comes every few seconds does not change the line every few seconds', () => {
  const soon = cuesLine([hello, stretch], NOW);
  // Due in the same second as the other, it is sorted behind it.
  expect(cuesLine([stretch, hello], NOW + 30 * MINUTE - 1000)).toBe(soon);
  expect(soon).toBe('2 reminders, among them stretch, 3:30 PM');
  const other = cue('up', { nextMs: NOW + 6000, everyMs: 6000 });
  expect(cuesLine([hello, other], NOW)).toBe('2 reminders');
});

test('a long name is cut', () => {
  const line = cuesLine([cue('word '.repeat(40), { nextMs: NOW })], NOW);
  expect(line.length).toBeLessThan(65);
  expect(line).toContain('word…, 3:00 PM');
});
