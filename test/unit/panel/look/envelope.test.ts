import { expect, test } from 'vitest';
import { envelope } from '../../../panel/look/envelope.ts';

const sound = Float32Array.from({ length: 100 }, (_, i) => (i === 42 ? -0.75 : i < 50 ? 0.25 : 0.5));

test('each column holds the largest sample of its stretch, either way up', () => {
  expect(envelope(sound, { fromSample: 0, toSample: 100, columns: 4 })).toEqual([0.25, 0.75, 0.5, 0.5]);
});

test('beyond the ends of the sound there is silence', () => {
  expect(envelope(sound, { fromSample: -100, toSample: 200, columns: 3 })).toEqual([0, 0.75, 0]);
});
