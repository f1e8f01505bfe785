import { expect, test } from 'vitest';
import { withMark } from '../../../../electron/shell/tray-mark.ts';

const SIZE = 22;
const plain = new Uint8Array(4 * SIZE * SIZE).fill(77);
/** Dark pixels of a mark. */
const ink = (mark: 'open' | 'closed' | 'trouble'): number => {
  const marked = withMark(plain, SIZE, SIZE, mark);
  let count = 0;
  for (let i = 0; i < marked.length; i += 4) if (marked[i] === 32 && marked[i + 3] === 255) count += 1;
  return count;
};

test('the three marks differ in shape: full, a ring, and a ring with a bar', () => {
  expect(ink('open')).toBeGreaterThan(ink('trouble') + 10);
  expect(ink('trouble')).toBeGreaterThan(ink('closed') + 5);
});

test('the icon itself is left as it was, but for its lower right corner', () => {
  const marked = withMark(plain, SIZE, SIZE, 'open');
  expect(marked.slice(0, 4 * SIZE * 8)).toEqual(plain.slice(0, 4 * SIZE * 8));
  expect(plain.every((byte) => byte === 77)).toBe(true);
});
