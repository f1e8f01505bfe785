import { expect, vi } from 'vitest';
import { defaultEndOfTurn, endOfTurn } from '../../electron/interaction/policy/end-of-turn.ts';
import { rulingOf } from '../../electron/interaction/timeline/cell.ts';
import { Room } from './support/room.ts';
import { scenario } from './support/scenario.ts';
import { joined, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** Silence before a decision to speak, and why it was made; null: none was. */
function spoke(room: Room): { readonly silentMs: number; readonly reason: string } | null {
  const ruling = room.loop.log.cells.map(rulingOf).find(({ decision }) => decision.act === 'speak');
  return ruling ? { silentMs: ruling.view.silentMs, reason: ruling.decision.reason } : null;
}

const probabilities = (room: Room): number[] =>
  room.perceived.flatMap((what) =>
    what.type === 'recognised' && what.endOfTurn !== undefined ? [what.endOfTurn] : [],
  );

scenario('a question that sounds whole is taken for whole long before the silence would say so', async () => {
  const room = await Room.open({ policy: endOfTurn(), recogniseMs: 60 });
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.until(() => room.lines.length >= 2);
  expect(probabilities(room).length).toBeGreaterThan(0);
  expect(spoke(room)?.reason).toBe('end-of-turn');
  expect(spoke(room)?.silentMs).toBeLessThan(500);
  expect(room.lines[1]?.text).toContain('391');
});

scenario(
  'where it is never sure enough, a pause in the middle is waited for, and the end for long',
  async () => {
    const room = await Room.open({
      policy: endOfTurn({ ...defaultEndOfTurn, threshold: 1.01 }),
      recogniseMs: 60,
    });
    const whole = await speech('What is seventeen times twenty three?');
    const half = whole.length >> 1;
    room.say(joined(whole.slice(0, half), silence(900), whole.slice(half)), 300);
    await room.until(() => room.lines.length >= 2);
    expect(probabilities(room).length).toBeGreaterThan(0);
    expect(spoke(room)).toMatchObject({ reason: 'silence-timeout' });
    expect(spoke(room)?.silentMs).toBeGreaterThanOrEqual(1500);
    expect(room.lines.filter(({ who }) => who === 'user').length).toBe(1);
  },
);

scenario('where nobody asks for it, nobody is told', async () => {
  const room = await Room.open();
  room.say(await speech('What time is it?'), 300);
  await room.until(() => room.lines.length >= 2);
  expect(probabilities(room)).toEqual([]);
  expect(room.loop.log.cells.map(rulingOf).some(({ view }) => 'endOfTurn' in view)).toBe(false);
});
