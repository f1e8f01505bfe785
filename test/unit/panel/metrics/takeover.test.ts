import { expect, test } from 'vitest';
import { takesOver } from '../../../panel/metrics/takeover.ts';
import { outcomeOf, span, utterance } from './support/stage.ts';

const short = (text: string, more: { readonly heardChars?: number } = {}) =>
  outcomeOf([utterance('answer', 1000, 1900, { text, ...more })]);

test('silence takes nothing over', () => {
  expect(takesOver(outcomeOf())).toBe(false);
});

test('a second does, whatever is said in it; breaths are part of the span', () => {
  expect(takesOver(outcomeOf([utterance('answer', 0, 1000, { text: 'Oh.' })]))).toBe(true);
  expect(takesOver(outcomeOf([utterance('answer', 0, 999, { text: 'Oh.' })]))).toBe(false);
  const twice = [span(0, 100), span(5000, 5100)];
  expect(takesOver(outcomeOf([utterance('answer', 0, 5100, { text: 'Oh.' })], { voiced: twice }))).toBe(true);
});

test('less than a second does with more than three words', () => {
  expect(takesOver(short('One two three.'))).toBe(false);
  expect(takesOver(short('One two three four.'))).toBe(true);
});

test('words that were not heard were not said', () => {
  expect(takesOver(short('One two three four.', { heardChars: 13 }))).toBe(false);
});

test('what comes later is not counted, neither its time nor its words', () => {
  const text = 'It is a fine day to go out.';
  const outcome = outcomeOf([utterance('answer', 1000, 3000, { text })]);
  expect(takesOver(outcome, 1000)).toBe(false);
  // Its first 11 letters, "It is a fin": four words have begun.
  expect(takesOver(outcome, 1820)).toBe(true);
  expect(takesOver(outcome, 1500)).toBe(false);
  expect(takesOver(outcome, 2000)).toBe(true);
});
