import { expect, test } from 'vitest';
import { PLAYBACK_RATE_HZ } from '../../../../shared/audio.ts';
import { rmsDbfs } from '../../../../shared/sound/pcm.ts';
import { echoPath, measuredEcho } from '../../../panel/harness/echo-path.ts';

const FRAME = (PLAYBACK_RATE_HZ / 1000) * 20;
const tone = Float32Array.from({ length: FRAME }, (_, i) => Math.sin(i / 8));

/** Level of each 20 ms that come back while a tone plays, dB against what was played. */
function levels(frames: number): number[] {
  const path = echoPath({ ...measuredEcho, echoDb: -6 });
  return Array.from({ length: frames }, () => rmsDbfs(path(tone)) - rmsDbfs(tone));
}

test('the echo comes later than the sound, loud at first, and is mostly taken away after a second', () => {
  const all = levels(200);
  expect(all.slice(0, 13).every((level) => level < -90)).toBe(true);
  expect(all[15]).toBeGreaterThan(-10);
  expect(all.at(-1)).toBeCloseTo(-6 - measuredEcho.cancelledDb, 0);
});

test('it is the same each time', () => {
  expect(levels(50)).toEqual(levels(50));
});
