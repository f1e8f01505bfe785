import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const { answer, fast, final, hears, newest, quiet, soFar, voice } = stage;

test('when the recogniser comes back after a crash, committed words stay and the rest is heard again', () => {
  hears('one', 'one two', 'one two three', 'one two three four');
  expect(soFar()).toBe('one two three | four');
  stage.driver.perceive({ type: 'sound-refed', fromSample: 16_000 });
  hears('two three four', 'three four five');
  expect(soFar()).toBe('one two three four | five');
  quiet(250);
  answer(fast(), 'ree three four five');
  answer(final(), 'Three four five.');
  expect(newest('reply')).toMatchObject({ text: 'one two three four five' });
  expect(stage.driver.state.draft?.text).toBe('one two three four five.');
});

test('an ending that was heard when the recogniser died is answered, though its sound is gone', () => {
  hears('one', 'one two', 'one two three', 'one two three four');
  quiet(250);
  answer(fast(), 'one two three five');
  stage.driver.perceive({ type: 'recognition-failed', requestId: final().requestId });
  stage.driver.perceive({ type: 'sound-refed', fromSample: 16_000 });
  quiet(480);
  expect(newest('reply')).toMatchObject({ text: 'one two three five' });
  expect(stage.driver.state.draft?.text).toBe('one two three five');
});

test('words behind an ending that was heard before the recogniser died follow it', () => {
  hears('one', 'one two', 'one two three', 'one two three four');
  quiet(250);
  answer(fast(), 'one two three five');
  stage.driver.perceive({ type: 'recognition-failed', requestId: final().requestId });
  stage.driver.perceive({ type: 'sound-refed', fromSample: 16_000 });
  hears('six', 'six seven');
  quiet(250);
  answer(fast(), 'six seven');
  expect(newest('reply')).toMatchObject({ text: 'one two three five six seven' });
});

test('words on both sides of an interruption are heard apart, and come together in the answer', () => {
  hears('please', 'please tell', 'please tell me');
  stage.driver.perceive({ type: 'sound-interrupted', atSample: stage.driver.state.voice.nowSample });
  quiet(400);
  answer(fast(), 'please tell me');
  const first = final();
  const wentOnAt = stage.driver.state.voice.nowSample;
  hears('plus');
  expect(fast().fromSample).toBeGreaterThanOrEqual(wentOnAt - 6400);
  answer(first, 'Please tell me');
  voice(200);
  quiet(250);
  answer(final(), 'plus nine.');
  expect(newest('reply')).toMatchObject({ text: 'Please tell me plus nine.' });
});

test('an interruption that the person goes on after before any word was heard costs no word', () => {
  hears('please', 'please tell', 'please tell me');
  stage.driver.perceive({ type: 'sound-interrupted', atSample: stage.driver.state.voice.nowSample });
  quiet(250);
  hears('plus');
  quiet(250);
  answer(fast(), 'plus nine');
  expect(newest('reply')).toMatchObject({ text: 'please tell me plus nine' });
});
