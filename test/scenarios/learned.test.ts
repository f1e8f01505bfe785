import { expect, vi } from 'vitest';
import { inRoot } from '../../.ci/paths.ts';
import { defaultLearned, learned } from '../../electron/interaction/policy/learned/learned.ts';
import { rulingOf, type Ruling } from '../../electron/interaction/timeline/cell.ts';
import { replay } from '../../electron/interaction/timeline/replay.ts';
import { Room } from './support/room.ts';
import { scenario } from './support/scenario.ts';
import { joined, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** It speaks when the silence is long and gives way when the voice over its own is: `test/fixtures/interaction-model`. */
const policyFiles = {
  network: inRoot('test/fixtures/interaction-model/policy.onnx'),
  card: inRoot('test/fixtures/interaction-model/policy.json'),
};

const rulings = (room: Room): Ruling[] => room.loop.log.cells.map(rulingOf);
const reasons = (room: Room): string[] => rulings(room).map(({ decision }) => decision.reason);

scenario('a question is answered when the network takes it for ended, and the session replays', async () => {
  const room = await Room.open({ policy: learned(), policyFiles, recogniseMs: 60 });
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.until(() => room.lines.length >= 2);
  expect(room.lines[1]?.text).toContain('391');
  expect(reasons(room)).toContain('turn-ended');
  expect(reasons(room)).not.toContain('silence-timeout');
  // Asked 30 ms before each cell, it has told by then.
  expect(
    rulings(room)
      .slice(2)
      .every(({ view }) => view.learned?.ageMs === 0),
  ).toBe(true);

  const [start] = room.loop.log.checkpoints;
  if (!start) throw new Error('no checkpoint');
  const { report } = replay(learned(), start, room.loop.log.cells);
  expect(report).toMatchObject({ differing: 0, flawed: 0 });
  expect(report.acts).toBeGreaterThan(5);
});

scenario('who talks on over Beside is given the floor because the network says so', async () => {
  const room = await Room.open({ policy: learned(), policyFiles, recogniseMs: 60 });
  room.type('Tell me a story');
  await room.until(() => room.floor === 'speaking');
  room.say(await speech('Hold on, I would much rather like to know what the time is now, please.'), 400);
  await room.until(() => room.lines.some(({ state }) => state === 'cut-off'));
  expect(reasons(room)).toContain('floor-wanted');
});

scenario(
  'what the network never takes for a turn to Beside is let go, and is no part of what comes next',
  async () => {
    const unsure = learned({ ...defaultLearned, speakAt: 1 });
    const room = await Room.open({ policy: unsure, policyFiles, recogniseMs: 60 });
    room.say(joined(await speech('The weather was so nice at the lake.'), silence(4000)), 300);
    await room.run(8000);
    expect(reasons(room)).toContain('not-for-beside');
    expect(room.loop.state.voice.run).toBeNull();
    expect(room.loop.state.words).toBeNull();
    expect(room.lines).toEqual([]);
  },
);

scenario('without its network it goes by the clock, and by nothing else', async () => {
  const room = await Room.open({ policy: learned(), recogniseMs: 60 });
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.until(() => room.lines.length >= 2);
  expect(reasons(room)).toContain('silence-timeout');
  expect(rulings(room).some(({ view }) => 'learned' in view)).toBe(false);
});
