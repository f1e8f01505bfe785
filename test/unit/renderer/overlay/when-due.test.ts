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
  clock: null,
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
  [
    'every day',
    cue({ nextMs: NOW, clock: { minute: 545, weekdays: [0, 1, 2, 3, 4, 5, 6] } }),
    'daily, 9:05 AM',
  ],
  [
    'on weekdays',
    cue({ nextMs: NOW, clock: { minute: 1020, weekdays: [1, 2, 3, 4, 5] } }),
    'weekdays, 5:00 PM',
  ],
  ['on a day', cue({ nextMs: NOW, clock: { minute: 0, weekdays: [1] } }), 'Mondays, 12:00 AM'],
  ['on two days', cue({ nextMs: NOW, clock: { minute: 600, weekdays: [0, 4] } }), 'Sun, Thu, 10:00 AM'],
  ['after silence', cue({ silentMs: 2 * MINUTE }), 'after 2 min of silence'],
])('%s is told in few characters', (_when, shown, expected) => {
  expect(whenDue(shown, NOW).replaceAll(' ', ' ')).toBe(expected);
});
