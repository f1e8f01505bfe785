import { expect, vi } from 'vitest';
import { figuresOf } from '../../electron/interaction/timeline/self-test/figures.ts';
import { LogReader } from '../../electron/interaction/timeline/self-test/log-reader.ts';
import type { SelfTestFigures } from '../../shared/self-test.ts';
import { Room } from './support/room.ts';
import { answered, scenario, speaking } from './support/scenario.ts';
import { speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

function measure({ loop }: Room): SelfTestFigures {
  const reader = new LogReader();
  for (const cell of loop.log.cells) reader.take(cell);
  return figuresOf(reader.facts, loop.state.lines);
}

scenario(
  'the self-test finds the answer that came too early, the one that was interrupted, and no other',
  async () => {
    const room = await Room.open();
    room.say(await speech('What time is it?'), 300);
    await room.until(answered(room));
    expect(measure(room)).toMatchObject({ answers: 1, falseCutOffs: 0, stopped: { byVoice: 0 } });
    // A second's pause in the middle is longer than the half second that the policy waits.
    const before = room.say(await speech('Please tell me what the weather'), 300);
    room.say(await speech('is going to be tomorrow afternoon.'), before - room.nowMs + 1000);
    await room.until(answered(room, 2), 20_000);
    const cutOff = measure(room);
    expect(cutOff).toMatchObject({ falseCutOffs: 1, stopped: { byVoice: 1, byHand: 0 } });
    room.type('Tell me a story');
    await room.until(speaking(room));
    await room.run(2000);
    room.say(await speech('Hold on, what is seventeen times twenty three?'));
    await room.until(answered(room, 3), 20_000);
    const interrupted = measure(room);
    expect(interrupted).toMatchObject({ falseCutOffs: 1, stopped: { byVoice: 2, byHand: 0 } });
    expect(interrupted.silence.n).toBe(2);
    expect(interrupted.silence.p95Ms).toBeLessThan(700);
    expect(interrupted.notMadeOut).toBe(0);
  },
);
