import { expect, vi } from 'vitest';
import { Room } from './support/room.ts';
import { answered, heardLines, plain, scenario } from './support/scenario.ts';
import { clicks, joined, noise, silence, speech } from './support/sounds.ts';

const NOT_UNDERSTOOD = "beside: i heard you but couldn't make out the words (shown)";

vi.mock('electron', () => import('./support/electron.ts'));

const sounds = [
  ['silence', () => silence(4000)],
  ['a fan', () => noise(4000, 0.02)],
  ['loud hiss', () => noise(4000, 0.3)],
  ['keys and clicks', () => clicks(4000, 170)],
] as const;

for (const [name, sound] of sounds) {
  scenario(`${name} gives no words and no answer, and leaves the floor free`, async () => {
    const room = await Room.open();
    room.say(sound(), 300);
    await room.run(7000);
    expect({ lines: heardLines(room), floor: room.floor }).toEqual({
      lines: [],
      floor: 'listening',
    });
  });
}

scenario('a question in the noise of a fan is still understood', async () => {
  const room = await Room.open();
  room.say(noise(9000, 0.02));
  room.say(await speech('What time is it?'), 1500);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual(['user: what time is it (final)', "beside: it's 12 05 pm (final)"]);
});

scenario(
  'a gate that closes in the middle of an utterance drops it, and later sound is a fresh utterance',
  async () => {
    const room = await Room.open();
    room.say(await speech('The secret word is elephant, what is five'), 300);
    await room.run(1800);
    room.closeGate();
    await room.run(3000);
    expect(room.lines).toEqual([]);
    room.openGate();
    room.say(await speech('What time is it?'), 300);
    await room.until(answered(room));
    expect(heardLines(room)).toEqual(['user: what time is it (final)', "beside: it's 12 05 pm (final)"]);
  },
);

scenario(
  'sound from before the gate closed is not listened to when the person speaks at once after it opened',
  async () => {
    const room = await Room.open();
    const secret = await speech('Elephant elephant elephant elephant elephant');
    room.say(secret, 300);
    await room.run(1500);
    room.closeGate();
    await room.run(2000);
    const reopenedAt = room.loop.state.voice.nowSample;
    room.openGate();
    room.say(await speech('What year is it?'));
    await room.until(answered(room));
    const asked = room.effects.findLast((effect) => effect.type === 'recognise');
    expect(asked?.type === 'recognise' ? asked.fromSample : -1).toBeGreaterThanOrEqual(reopenedAt);
    expect(heardLines(room)[0]).not.toContain('elephant');
  },
);

scenario('without a voice the answer is shown, not spoken', async () => {
  const room = await Room.open({ without: ['flite'] });
  room.say(await speech('What time is it?'), 300);
  await room.until(answered(room));
  await room.run(1000);
  expect(heardLines(room)).toEqual(['user: what time is it (final)', "beside: it's 12 05 pm (shown)"]);
  expect(room.effects.map(({ type }) => type)).not.toContain('play');
  expect(room.floor).toBe('listening');
});

scenario('a voice that dies while it makes the answer leaves the answer on the screen', async () => {
  const room = await Room.open();
  room.killLane('speak');
  room.type('What time is it?');
  await room.until(answered(room));
  expect(heardLines(room)).toEqual(['user: what time is it (final)', "beside: it's 12 05 pm (shown)"]);
});

scenario(
  'without a recogniser Beside owns up to not having understood, and the floor is not held',
  async () => {
    const room = await Room.open({ without: ['moonshine-base', 'moonshine-tiny'] });
    room.say(await speech('What time is it?'), 300);
    await room.run(4000);
    expect({ lines: heardLines(room), floor: room.floor }).toEqual({
      lines: [NOT_UNDERSTOOD],
      floor: 'listening',
    });
    room.type('What time is it?');
    await room.until(answered(room, 2));
  },
);

scenario(
  'a precise recogniser that dies in the middle of a question leaves the quick one its answer',
  async () => {
    const room = await Room.open();
    const endMs = room.say(await speech('What is seventeen times twenty three?'), 300);
    await room.run(endMs - room.nowMs - 300);
    room.killLane('hear-final');
    await room.until(answered(room));
    expect(heardLines(room).at(-1)).toMatch(/is 391 \(final\)$/);
  },
);

scenario('a lane of voice activity that dies in mid-sentence costs no word', async () => {
  const room = await Room.open();
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.run(1200);
  room.killLane('floor');
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    expect.stringMatching(/^user: what is (seventeen|17) times (twenty three|23) \(final\)$/),
    expect.stringMatching(/is 391 \(final\)$/),
  ]);
});

scenario('recognisers that die again and again in a question cost no word either', async () => {
  const room = await Room.open();
  const endMs = room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.run(endMs - room.nowMs - 300);
  for (const restartMs of [250, 1000]) {
    room.killLane('hear-final');
    room.killLane('hear-fast');
    await room.run(restartMs + 20);
  }
  await room.until(answered(room));
  expect(heardLines(room).at(-1)).toMatch(/is 391 \(final\)$/);
});

scenario('voice activity that dies again and again in mid-sentence costs no word either', async () => {
  const room = await Room.open();
  room.say(await speech('What is seventeen times twenty three?'), 300);
  await room.run(1500);
  expect(room.floor).toBe('hearing');
  for (const restartMs of [250, 1000]) {
    room.killLane('floor');
    await room.run(restartMs + 20);
  }
  await room.until(answered(room));
  expect(heardLines(room).at(-1)).toMatch(/is 391 \(final\)$/);
});

scenario('Moonshine tiny does the hearing where base was not fetched', async () => {
  const room = await Room.open({ without: ['moonshine-base'] });
  room.say(joined(silence(300), await speech('What time is it?')));
  await room.until(answered(room));
  expect(plain(room.lines[0]?.text ?? '')).toBe('what time is it');
});
