import { expect, test } from 'vitest';
import type { Reply } from '../../../../../electron/interaction/timeline/events.ts';
import { ANSWER } from '../support/driver.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const { answer, driverOf, fast, final, hears, lines, names, newest, quiet, voice } = {
  ...stage,
  driverOf: () => stage.driver,
};
const count = (name: string): number => names().filter((one) => one === name).length;
const replies = (reply: Partial<Reply> = {}): void =>
  driverOf().perceive({
    type: 'reply',
    requestId: newest('reply').requestId,
    reply: { ...ANSWER, ...reply },
  });
const sounds = (): void => {
  const { utteranceId } = newest('synthesise');
  for (const sentence of [0, 1] as const)
    driverOf().perceive({
      type: 'synthesised',
      utteranceId,
      sentence,
      samples: 48_000,
      sentenceEnd: true,
      last: sentence === 1,
    });
};
/** The person stops for good, and both recognisers hear this. */
function ends(text: string): void {
  quiet(250);
  answer(fast(), text);
  answer(final(), text);
}

test('an answer is asked for once two hearings had the same words, and not before', () => {
  hears('What time is it');
  expect(names()).not.toContain('reply');
  hears('What time is it');
  expect(newest('reply')).toMatchObject({ text: 'What time is it', via: 'voice' });
  replies();
  expect(count('synthesise')).toBe(1);
  expect(lines()).toEqual([]);
});

test('when the person leaves it at these words, the sound that there is already is played', () => {
  hears('What time is it', 'What time is it');
  replies();
  sounds();
  ends('What time is it?');
  replies();
  expect(driverOf().state.draft).toMatchObject({ stage: 'ready', text: 'What time is it?' });
  expect(count('synthesise')).toBe(1);
  quiet(450);
  expect(newest('play').utteranceId).toBe(newest('synthesise').utteranceId);
  expect(names()).not.toContain('cancel');
  expect(lines()[0]).toBe('user: What time is it? (final)');
});

test('an answer that has become another meanwhile is said as it is now', () => {
  hears('What time is it', 'What time is it');
  replies();
  sounds();
  const first = newest('synthesise').utteranceId;
  ends('What time is it?');
  replies({ sentences: [{ shown: 'It is 12:06.', spoken: 'It is six past twelve.' }] });
  expect(newest('cancel').id).toBe(first);
  expect(newest('synthesise').sentences).toEqual(['It is six past twelve.']);
});

test('when the person says more it is thrown away, and what was said is kept', () => {
  hears('What time is it', 'What time is it');
  replies();
  sounds();
  hears('What time is it in Paris');
  expect(newest('cancel').id).toBe(newest('synthesise').utteranceId);
  expect(driverOf().state.ahead).toBeNull();
  ends('What time is it in Paris?');
  expect(newest('reply').text).toBe('What time is it in Paris?');
  expect(names()).not.toContain('play');
});

test('when the ending was other words it is thrown away, and they are answered', () => {
  hears('What time is it', 'What time is it');
  replies();
  const { utteranceId } = newest('synthesise');
  ends('What dime is it?');
  expect(newest('cancel').id).toBe(utteranceId);
  expect(newest('reply').text).toBe('What dime is it?');
  replies();
  expect(newest('synthesise').utteranceId).not.toBe(utteranceId);
});

test('for words that have no answer nothing is made, and they are asked about once', () => {
  hears('What is', 'What is');
  replies({ aside: true });
  hears('What is');
  expect(count('reply')).toBe(1);
  expect(names()).not.toContain('synthesise');
});

test('no more than one is made at a time', () => {
  hears('What time is it', 'What time is it', 'What time is it', 'What time is it');
  replies();
  hears('What time is it');
  expect(count('reply')).toBe(1);
  expect(count('synthesise')).toBe(1);
});

test('what is asked for in it is done once, when the answer is given', () => {
  const orders = [{ type: 'set-pace', pace: 0.85 }] as const;
  hears('Say it slower', 'Say it slower');
  replies({ orders });
  sounds();
  ends('Say it slower.');
  replies({ orders });
  expect(names()).not.toContain('set-pace');
  quiet(450);
  expect(count('set-pace')).toBe(1);
});

test('what is typed meanwhile ends it', () => {
  hears('What time is it', 'What time is it');
  replies();
  const { utteranceId } = newest('synthesise');
  driverOf().perceive({ type: 'typed', text: 'Hello' });
  expect(newest('cancel').id).toBe(utteranceId);
});

test('a voice that fails makes it nothing, and the answer is made at the ending', () => {
  hears('What time is it', 'What time is it');
  replies();
  driverOf().perceive({ type: 'synthesis-failed', utteranceId: newest('synthesise').utteranceId });
  ends('What time is it?');
  replies();
  expect(count('synthesise')).toBe(2);
});

test('without a voice nothing is made ahead', () => {
  driverOf().perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: false });
  hears('What time is it', 'What time is it');
  voice(100);
  expect(names()).not.toContain('reply');
});
