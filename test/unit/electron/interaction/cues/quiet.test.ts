import { expect, test } from 'vitest';
import { defaultManners } from '../../../../../shared/manners.ts';
import type { SpokenLine } from '../../../../../electron/interaction/state.ts';
import { Talk } from '../support/talk.ts';

/** Whether what is due may be heard: the engine with its own small talk, on a virtual clock. */

const MINUTE = 60_000;
const cueLines = (talk: Talk): readonly SpokenLine[] =>
  talk.loop.state.lines.filter(({ via }) => via === 'cue');
const states = (talk: Talk): string[] =>
  cueLines(talk).map(({ text, state, notSaid }) => `${text} ${notSaid?.why ?? state}`);
const plays = (talk: Talk): number => talk.effects.filter(({ type }) => type === 'play').length;
/** The clock says eight. */
const quietFrom = (fromMinute: number, toMinute: number, talk: Talk): void =>
  talk.tell({ type: 'manners', manners: { ...defaultManners, quietHours: { fromMinute, toMinute } } });

test('in quiet hours a reminder from before them is shown, once, and is over', () => {
  const talk = new Talk();
  talk.type('Remind me in 2 minutes to stretch');
  talk.quiet();
  quietFrom(8 * 60 + 1, 9 * 60, talk);
  const before = plays(talk);
  talk.run(3 * MINUTE);
  expect(states(talk)).toEqual(['Reminder: stretch. quiet-hours']);
  expect(plays(talk)).toBe(before);
  expect(talk.loop.state.book.cues).toEqual([]);
});

test('one that was set in quiet hours is said in them', () => {
  const talk = new Talk();
  quietFrom(8 * 60, 9 * 60, talk);
  talk.type('Remind me in 2 minutes to stretch');
  talk.run(3 * MINUTE);
  expect(states(talk)).toEqual(['Reminder: stretch. final']);
});

test('after "not now" what repeats is shown in one line, and is said again when the ten minutes are over', () => {
  const talk = new Talk();
  talk.type('Every 20 seconds say hello');
  talk.run(30_000);
  expect(states(talk)).toEqual(['Hello. final']);
  talk.type('Not now');
  talk.quiet();
  expect(talk.loop.state.hush).not.toBeNull();
  const before = plays(talk);
  talk.run(9 * MINUTE);
  expect(states(talk)).toEqual(['Hello. final', 'Hello. not-now']);
  expect(plays(talk)).toBe(before);
  // The line stands for the newest of them.
  expect(talk.loop.state.wallMs - (cueLines(talk).at(-1)?.atMs ?? 0)).toBeLessThan(21_000);
  talk.run(2 * MINUTE);
  expect(talk.loop.state.hush).toBeNull();
  expect(states(talk).at(-1)).toBe('Hello. final');
  expect(plays(talk)).toBeGreaterThan(before);
});

test('"you can talk again" ends it at once; what was asked for meanwhile was said all along', () => {
  const talk = new Talk();
  talk.type('Every 20 seconds say hello');
  talk.type('Leave me alone for an hour');
  talk.quiet();
  talk.type('Remind me in 30 seconds to stretch');
  talk.run(MINUTE);
  expect(states(talk)).toContain('Reminder: stretch. final');
  expect(states(talk)).toContain('Hello. not-now');
  talk.type('You can talk again');
  talk.run(30_000);
  expect(states(talk).at(-1)).toBe('Hello. final');
});

test('"not now" over a reminder that is being said stops it and holds back the others', () => {
  const talk = new Talk();
  talk.type('Every 20 seconds say hello');
  talk.run(19_400);
  while (!talk.loop.state.own) talk.run(20);
  talk.run(600);
  talk.say('Not now', 700);
  talk.quiet();
  expect(talk.lines).toContain('user: Not now (final)');
  expect(cueLines(talk).at(-1)?.state).toBe('cut-off');
  expect(talk.loop.state.hush).not.toBeNull();
});

