import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

// The quick recogniser has its own tests (perception/hear-words.test.ts): here one recogniser hears the ending.
const stage = stageOf({ hearFast: false });
const { names, newest, lines, replied, synthesised, voice, quiet, speaking } = stage;

test('words over Beside are looked for once they have taken the floor, from their beginning', () => {
  speaking();
  quiet(600);
  const began = stage.driver.state.voice.nowSample;
  voice(1000);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  quiet(250);
  expect(newest('recognise').fromSample).toBeLessThanOrEqual(began);
  expect(newest('recognise').fromSample).toBeGreaterThan(began - 5000);
});

test('a yield stops the voice with a fade and ends the sentences still being made', () => {
  speaking();
  const utteranceId = newest('play').utteranceId;
  voice(900);
  expect(stage.driver.effects.slice(-2)).toEqual([
    { type: 'stop', utteranceId, fadeMs: 20 },
    { type: 'cancel', id: utteranceId },
  ]);
});

test('a yield cancels nothing when every sentence is made', () => {
  speaking();
  synthesised(1);
  voice(900);
  expect(names().at(-1)).toBe('stop');
});

test('a short sound over Beside is forgotten after half a second of silence', () => {
  speaking();
  voice(200);
  expect(stage.driver.state.voice.run).not.toBeNull();
  quiet(800);
  expect(stage.driver.state.voice.run).toBeNull();
  expect(names()).not.toContain('stop');
});

test('the stop button outranks the policy and is remembered once', () => {
  speaking();
  stage.driver.perceive({ type: 'stop-pressed' });
  stage.driver.cell();
  stage.driver.cell();
  expect(names().filter((name) => name === 'stop').length).toBe(1);
  expect(stage.driver.state.own?.state).toBe('stopping');
  stage.driver.perceive({
    type: 'playback-ended',
    utteranceId: newest('play').utteranceId,
    samples: 9600,
    cause: 'stopped',
  });
  expect(stage.driver.state.stop).toBeNull();
});

test('stop in silence is no debt: the next answer is spoken', () => {
  stage.driver.perceive({ type: 'stop-pressed' });
  speaking();
  stage.driver.cell();
  expect(names()).not.toContain('stop');
});

test('a later sentence that cannot be made ends the speech once', () => {
  speaking();
  const utteranceId = newest('play').utteranceId;
  stage.driver.perceive({ type: 'synthesis-failed', utteranceId });
  stage.driver.perceive({ type: 'synthesis-failed', utteranceId });
  stage.driver.cell();
  expect(stage.driver.effects.filter(({ type }) => type === 'stop')).toEqual([
    { type: 'stop', utteranceId, fadeMs: 20 },
  ]);
});

test('an answer that could not be voiced is shown', () => {
  stage.driver.perceive({ type: 'typed', text: 'Hello' });
  replied();
  stage.driver.perceive({ type: 'synthesis-failed', utteranceId: newest('synthesise').utteranceId });
  stage.driver.cell();
  expect(lines()).toEqual(['user: Hello (final)', 'beside: It is 12:05. Anything else? (shown)']);
});
