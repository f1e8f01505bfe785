import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  FRAMES,
  HEARD_SAMPLES,
  smartTurnFeatures,
} from '../../../../../../electron/inference/models/smart-turn/features.ts';
import { BANDS } from '../../../../../../electron/inference/models/smart-turn/mel-bands.ts';
import { HEARING_RATE_HZ } from '../../../../../../shared/audio.ts';

/** Made by `make.py` beside it. */
const cases = z
  .record(
    z.string(),
    z.strictObject({
      seconds: z.number(),
      /** Level, Hz at the start, Hz more each second. */
      parts: z.array(z.tuple([z.number(), z.number(), z.number()])),
      mean: z.number(),
      frames: z.array(z.strictObject({ frame: z.int(), bands: z.array(z.number()).length(BANDS) })),
    }),
  )
  .parse(
    JSON.parse(fs.readFileSync(path.resolve('test/fixtures/smart-turn/features.json'), 'utf8')) as unknown,
  );

function chirps(seconds: number, parts: readonly (readonly [number, number, number])[]): Float32Array {
  return Float32Array.from({ length: Math.floor(seconds * HEARING_RATE_HZ) }, (_, i) => {
    const time = i / HEARING_RATE_HZ;
    return parts.reduce(
      (sum, [level, hz, rise]) =>
        sum + level * Math.sin(2 * Math.PI * (hz * time + (rise * time * time) / 2)),
      0,
    );
  });
}

const tone = (seconds: number, hz: number, level = 0.3): Float32Array => chirps(seconds, [[level, hz, 0]]);
const at = (features: Float32Array, band: number, frame: number): number =>
  features[band * FRAMES + frame] ?? Number.NaN;
const column = (features: Float32Array, frame: number): number[] =>
  Array.from({ length: BANDS }, (_, band) => at(features, band, frame));

test.each(Object.entries(cases))('%s: as numpy computes them', (_name, { seconds, parts, mean, frames }) => {
  const features = smartTurnFeatures(chirps(seconds, parts));
  expect(features).toHaveLength(BANDS * FRAMES);
  const apart = frames.flatMap(({ frame, bands }) =>
    bands.map((value, band) => Math.abs(value - at(features, band, frame))),
  );
  expect(apart).toHaveLength(16 * BANDS);
  // Sound in 32 bits here, in 64 there.
  expect(Math.max(...apart)).toBeLessThan(1e-3);
  expect(features.reduce((sum, value) => sum + value, 0) / features.length).toBeCloseTo(mean, 4);
});

describe('a sound that is not 8 s long', () => {
  test('comes last, after silence, when it is shorter', () => {
    const features = smartTurnFeatures(tone(2, 1000));
    const level = (frame: number): number => Math.max(...column(features, frame));
    expect(level(FRAMES - 100) - level(100)).toBeGreaterThan(1);
    expect(level(FRAMES - 250)).toBeCloseTo(level(100), 2);
  });

  test('is its last 8 s when it is longer', () => {
    const long = chirps(11, [[0.3, 200, 100]]);
    expect(smartTurnFeatures(long)).toEqual(smartTurnFeatures(long.subarray(-HEARD_SAMPLES)));
    expect(smartTurnFeatures(long)).not.toEqual(smartTurnFeatures(long.subarray(0, HEARD_SAMPLES)));
  });
});

/**
 * Slaney's scale has 15 steps up to 1000 Hz and 45.245 up to 8000, which 80 bands share in 81: 300 Hz is 4.5 and
 * 8.06 of those, 4000 Hz 35.16 and 62.9. The top of the first band is at 1 of them.
 */
test.each([
  [300, 7],
  [1000, 26],
  [4000, 62],
])('a tone of %i Hz is loudest in band %i', (hz, band) => {
  const bands = column(smartTurnFeatures(tone(8, hz)), 400);
  expect(bands.indexOf(Math.max(...bands))).toBe(band);
});

test('how loud it is does not matter', () => {
  const [soft, loud] = [smartTurnFeatures(tone(8, 500, 0.02)), smartTurnFeatures(tone(8, 500, 0.6))];
  const apart = soft.map((value, i) => Math.abs(value - (loud[i] ?? Number.NaN)));
  expect(Math.max(...apart)).toBeLessThan(0.01);
});

test.each([
  ['silence', new Float32Array(HEARD_SAMPLES)],
  ['nothing', new Float32Array()],
])('%s is the floor everywhere', (_name, sound) => {
  const features = smartTurnFeatures(sound);
  // (log10(1e-10) + 4) / 4
  expect(features.every((value) => value === -1.5)).toBe(true);
});