test('the wish is to be kept whenever it changes, by voice, by hand and when it is over', () => {
  const talk = new Talk();
  const kept = (): unknown[] =>
    talk.effects.flatMap((effect) => (effect.type === 'keep-hush' ? [effect.hush] : []));
  talk.type('Not now');
  expect(kept().map((hush) => hush !== null)).toEqual([true]);
  talk.tell({ type: 'hushed', hush: null });
  const { wallMs } = talk.loop.state;
  talk.tell({ type: 'hushed', hush: { fromMs: wallMs, untilMs: wallMs + MINUTE } });
  talk.run(2 * MINUTE);
  expect(kept().slice(1)).toEqual([null, { fromMs: wallMs, untilMs: wallMs + MINUTE }, null]);
});

test('what was wanted before a restart holds for what was kept over it', () => {
  const talk = new Talk();
  const { clock } = talk;
  talk.tell({ type: 'hushed', hush: { fromMs: clock.wallMs() - 1000, untilMs: clock.wallMs() + MINUTE } });
  const timing = { kind: 'at', dueMs: clock.wallMs() + 4000 } as const;
  const words = { shown: 'Reminder: stretch.', spoken: 'Reminder: stretch.' };
  const cue = { id: 'old', name: 'stretch', what: 'reminder', words, timing, setAtMs: 0 } as const;
  talk.tell({ type: 'cues-kept', cues: [cue], wallMs: clock.wallMs() });
  talk.run(6000);
  expect(states(talk)).toEqual(['Reminder: stretch. not-now']);
});

test('a reminder that the computer slept through is said, and said to be late; after half an hour it is shown', () => {
  const talk = new Talk();
  talk.type('Remind me in 2 minutes to stretch');
  talk.quiet();
  talk.clock.stall(10 * MINUTE);
  talk.run(1000);
  talk.quiet();
  expect(states(talk)).toEqual(['This is late. Reminder: stretch. final']);
  talk.type('Remind me in 2 minutes to eat');
  talk.quiet();
  talk.clock.stall(60 * MINUTE);
  talk.run(1000);
  expect(states(talk).at(-1)).toBe('This is late. Reminder: eat. stale');
  const { dueMs } = cueLines(talk).at(-1)?.notSaid ?? { dueMs: 0 };
  expect(talk.loop.state.wallMs - dueMs).toBeGreaterThan(55 * MINUTE);
});

test('what was missed over a restart waits for the voice to come up, but no longer than ten seconds', () => {
  const restarted = (): Talk => {
    const talk = new Talk({ speak: false });
    const words = { shown: 'Reminder: stretch.', spoken: 'Reminder: stretch.' };
    const timing = { kind: 'at', dueMs: talk.clock.wallMs() - 5 * MINUTE } as const;
    const cue = { id: 'old', name: 'stretch', what: 'reminder', words, timing, setAtMs: 0 } as const;
    talk.tell({ type: 'cues-kept', cues: [cue], wallMs: talk.clock.wallMs() });
    talk.run(4000);
    expect(states(talk)).toEqual([]);
    return talk;
  };
  const voiced = restarted();
  voiced.tell({ type: 'abilities', hearFast: true, hearFinal: false, speak: true });
  voiced.run(500);
  voiced.quiet();
  expect(states(voiced)).toEqual(['This is late. Reminder: stretch. final']);
  const mute = restarted();
  mute.run(7000);
  expect(states(mute)).toEqual(['This is late. Reminder: stretch. shown']);
});

test('one that was ready when the computer fell asleep is made anew, to be said late', () => {
  const talk = new Talk();
  talk.type('Remind me in 10 seconds to stretch');
  talk.run(8000);
  expect(talk.loop.state.cue).not.toBeNull();
  talk.clock.stall(5 * MINUTE);
  talk.run(1000);
  talk.quiet();
  expect(states(talk)).toEqual(['This is late. Reminder: stretch. final']);
});
