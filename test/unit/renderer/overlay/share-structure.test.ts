import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareStructure } from '../../../../renderer/overlay/share-structure.ts';

const json = fc.jsonValue() as fc.Arbitrary<unknown>;

test('the result always equals what was sent', () => {
  fc.assert(
    fc.property(json, json, (previous, next) => {
      expect(shareStructure(previous, next)).toEqual(next);
    }),
  );
});

test('what arrives unchanged keeps its identity', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(shareStructure(value, structuredClone(value))).toBe(value);
    }),
  );
});

test('of a changed picture only the changed parts are new', () => {
  const previous = { lines: [{ id: '1' }, { id: '2', text: 'a' }], packs: { states: [] } };
  const next = shareStructure(previous, {
    lines: [{ id: '1' }, { id: '2', text: 'ab' }],
    packs: { states: [] },
  });
  expect(next.lines[0]).toBe(previous.lines[0]);
  expect(next.lines[1]).not.toBe(previous.lines[1]);
  expect(next.packs).toBe(previous.packs);
});
