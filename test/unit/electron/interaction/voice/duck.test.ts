import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const { answer, names, newest, quiet, speaking, voice } = stage;
const pauses = (): boolean[] => stage.driver.effects.flatMap((one) => (one.type === 'pause' ? [one.on] : []));
const ducks = (): boolean[] => stage.driver.effects.flatMap((one) => (one.type === 'duck' ? [one.on] : []));

test("two windows of voice over Beside's lower it at once, within the cell", () => {
  speaking();
  voice(32);
  expect(ducks()).toEqual([]);
  const { cell } = stage.driver.state;
  voice(32);
  expect(ducks()).toEqual([true]);
  expect(stage.driver.state.cell - cell).toBeLessThanOrEqual(1);
});

test('a sound that was nothing brings the voice back, and is not taken for words', () => {
  speaking();
  voice(200);
  quiet(400);
  expect(ducks()).toEqual([true, false]);
  quiet(600);
  expect(names()).not.toContain('stop');
  expect(stage.driver.state.own?.state).toBe('playing');
});

test('a voice that goes on makes it wait where it is, and one that was nothing lets it go on from there', () => {
  speaking();
  voice(400);
  quiet(400);
  expect(pauses()).toEqual([true, false]);
  expect(ducks()).toEqual([true, false]);
  expect(names()).not.toContain('stop');
});

test('a voice that lasts while Beside waits stops it, and it is not brought back', () => {
  speaking();
  voice(1100);
  quiet(800);
  expect(ducks()).toEqual([true]);
  expect(pauses()).toEqual([true]);
  expect(names()).toContain('stop');
});

test('a host that dies while it waits leaves it neither lowered nor waiting', () => {
  speaking();
  voice(400);
  stage.driver.perceive({ type: 'abilities', hearFast: false, hearFinal: false, speak: false });
  expect(pauses()).toEqual([true, false]);
  expect(ducks()).toEqual([true, false]);
});

test('a gate that closes while it waits leaves it neither lowered nor waiting', () => {
  speaking();
  voice(400);
  stage.driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 99_999 });
  expect(pauses()).toEqual([true, false]);
  expect(ducks()).toEqual([true, false]);
});

test('short pauses between syllables do not bring it back, nor make the words count anew', () => {
  speaking();
  for (let syllable = 0; syllable < 6; syllable++) {
    voice(160);
    quiet(96);
  }
  expect(ducks()).toEqual([true]);
  expect(names()).toContain('stop');
});

test("residue of Beside's own voice is no person, whatever the probability says", () => {
  speaking();
  stage.driver.hear(0.99, 2000, -51);
  expect(ducks()).toEqual([]);
  expect(stage.driver.state.voice.run).toBeNull();
});

test('an echo that lasts until Beside waits does not stop it', () => {
  speaking();
  // What was played until then comes back for another 300 ms.
  voice(320 + 300);
  quiet(1000);
  expect(pauses()).toEqual([true, false]);
  expect(names()).not.toContain('stop');
});

test('words of its own that were heard over it are neither shown nor answered', () => {
  speaking();
  voice(500);
  stage.driver.perceive({
    type: 'playback-ended',
    utteranceId: newest('play').utteranceId,
    samples: 48_000,
    cause: 'finished',
  });
  quiet(250);
  for (const lane of ['hear-fast', 'hear-final'] as const)
    answer(
      newest('recognise', (one) => one.lane === lane),
      'It is twelve oh five. Anything else?',
    );
  quiet(1000);
  expect(stage.lines().filter((line) => line.startsWith('user'))).toEqual(['user: Hello (final)']);
});

test('a person who takes up its own words is heard once they have spoken on while it waited', () => {
  speaking();
  quiet(600);
  voice(480);
  answer(
    newest('recognise', ({ lane }) => lane === 'hear-fast'),
    'It is 12:05',
  );
  voice(800);
  expect(names()).toContain('stop');
});

test('what the person said over it begins where they began', () => {
  speaking();
  quiet(600);
  const began = stage.driver.state.voice.nowSample;
  voice(1200);
  quiet(250);
  const { fromSample } = newest('recognise', ({ lane }) => lane === 'hear-final');
  expect(fromSample).toBeLessThanOrEqual(began);
  expect(began - fromSample).toBeLessThan(16 * 400);
});

test('"stop" is too short to last, and stops Beside all the same', () => {
  speaking();
  quiet(600);
  voice(320);
  answer(
    newest('recognise', ({ lane }) => lane === 'hear-fast'),
    'Stop.',
  );
  quiet(250);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  expect(stage.driver.state.decision.reason).not.toBe('voice-over-own-voice');
});

test('"slower" is as short, and is answered', () => {
  speaking();
  quiet(600);
  voice(320);
  answer(
    newest('recognise', ({ lane }) => lane === 'hear-fast'),
    'Slower.',
  );
  quiet(250);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  expect(stage.driver.state.voice.run).not.toBeNull();
});

test('a short word that asks for nothing does not stop it', () => {
  speaking();
  quiet(600);
  voice(320);
  answer(
    newest('recognise', ({ lane }) => lane === 'hear-fast'),
    'Yeah.',
  );
  quiet(900);
  expect(names()).not.toContain('stop');
});

test('nothing is ducked while Beside is silent', () => {
  voice(1000);
  quiet(300);
  expect(ducks()).toEqual([]);
});
