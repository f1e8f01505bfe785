import { expect, vi } from 'vitest';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario } from './support/scenario.ts';
import { speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** Standing instructions with the real recognisers and voice, on a virtual clock. */

const due = (room: Room): readonly number[] =>
  room.loop.state.lines.filter(({ via }) => via === 'cue').map(({ atMs }) => atMs);
const cues = (room: Room): readonly string[] => room.loop.state.book.cues.map(({ name }) => name);

scenario('a cue set by voice is said to its beat, and ended by voice', async () => {
  const room = await Room.open();
  room.say(await speech('Every five seconds say hello.'));
  await room.until(() => cues(room).length === 1);
  const [cue] = room.loop.state.book.cues;
  const firstMs = cue?.timing.kind === 'every' ? cue.timing.nextMs : 0;
  await room.until(() => due(room).length === 3, 25_000);
  for (const [i, atMs] of due(room).entries()) {
    expect(atMs - (firstMs + 5000 * i)).toBeGreaterThanOrEqual(0);
    expect(atMs - (firstMs + 5000 * i)).toBeLessThan(1000);
  }
  await room.until(() => room.floor === 'listening');
  room.say(await speech('Stop saying hello.'), 200);
  await room.until(() => cues(room).length === 0, 15_000);
  const before = due(room).length;
  await room.run(11_000);
  expect(due(room).length).toBe(before);
});

scenario(
  'a reminder is said over a person who talks just then, and their words are answered whole',
  async () => {
    const room = await Room.open();
    room.type('Remind me in eight seconds to stretch');
    await room.until(answered(room));
    const [cue] = room.loop.state.book.cues;
    const dueMs = cue?.timing.kind === 'at' ? cue.timing.dueMs : 0;
    await room.until(() => room.clock.wallMs() >= dueMs - 1500);
    room.say(await speech('I have a question that is rather long, so please be patient with me.'));
    await room.until(() => due(room).length === 1);
    expect((due(room)[0] ?? 0) - dueMs).toBeGreaterThanOrEqual(0);
    expect((due(room)[0] ?? 0) - dueMs).toBeLessThanOrEqual(800);
    await room.until(answered(room, 3), 15_000);
    expect(heardLines(room)[2]).toBe('beside: reminder stretch (final)');
    expect(heardLines(room)[3]).toMatch(/^user: i have a question that is rather long so please be patient/);
  },
);

scenario('a question asked while a reminder is said neither stops it nor is lost', async () => {
  const room = await Room.open();
  room.type('Remind me in eight seconds to water the flowers and the tomatoes on the balcony');
  await room.until(answered(room));
  await room.until(() => due(room).length === 1);
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.until(answered(room, 3), 15_000);
  const acts = room.effects.map(({ type }) => type);
  expect(acts).toContain('duck');
  expect(acts).not.toContain('pause');
  expect(acts).not.toContain('stop');
  expect(heardLines(room).slice(2)).toEqual([
    'beside: reminder water the flowers and the tomatoes on the balcony (final)',
    expect.stringMatching(/^user: what is (seventeen|17) times (twenty three|23) \(final\)$/),
    expect.stringMatching(/is 391 \(final\)$/),
  ]);
});

scenario('a cue by the clock is set by voice, said at its time each day, and ended by voice', async () => {
  const room = await Room.open();
  const timeOf = (atMs: number): string => new Date(atMs).toISOString().slice(8, 16);
  expect(timeOf(room.clock.wallMs())).toBe('15T08:00');
  room.say(await speech('Remind me every day at nine to stretch.'));
  await room.until(() => cues(room).length === 1);
  await room.until(answered(room));
  // The computer sleeps until just before.
  room.clock.stall(58 * 60_000 + 45_000);
  await room.until(() => due(room).length === 1, 75_000);
  await room.until(answered(room, 2));
  expect(heardLines(room).at(-1)).toBe('beside: reminder stretch (final)');
  room.clock.stall(24 * 3_600_000 - 20_000);
  await room.until(() => due(room).length === 2, 75_000);
  expect(due(room).map(timeOf)).toEqual(['15T09:00', '16T09:00']);
  for (const atMs of due(room)) expect(atMs % 60_000).toBeLessThan(1000);
  await room.until(answered(room, 3));
  room.say(await speech('Stop reminding me to stretch.'), 200);
  await room.until(() => cues(room).length === 0, 15_000);
});
