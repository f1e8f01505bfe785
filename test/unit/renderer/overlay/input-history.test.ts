import { expect, test } from 'vitest';
import {
  emptyHistory,
  remember,
  step,
  type InputHistory,
} from '../../../../renderer/overlay/input-history.ts';

const sent = (...lines: string[]): InputHistory => lines.reduce(remember, emptyHistory);

test('stepping back walks through what was sent, newest first, and stops at the oldest', () => {
  const newest = step(sent('one', 'two'), -1, '');
  expect(newest?.text).toBe('two');
  const oldest = newest && step(newest.history, -1, newest.text);
  expect(oldest?.text).toBe('one');
  expect(oldest && step(oldest.history, -1, oldest.text)).toBeNull();
});

test('stepping forth again brings back what was being written', () => {
  const back = step(sent('one'), -1, 'half a th');
  expect(back && step(back.history, 1, back.text)?.text).toBe('half a th');
});

test('there is nothing after the line being written', () => {
  expect(step(sent('one'), 1, 'now')).toBeNull();
});

test('a line that is sent twice in a row is kept once', () => {
  expect(sent('one', 'one', 'two', 'one').sent).toEqual(['one', 'two', 'one']);
});

test('only the last hundred lines are kept', () => {
  const history = sent(...Array.from({ length: 130 }, (_, i) => `line ${i}`));
  expect(history.sent).toHaveLength(100);
  expect(step(history, -1, '')?.text).toBe('line 129');
});
