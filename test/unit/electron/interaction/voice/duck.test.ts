import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const { answer, names, newest, quiet, speaking, voice } = stage;
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

test('a voice that lasts stops it, and it is not brought back', () => {
  speaking();
  voice(900);
  quiet(800);
  expect(ducks()).toEqual([true]);
  expect(names()).toContain('stop');
});

test('short pauses between syllables do not bring it back, nor make the words count anew', () => {
  speaking();
  for (let syllable = 0; syllable < 5; syllable++) {
    voice(160);
    quiet(96);
  }
  expect(ducks()).toEqual([true]);
  expect(names()).toContain('stop');
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
