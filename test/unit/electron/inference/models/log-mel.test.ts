import { expect, test } from 'vitest';
import { LogMel, SILENT_BAND } from '../../../../../electron/inference/models/log-mel.ts';
import { HEARING_RATE_HZ } from '../../../../../shared/audio.ts';

function framesOf(...chunks: readonly Float32Array[]): number[][] {
  const frames: number[][] = [];
  const mel = new LogMel((bands) => frames.push([...bands]));
  for (const chunk of chunks) for (const sample of chunk) mel.push(sample);
  return frames;
}

const tone = (hz: number, samples = 4000, level = 0.5): Float32Array =>
  Float32Array.from(
    { length: samples },
    (_, i) => level * Math.sin((2 * Math.PI * hz * i) / HEARING_RATE_HZ),
  );

const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
/** The middle of a band, from 60 to 7600 Hz in equal steps of mel. */
const middleHz = (band: number): number => {
  const step = (mel(7600) - mel(60)) / 41;
  return 700 * (10 ** ((mel(60) + (band + 1) * step) / 2595) - 1);
};

test.each([0, 7, 20, 33, 39])('a tone in the middle of band %i is loudest there', (band) => {
  const frames = framesOf(tone(middleHz(band)));
  for (const bands of frames) expect(bands.indexOf(Math.max(...bands))).toBe(band);
  expect(frames).toHaveLength(23);
});

test('ten times the level is 2 ln 10 / 4 more', () => {
  const [soft, loud] = [framesOf(tone(1000, 400, 0.05)), framesOf(tone(1000, 400, 0.5))];
  const most = (frames: number[][]): number => Math.max(...(frames[0] ?? []));
  expect(most(loud) - most(soft)).toBeCloseTo((2 * Math.LN10) / 4, 4);
});

test('silence is (ln 1e-6 + 6) / 4 in every band, after sound too', () => {
  expect(SILENT_BAND).toBeCloseTo(-1.9539, 4);
  const frames = framesOf(tone(500, 800), new Float32Array(800));
  const silent = frames.slice(-3).flat();
  expect(silent.every((value) => value === Math.fround(SILENT_BAND))).toBe(true);
  expect(Math.max(...(frames[2] ?? []))).toBeGreaterThan(0);
});

test('a frame is of its own 25 ms and of nothing before or after them', () => {
  const sound = tone(777, 3000).map((sample, i) => sample * (i / 3000));
  const whole = framesOf(sound);
  expect(whole).toHaveLength(17);
  for (const [k, frame] of whole.entries())
    expect(framesOf(sound.subarray(160 * k, 160 * k + 400))).toEqual([frame]);
});

test('after a reset nothing of what came before is in a frame', () => {
  const frames: number[][] = [];
  const stream = new LogMel((bands) => frames.push([...bands]));
  for (const sample of tone(3000, 399)) stream.push(sample);
  stream.reset();
  for (const sample of tone(200, 400)) stream.push(sample);
  expect(frames).toEqual(framesOf(tone(200, 400)));
});
