import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

// The quick recogniser has its own tests (perception/hear-words.test.ts): here one recogniser hears the ending.
const stage = stageOf({ hearFast: false });
const { lines, names, newest, voice, quiet, speaking } = stage;
const deaf = { type: 'abilities', hearFast: false, hearFinal: false, speak: true } as const;

test('a player that says nothing for five seconds is given up, and the next answer is spoken', () => {
  speaking();
  for (let cell = 0; cell < 25; cell++) stage.driver.cell();
  expect(stage.driver.state.own).toBeNull();
  expect(lines().at(-1)).toMatch(/\(cut-off\)$/);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  speaking();
  expect(names().filter((name) => name === 'play').length).toBe(2);
});

test('a recogniser that never answers is given up after twenty seconds', () => {
  voice(1000);
  quiet(250);
  for (let cell = 0; cell < 101; cell++) stage.driver.cell();
  quiet(1000);
  expect(newest('cancel').id).toBe(newest('recognise').requestId);
  expect(lines()).toEqual(["beside: I heard you, but couldn't make out the words. (shown)"]);
});

test('a lane that hangs in mid-answer holds the floor for five seconds, though the player goes on reporting', () => {
  speaking();
  const { utteranceId } = newest('play');
  for (let cell = 0; cell < 30; cell++) {
    stage.driver.perceive({ type: 'audible', utteranceId, samples: 48_000 });
    stage.driver.cell();
  }
  expect(stage.driver.state.own).toBeNull();
  expect(newest('stop').utteranceId).toBe(utteranceId);
});

test('a voice that waits for the person is no hung player while it reports', () => {
  speaking();
  const { utteranceId } = newest('play');
  stage.driver.perceive({ type: 'audible', utteranceId, samples: 9600 });
  for (let burst = 0; burst < 20; burst++) {
    voice(288);
    quiet(192);
    stage.driver.perceive({ type: 'audible', utteranceId, samples: 9600 });
  }
  expect(stage.driver.state.lines.at(-1)?.state).toBe('speaking');
});

test('words that nobody could hear to their end are owned up to once', () => {
  voice(1000);
  quiet(250);
  stage.driver.perceive({ type: 'recognition-failed', requestId: newest('recognise').requestId });
  stage.driver.perceive({ ...deaf });
  for (let cell = 0; cell < 80; cell++) stage.driver.cell();
  stage.driver.perceive({ ...deaf, hearFinal: true, speak: true });
  quiet(1500);
  expect(lines()).toEqual(["beside: I heard you, but couldn't make out the words. (shown)"]);
});
