import { expect, vi } from 'vitest';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario, speaking } from './support/scenario.ts';
import { joined, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** A sentence that stops for longer than the timeout, and "go on". */

scenario('half a sentence resumed after 1.5 s is one line, and is answered as one', async () => {
  const room = await Room.open();
  room.say(
    joined(await speech('What is seventeen times'), silence(1500), await speech('twenty three?')),
    500,
  );
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    expect.stringMatching(/^user: what is (seventeen|17) times (twenty three|23) \(final\)$/),
    expect.stringMatching(/^beside: .* \(cut-off\)$/),
    expect.stringMatching(/^beside: .*is 391 \(final\)$/),
  ]);
});

scenario('one short word is enough to go on with', async () => {
  const room = await Room.open();
  room.say(joined(await speech('What is seventeen times'), silence(1500), await speech('four?')), 500);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    expect.stringMatching(/^user: what is (seventeen|17) times (four|for) \(final\)$/),
    expect.stringMatching(/^beside: .* \(cut-off\)$/),
    expect.stringMatching(/^beside: .*is 68 \(final\)$/),
  ]);
});

scenario('what was cut off goes on after "speak up" as well, and once more after the next cut', async () => {
  const room = await Room.open();
  room.type('Tell me a story');
  await room.until(speaking(room));
  await room.run(900);
  room.say(await speech('Speak up please.'));
  await room.until(answered(room));
  room.say(await speech('Carry on.'), 300);
  await room.until(speaking(room));
  await room.run(900);
  room.say(await speech('Wait a minute please.'));
  await room.until(answered(room, 2));
  room.say(await speech('Carry on.'), 300);
  await room.until(answered(room, 3));
  const all = "i can't answer that yet i can tell you the time and the date and i do sums";
  const besides = heardLines(room).filter((line) => line.startsWith('beside'));
  expect(besides[0]).toBe(`beside: ${all} (cut-off)`);
  expect(besides[2]).toMatch(/^beside: .*the date and i do sums \(cut-off\)$/);
  // An answer that nobody asked for stands between, and it is gone on with from where the second one was cut.
  expect(besides[4]).toMatch(/^beside: i can tell you the time and the date and i do sums \(final\)$/);
});
