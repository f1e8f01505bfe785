import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../../../electron/interaction/timeline/canonical.ts';
import { fromExactJson, toExactJson } from '../../../../electron/replay/exact-json.ts';

const anyValue = fc.record(
  {
    value: fc.jsonValue(),
    odd: fc.constantFrom(-0, 0, Infinity, -Infinity, NaN, 1e-320, 0.1 + 0.2),
    list: fc.array(fc.double()),
    text: fc.string({ unit: 'binary' }),
  },
  { noNullPrototype: true },
);

test('what is written is read again, to the last bit', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(fromExactJson(toExactJson(value))).toStrictEqual(value);
    }),
  );
});

test('one value is one line, whatever is in its texts', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(toExactJson({ text })).not.toMatch(/[\n\r]/);
    }),
  );
});

test('two values are the same when their canonical texts are, whatever the order of their keys', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: -0 })).toBe(
    canonical({ a: -0, b: [1, { c: 'x', d: null }] }),
  );
  expect(canonical({ a: 0 })).not.toBe(canonical({ a: -0 }));
  expect(canonical({ a: undefined })).not.toBe(canonical({}));
  expect(canonical({ a: Infinity })).not.toBe(canonical({ a: null }));
  expect(canonical(['1'])).not.toBe(canonical([1]));
});
