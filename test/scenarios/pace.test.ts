import { expect, vi } from 'vitest';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario, speaking } from './support/scenario.ts';
import { speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** How fast Beside speaks, with the real recognisers and voice, on a virtual clock. */

/** What was made for the newest answer, in samples at 48 kHz. */
const lastMade = (room: Room): number =>
  [...room.made.values()].at(-1)?.reduce((sum, { length }) => sum + length, 0) ?? 0;

scenario(
  '"slower" said over an answer is answered slower already, and so is all that comes after',
  async () => {
    const room = await Room.open();
    room.type('slower');
    await room.until(answered(room));
    const slower = lastMade(room);
    room.type('faster');
    await room.until(answered(room, 2));
    expect(room.voice.pace).toBe(1);
    room.type('what is the meaning of life');
    await room.until(speaking(room));
    room.say(await speech('Slower.'), 300);
    await room.until(answered(room, 3), 15_000);
    expect(heardLines(room).slice(-3)).toEqual([
      expect.stringMatching(/^beside: i can't answer that yet.* \(cut-off\)$/),
      'user: slower (final)',
      'beside: slower now (final)',
    ]);
    // The answer itself, made before its order was carried out, has the new pace.
    expect(lastMade(room)).toBe(slower);
    expect(room.voice.pace).toBe(0.85);
    room.type('repeat that');
    await room.until(answered(room, 4));
    expect(heardLines(room).at(-1)).toBe('beside: slower now (final)');
    expect(lastMade(room)).toBe(slower);
  },
);
