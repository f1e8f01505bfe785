import { expect, test } from 'vitest';
import { audibleStretches } from '../../../panel/harness/audible-stretches.ts';

const RATE_HZ = 1000;
/** A sample a millisecond, loud where told. */
const sound = (ms: number, ...loud: readonly (readonly [number, number])[]): readonly number[] =>
  Array.from({ length: ms }, (_, i) => (loud.some(([from, to]) => i >= from && i <= to) ? -0.1 : 0));

test('a stretch lasts from its first audible sample to its last', () => {
  expect(audibleStretches(sound(300, [20, 50], [200, 250]), RATE_HZ, 0)).toEqual([
    { fromMs: 20, toMs: 50 },
    { fromMs: 200, toMs: 250 },
  ]);
});

test('gaps up to 60 ms are part of it', () => {
  expect(audibleStretches(sound(300, [20, 50], [110, 150], [211, 220]), RATE_HZ, 0)).toEqual([
    { fromMs: 20, toMs: 150 },
    { fromMs: 211, toMs: 220 },
  ]);
});

test('times are those of the air, at any rate', () => {
  const at48 = Float32Array.from({ length: 4800 }, (_, i) => (i >= 480 && i <= 960 ? 0.5 : 0));
  expect(audibleStretches(at48, 48_000, -1000)).toEqual([{ fromMs: -990, toMs: -980 }]);
});

test('what is below −60 dBFS is not heard', () => {
  expect(audibleStretches([0.0009, -0.0009], RATE_HZ, 0)).toEqual([]);
  expect(audibleStretches([0.0011], RATE_HZ, 0)).toEqual([{ fromMs: 0, toMs: 0 }]);
});
