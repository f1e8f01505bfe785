import { expect, vi } from 'vitest';
import { defaultManners } from '../../shared/manners.ts';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario, speaking } from './support/scenario.ts';
import { hum, joined, noise, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** Signs of listening, what is prepared ahead, and sounds over Beside's voice that mean nothing. */

const LONG = [
  'Yesterday I went to the market with my sister and we bought apples and pears,',
  'and then we walked along the river for an hour because the sun was out.',
] as const;

async function longStory(audibleNods: boolean): Promise<Room> {
  const room = await Room.open();
  room.loop.perceive({ type: 'manners', manners: { ...defaultManners, audibleNods } });
  await room.run(400);
  room.say(joined(await speech(LONG[0]), silence(430), await speech(LONG[1])), 300);
  await room.until(answered(room), 20_000);
  return room;
}
const nodsOf = (room: Room): readonly boolean[] =>
  room.effects.flatMap((effect) => (effect.type === 'nod' ? [effect.audible] : []));

const onsetMs = (room: Room): number =>
  room.loop.log.cells.find(({ events }) =>
    events.some((event) => event.kind === 'act' && event.effect.type === 'play'),
  )?.atMs ?? 0;
/** What left the loudspeaker before the answer, 48 kHz. */
const murmured = (room: Room): readonly number[] =>
  room.played.slice(0, Math.floor(onsetMs(room) - 1000) * 48).filter((sample) => sample !== 0);

scenario(
  'a pause in a long story is nodded to, and one where it may be heard softly, at no cost',
  async () => {
    const [seen, heard] = [await longStory(false), await longStory(true)];
    expect(nodsOf(seen)).toEqual([false]);
    expect(nodsOf(heard)).toEqual([true]);
    // The answer comes in the same cell, and no word of the story is another.
    expect(onsetMs(heard)).toBe(onsetMs(seen));
    expect(heardLines(seen).length).toBe(2);
    expect(heardLines(heard)).toEqual(heardLines(seen));
    expect(murmured(seen)).toEqual([]);
    expect(murmured(heard).length / 48).toBeGreaterThan(200);
    expect(murmured(heard).length / 48).toBeLessThan(500);
    expect(Math.max(...murmured(heard).map(Math.abs))).toBeLessThan(0.2);
  },
);

scenario(
  'an answer to words that stood before the end has its sound before the ending is heard',
  async () => {
    const room = await Room.open({ recogniseMs: 100 });
    const endMs = room.say(await speech('What is the date tomorrow?'), 500);
    await room.until(answered(room));
    const asked = room.loop.log.cells.flatMap(({ events }) =>
      events.filter((event) => event.kind === 'act' && event.effect.type === 'synthesise'),
    );
    expect(asked.length).toBe(1);
    expect((asked[0]?.atMs ?? 0) - endMs).toBeLessThan(200);
    expect(heardLines(room).at(-1)).toBe('beside: tomorrow is wednesday november 25 2026 (final)');
  },
);

/** Beside has a long sentence to say and has begun. */
async function besideSpeaks(): Promise<Room> {
  const room = await Room.open();
  room.type('Tell me a story');
  await room.until(speaking(room));
  await room.run(600);
  return room;
}

for (const [name, sound] of [
  ['a cough', () => joined(noise(90, 0.5), silence(120), noise(140, 0.4))],
  ['a "mm-hm"', () => joined(hum(180), silence(60), hum(260))],
  ['a long "mm"', () => hum(420)],
] as const)
  scenario(`after ${name} Beside goes on where it was, and every sample of its answer is heard`, async () => {
    const room = await besideSpeaks();
    room.say(sound());
    await room.until(answered(room));
    await room.run(1500);
    const acts = room.effects.map(({ type }) => type);
    expect(acts).not.toContain('stop');
    const [made = []] = [...room.made.values()];
    const samples = made.reduce((sum, { length }) => sum + length, 0);
    const ended = room.perceived.find((what) => what.type === 'playback-ended');
    expect(ended).toMatchObject({ samples, cause: 'finished' });
    expect(heardLines(room)).toEqual([
      'user: tell me a story (final)',
      expect.stringMatching(/^beside: .* \(final\)$/),
    ]);
  });
