import fc from 'fast-check';
import { expect, test } from 'vitest';
import { float32ToInt16, int16ToFloat32, rmsDbfs, SILENCE_DBFS } from '../../../../shared/sound/pcm.ts';

test('Int16 sound survives the way to Float32 and back unchanged', () => {
  fc.assert(
    fc.property(fc.int16Array(), (pcm) => {
      expect(float32ToInt16(int16ToFloat32(pcm))).toEqual(new Int16Array(pcm));
    }),
  );
});

test('samples beyond full scale are clipped, not wrapped', () => {
  expect([...float32ToInt16(Float32Array.of(2, -2, 1, -1))]).toEqual([32_767, -32_768, 32_767, -32_768]);
});

test('a full-scale sine has a level of -3 dBFS in both forms', () => {
  const sine = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin((2 * Math.PI * 100 * i) / 16_000));
  expect(rmsDbfs(sine)).toBeCloseTo(-3.01, 2);
  expect(rmsDbfs(float32ToInt16(sine))).toBeCloseTo(-3.01, 2);
});

test('silence and no sound at all have the lowest level, a finite one', () => {
  expect(rmsDbfs(new Int16Array(320))).toBe(SILENCE_DBFS);
  expect(rmsDbfs(new Float32Array(0))).toBe(SILENCE_DBFS);
});
