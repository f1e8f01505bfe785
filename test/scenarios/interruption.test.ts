import { expect, vi } from 'vitest';
import { msToSamples, PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario, speaking } from './support/scenario.ts';
import { hum, silence, speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** Beside has a long sentence to say and has begun. */
async function besideSpeaks(options: Parameters<typeof Room.open>[0] = {}): Promise<Room> {
  const room = await Room.open(options);
  room.type('Tell me a story');
  await room.until(speaking(room));
  await room.run(300);
  return room;
}

scenario('talking over Beside for a second stops it, and the question that did so is answered', async () => {
  const room = await besideSpeaks();
  const question = await speech('Hold on, what is seventeen times twenty three?');
  const startMs = room.nowMs;
  room.say(question);
  await room.until(() => room.floor !== 'speaking');
  expect(room.nowMs - startMs).toBeLessThan(1100);
  await room.until(answered(room));
  expect(heardLines(room)).toEqual([
    'user: tell me a story (final)',
    expect.stringMatching(/^beside: .* \(cut-off\)$/),
    expect.stringMatching(/^user: .*what is (seventeen|17) times (twenty three|23) \(final\)$/),
    expect.stringMatching(/^beside: .*is 391 \(final\)$/),
  ]);
});

scenario(
  'what counts as heard of an interrupted answer is what left the loudspeaker, to the sample',
  async () => {
    const room = await besideSpeaks();
    room.say(await speech('Stop that now please, stop that now please.'));
    await room.until(() => room.floor !== 'speaking');
    await room.run(1000);
    const [utteranceId = '', made = []] = [...room.made][0] ?? [];
    const sound = made.flatMap((sentence) => [...sentence]);
    const ended = room.perceived.find(
      (what) => what.type === 'playback-ended' && what.utteranceId === utteranceId,
    );
    const heard = ended?.type === 'playback-ended' ? ended.samples : 0;
    const from = room.played.findIndex((sample) => sample !== 0) - sound.findIndex((sample) => sample !== 0);
    const fade = msToSamples(20, PLAYBACK_RATE_HZ);
    expect(heard).toBeGreaterThan(fade);
    expect(heard).toBeLessThan(sound.length);
    // Its first 10 ms are softened, its last 20 ms fade out; between them it is the very sound that was made, at its
    // level until the person's voice was noticed, and at a fifth of it when it was stopped.
    const level = (at: number): number => (room.played[from + at] ?? 0) / (sound[at] ?? 1);
    const loud = [...sound.keys()].filter(
      (at) => at >= msToSamples(10, PLAYBACK_RATE_HZ) && at < heard - fade && Math.abs(sound[at] ?? 0) > 0.01,
    );
    const firstDucked = loud.findIndex((at) => level(at) < 0.999);
    const ducked = loud.slice(firstDucked);
    expect(firstDucked).toBeGreaterThan(100);
    expect(ducked.every((at, i) => level(at) <= level(ducked[i - 1] ?? at) + 1e-4)).toBe(true);
    expect(level(loud.at(-1) ?? 0)).toBeCloseTo(0.2, 4);
    expect(room.played.slice(from + heard).every((sample) => sample === 0)).toBe(true);
    const line = room.loop.state.lines.find(({ who }) => who === 'beside');
    expect(line?.state).toBe('cut-off');
    const text = line?.text ?? '';
    const share = text.slice(0, line?.heardChars ?? text.length);
    expect(share.length).toBeLessThan(text.length);
    // Whole words only.
    expect(text.slice(share.length)).toMatch(/^(\s|\S*$)/);
  },
);

scenario('a short "mm" over Beside neither stops it nor gets an answer', async () => {
  const room = await besideSpeaks();
  room.say(hum(200));
  await room.until(answered(room));
  await room.run(2000);
  const voiced = room.perceived.some((what) => what.type === 'voice-activity' && what.probability >= 0.5);
  expect({ voiced, lines: heardLines(room) }).toEqual({
    voiced: true,
    lines: ['user: tell me a story (final)', expect.stringMatching(/^beside: .* \(final\)$/)],
  });
});

scenario('the stop button ends the speech within a cell, and nothing is said after it', async () => {
  const room = await besideSpeaks();
  room.loop.perceive({ type: 'stop-pressed' });
  await room.run(280);
  expect(room.floor).not.toBe('speaking');
  const soFar = room.played.length;
  await room.run(3000);
  expect(room.played.slice(soFar).every((sample) => sample === 0)).toBe(true);
  expect(heardLines(room)).toEqual([
    'user: tell me a story (final)',
    expect.stringMatching(/^beside: .* \(cut-off\)$/),
  ]);
});

scenario('without an echo canceller Beside does not take its own voice for a question', async () => {
  const room = await besideSpeaks({ echoCancelled: false });
  await room.until(answered(room));
  await room.run(2500);
  expect(heardLines(room)).toEqual([
    'user: tell me a story (final)',
    expect.stringMatching(/^beside: .* \(final\)$/),
  ]);
  // The same sound does count where the canceller is believed to be there and is not.
  const voiced = room.perceived.filter((what) => what.type === 'voice-activity' && what.probability >= 0.5);
  expect(voiced.length).toBeGreaterThan(20);
});

scenario('without an echo canceller the person is heard again once Beside is silent', async () => {
  const room = await besideSpeaks({ echoCancelled: false });
  await room.until(answered(room));
  room.say(await speech('What year is it?'), 300);
  await room.until(answered(room, 2));
  expect(heardLines(room).slice(2)).toEqual(['user: what year is it (final)', "beside: it's 2026 (final)"]);
});

scenario('playback that is lost leaves a line that was cut off, and the next exchange works', async () => {
  const room = await besideSpeaks();
  room.captureGone();
  await room.run(600);
  expect(heardLines(room).at(-1)).toMatch(/^beside: .* \(cut-off\)$/);
  expect(room.floor).not.toBe('speaking');
  room.captureUp();
  room.say(await speech('What time is it?'), 300);
  await room.until(answered(room));
  expect(heardLines(room).slice(2)).toEqual([
    'user: what time is it (final)',
    "beside: it's 12 05 pm (final)",
  ]);
});

scenario(
  'an answer that comes while no capture window is up is shown as unheard, and nothing hangs',
  async () => {
    const room = await Room.open();
    room.captureGone();
    room.type('What time is it?');
    await room.until(() => room.lines.length === 2 && room.floor === 'listening');
    expect(room.loop.state.lines[1]).toMatchObject({ state: 'shown', heardChars: 0 });
    room.captureUp();
    room.type('2 + 2');
    await room.until(answered(room, 2));
    expect(heardLines(room).at(-1)).toBe('beside: 2 2 is 4 (final)');
  },
);

scenario('silence after an interruption brings nothing of the old answer back', async () => {
  const room = await besideSpeaks();
  room.say(await speech('Never mind all of that, thank you.'));
  room.say(silence(10), 3000);
  await room.run(6000);
  const starts = room.effects.flatMap((effect) => (effect.type === 'play' ? [effect.utteranceId] : []));
  expect(new Set(starts).size).toBe(starts.length);
  expect(heardLines(room).filter((line) => line.startsWith('beside')).length).toBe(2);
});
