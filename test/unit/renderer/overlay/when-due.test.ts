import { expect, test } from 'vitest';
import { whenDue } from '../../../../renderer/overlay/when-due.ts';
import type { ShownCue } from '../../../../shared/cues.ts';

const NOW = new Date(2026, 10, 24, 14, 5, 0).getTime();
const MINUTE = 60_000;
const cue = (change: Partial<ShownCue>): ShownCue => ({
  id: 'a',
  name: 'a',
  what: 'reminder',
  nextMs: null,
  everyMs: null,
  silentMs: null,
  ...change,
});

test.each([
  ['soon', cue({ nextMs: NOW + 5000 }), 'in 0:05'],
  ['in minutes', cue({ nextMs: NOW + 12 * MINUTE + 30_000 }), 'in 12:30'],
  ['due right now', cue({ nextMs: NOW - 100 }), 'in 0:00'],
  ['later today', cue({ nextMs: NOW + 85 * MINUTE }), '3:30 PM'],
  ['tomorrow', cue({ nextMs: NOW + 19 * 60 * MINUTE }), 'tomorrow, 9:05 AM'],
  ['in some days', cue({ nextMs: NOW + 3 * 24 * 60 * MINUTE }), 'in 3 days, 2:05 PM'],
  ['every few seconds', cue({ nextMs: NOW + 1000, everyMs: 4000 }), 'every 4 s'],
  ['every few minutes', cue({ nextMs: NOW + 1000, everyMs: 20 * MINUTE }), 'every 20 min'],
  ['after silence', cue({ silentMs: 2 * MINUTE }), 'after 2 min of silence'],
])('%s is told in few characters', (_when, shown, expected) => {
  expect(whenDue(shown, NOW).replaceAll(' ', ' ')).toBe(expected);
});
