import { expect, vi } from 'vitest';
import { Room } from './support/room.ts';
import { answered, heardLines, plain, scenario, speaking } from './support/scenario.ts';
import { joined, noRecording, recording, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

const SUM = /^user: what is (seventeen|17) times (twenty three|23) \(final\)$/;
const SUM_ANSWER = /^beside: (seventeen|17) times (twenty three|23) is 391 \(final\)$/;
const CANNOT =
  /^beside: i can't answer that yet i can tell you the time and the date and i do sums \(final\)$/;

scenario('a spoken question is answered with the right words, soon, and to its end', async () => {
  const room = await Room.open();
  const endMs = room.say(await speech('What is seventeen times twenty three?'), 500);
  await room.until(speaking(room));
  expect(room.nowMs - endMs).toBeLessThan(1000);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([expect.stringMatching(SUM), expect.stringMatching(SUM_ANSWER)]);
});

scenario('a pause of 350 ms in a sentence is not answered, and both halves are one line', async () => {
  const room = await Room.open();
  const halves = [await speech('What is seventeen times'), await speech('twenty three?')] as const;
  const endMs = room.say(joined(halves[0], silence(350), halves[1]), 500);
  await room.run(endMs - room.nowMs);
  expect(room.lines).toEqual([]);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([expect.stringMatching(SUM), expect.stringMatching(SUM_ANSWER)]);
});

scenario(
  'words recognised in a pause count for nothing when they land after the person has gone on',
  async () => {
    // As slow as a busy computer: the pause is over when its result comes.
    const room = await Room.open({ recogniseMs: 450 });
    room.say(
      joined(await speech('What is seventeen times'), silence(380), await speech('twenty three?')),
      500,
    );
    await room.until(answered(room));
    const endings = room.effects.flatMap((effect) =>
      effect.type === 'recognise' && !effect.voiceActive ? [effect.requestId] : [],
    );
    const dropped = room.effects.flatMap((effect) => (effect.type === 'cancel' ? [effect.id] : []));
    const landed = room.perceived.flatMap((what) => (what.type === 'recognised' ? [what.requestId] : []));
    // Both recognisers, in the pause and at the end.
    expect(endings.length).toBe(4);
    expect(dropped).toEqual(expect.arrayContaining(endings.slice(0, 2)));
    expect(landed).toEqual(expect.arrayContaining(endings));
    expect(heardLines(room)).toEqual([expect.stringMatching(SUM), expect.stringMatching(SUM_ANSWER)]);
  },
);

scenario(
  'who goes on after a pause longer than the timeout stops the answer and is answered once more',
  async () => {
    const room = await Room.open();
    room.say(
      joined(await speech('What is seventeen plus four?'), silence(1100), await speech('What time is it?')),
      500,
    );
    await room.until(answered(room));
    expect(heardLines(room)).toEqual([
      expect.stringMatching(/^user: what is (seventeen|17) plus (four|4) \(final\)$/),
      expect.stringMatching(/^beside: (seventeen|17) plus (four|4) is 21 \(cut-off\)$/),
      'user: what time is it (final)',
      "beside: it's 12 05 pm (final)",
    ]);
  },
);

scenario('a typed line is answered aloud within a second, with the microphone closed', async () => {
  const room = await Room.open();
  room.closeGate();
  await room.run(1000);
  room.type('What day is it?');
  await room.until(speaking(room), 1000);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    'user: what day is it (final)',
    'beside: today is tuesday november 24 2026 (final)',
  ]);
});

scenario('a line typed while Beside speaks ends its speech and is answered', async () => {
  const room = await Room.open();
  room.type('Sing me a song');
  await room.until(speaking(room));
  await room.run(600);
  room.type('12 * 12');
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    'user: sing me a song (final)',
    expect.stringMatching(/^beside: i can't .* \(cut-off\)$/),
    'user: 12 12 (final)',
    'beside: 12 12 is 144 (final)',
  ]);
});

scenario('two lines typed at once are both answered, in order', async () => {
  const room = await Room.open();
  room.type('2 + 2');
  room.type('3 + 3');
  await room.until(() => room.lines.length === 4 && room.floor !== 'speaking');
  expect(room.lines.filter(({ who }) => who === 'beside').map(({ text }) => text)).toEqual([
    '2 + 2 is 4.',
    '3 + 3 is 6.',
  ]);
});

scenario('two spoken questions, one after the other, are two exchanges', async () => {
  const room = await Room.open();
  room.say(await speech('What time is it?'), 500);
  await room.until(answered(room));
  room.say(await speech('What year is it?'), 400);
  await room.until(answered(room, 2));
  expect(heardLines(room)).toEqual([
    'user: what time is it (final)',
    "beside: it's 12 05 pm (final)",
    'user: what year is it (final)',
    "beside: it's 2026 (final)",
  ]);
});

scenario(
  "a recorded human question is understood, and Beside says honestly that it can't answer",
  async (skip) => {
    const question =
      recording('human/read/azure_weather.flac') ?? skip(noRecording('human/read/azure_weather.flac'));
    const room = await Room.open();
    room.say(question, 500);
    await room.until(answered(room));
    expect(plain(room.lines[0]?.text ?? '')).toBe("what's the weather like");
    expect(heardLines(room).slice(1)).toEqual([expect.stringMatching(CANNOT)]);
  },
);
