import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitted, placed, widthOf, type Label } from '../../../panel/look/label-rows.ts';

const space = { rows: 3, fromX: 100, toX: 600 };
const rowsOf = (labels: readonly Label[]): readonly (readonly [string, number])[] =>
  placed(labels, space).map(({ label, row }) => [label.text, row] as const);

test('labels that would touch are stacked, and the first row is used again once it is free', () => {
  const labels = [
    { x: 100, text: 'first label' },
    { x: 120, text: 'second label' },
    { x: 300, text: 'third label' },
  ];
  expect(rowsOf(labels)).toEqual([
    ['first label', 0],
    ['second label', 1],
    ['third label', 0],
  ]);
});

test('one that finds no room is left out', () => {
  const labels = Array.from({ length: 5 }, (_, i) => ({ x: 100 + i, text: `label ${i}` }));
  expect(rowsOf(labels).map(([text]) => text)).toEqual(['label 0', 'label 1', 'label 2']);
});

test('a label at the right edge begins further left', () => {
  const [last] = placed([{ x: 590, text: 'at the edge' }], space);
  expect(last?.textX).toBe(600 - widthOf('at the edge'));
});

test('none touches another of its row, and none leaves the picture', () => {
  const label = fc.record({
    x: fc.integer({ min: 100, max: 600 }),
    text: fc.string({ minLength: 1, maxLength: 70 }),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 40 }), (labels) => {
      const found = placed(labels, space);
      for (const row of [0, 1, 2]) {
        const inRow = found.filter((one) => one.row === row).toSorted((a, b) => a.textX - b.textX);
        for (const [i, one] of inRow.entries()) {
          const end = one.textX + widthOf(one.label.text);
          expect(one.textX).toBeGreaterThanOrEqual(space.fromX);
          expect(end).toBeLessThanOrEqual(space.toX + 1e-6);
          const next = inRow[i + 1];
          if (next) expect(next.textX).toBeGreaterThan(end);
        }
      }
    }),
  );
});

test('what is too long ends in an ellipsis and fits', () => {
  expect(fitted('short', 100)).toBe('short');
  const cut = fitted('much too long for so little room', 100);
  expect(cut.endsWith('…')).toBe(true);
  expect(widthOf(cut)).toBeLessThanOrEqual(100);
});
