import { expect, vi } from 'vitest';
import { defaultManners } from '../../shared/manners.ts';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario } from './support/scenario.ts';
import { speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** What Beside may say of its own accord, with the real recognisers and voice, on a virtual clock. */

/** It is eight in the morning there. */
const quietFrom = (room: Room, fromMinute: number, toMinute: number): void =>
  room.loop.perceive({
    type: 'manners',
    manners: { ...defaultManners, quietHours: { fromMinute, toMinute } },
  });
const cueStates = (room: Room): string[] =>
  room.loop.state.lines
    .filter(({ via }) => via === 'cue')
    .map(({ text, state, notSaid }) => `${text} ${notSaid?.why ?? state}`);
const isSilent = (room: Room, fromMs: number): boolean =>
  room.played.slice(Math.ceil(fromMs) * 48).every((sample) => sample === 0);

scenario(
  'a reminder in quiet hours is shown and nothing is heard; one that was set in them is heard',
  async () => {
    const room = await Room.open();
    room.type('Remind me in seventy seconds to stretch');
    await room.until(answered(room));
    quietFrom(room, 8 * 60 + 1, 9 * 60);
    const fromMs = room.nowMs;
    await room.run(75_000);
    expect(cueStates(room)).toEqual(['Reminder: stretch. quiet-hours']);
    expect(isSilent(room, fromMs)).toBe(true);
    room.type('Remind me in eight seconds to eat');
    await room.until(answered(room, 4), 15_000);
    expect(cueStates(room).at(-1)).toBe('Reminder: eat. final');
    expect(isSilent(room, fromMs)).toBe(false);
  },
);

scenario('"not now", said aloud, holds back what comes every few seconds until it is over', async () => {
  const room = await Room.open();
  room.type('Every eight seconds say hello');
  await room.until(() => cueStates(room).includes('Hello. final'), 15_000);
  await room.run(500);
  room.say(await speech('Leave me alone for one minute.'));
  await room.until(() => room.loop.state.hush !== null);
  await room.until(
    () => heardLines(room).some((line) => /keep quiet for 1 minute.*final/.test(line)),
    15_000,
  );
  const fromMs = room.nowMs;
  await room.run(40_000);
  expect(cueStates(room)).toEqual(['Hello. final', 'Hello. not-now']);
  expect(isSilent(room, fromMs)).toBe(true);
  await room.run(30_000);
  expect(room.loop.state.hush).toBeNull();
  expect(cueStates(room).at(-1)).toBe('Hello. final');
});

scenario('"why did you say that", said aloud, names what was heard and what was made of it', async () => {
  const room = await Room.open();
  room.say(await speech('What is seven times eight?'));
  await room.until(answered(room));
  await room.run(600);
  room.say(await speech('Why did you say that just now?'));
  await room.until(answered(room, 2));
  expect(heardLines(room).at(-1)).toMatch(
    /^beside: i heard (what is|what's) (7|seven) times (8|eight) i took it for a sum and worked it out/,
  );
});
