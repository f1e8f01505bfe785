import { expect, test } from 'vitest';
import { duplexOf } from '../../../../electron/shell/duplex.ts';

const on = (echoCancellation: boolean) => ({ state: 'on', label: 'Built-in', echoCancellation }) as const;

test('with an echo canceller Beside hears while it speaks, without one it takes turns', () => {
  expect(duplexOf(on(true), true)).toEqual({ mode: 'full', reason: null });
  expect(duplexOf(on(false), true)).toEqual({ mode: 'half', reason: 'no-echo-cancellation' });
});

test('without an output it says that, whatever the microphone is', () => {
  expect(duplexOf(on(false), false)).toEqual({ mode: 'half', reason: 'no-output' });
  expect(duplexOf({ state: 'off' }, false)).toEqual({ mode: 'half', reason: 'no-output' });
});
