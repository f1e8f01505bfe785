import { expect, test } from 'vitest';
import {
  changeLine,
  initialState,
  LINES_KEPT,
  withLine,
  type EngineState,
} from '../../../../electron/interaction/state.ts';

function withLines(count: number): EngineState<null> {
  let state = initialState<null>(null);
  for (let i = 0; i < count; i += 1)
    state = withLine(state, {
      id: `line-${i}`,
      who: 'beside',
      via: 'voice',
      text: 'Okay.',
      heardChars: 0,
      state: 'speaking',
    });
  return state;
}

test('a change that changes nothing leaves the very lines, and one of a line that fell off does too', () => {
  const state = withLines(LINES_KEPT + 5);
  expect(changeLine(state, 'line-204', { heardChars: 0, state: 'speaking' })).toBe(state);
  expect(changeLine(state, 'line-4', { heardChars: 3 })).toBe(state);
});

test('a line is changed where it stands, and the others stay the objects that they were', () => {
  const state = withLines(3);
  const { lines } = changeLine(state, 'line-1', { heardChars: 5, state: 'final' });
  expect(lines.map(({ id, heardChars }) => [id, heardChars])).toEqual([
    ['line-0', 0],
    ['line-1', 5],
    ['line-2', 0],
  ]);
  expect(lines[0]).toBe(state.lines[0]);
  expect(lines[2]).toBe(state.lines[2]);
});
