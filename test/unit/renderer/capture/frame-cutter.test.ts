import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameCutter } from '../../../../renderer/capture/frame-cutter.ts';
import { FRAME_SAMPLES } from '../../../../shared/audio.ts';
import type { MicrophoneFrame } from '../../../../shared/capture-protocol.ts';
import { float32ToInt16 } from '../../../../shared/sound/pcm.ts';
import { Resampler } from '../../../../shared/sound/resample.ts';

const sound = Float32Array.from({ length: 9600 }, (_, i) => 0.8 * Math.sin((2 * Math.PI * 300 * i) / 48_000));

test('frames hold the resampled sound, each sample once, however the track is chunked', () => {
  const whole = [...float32ToInt16(new Resampler(48_000, 16_000).process(sound))];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 12 }), (sizes) => {
      const frames: MicrophoneFrame[] = [];
      const cutter = new FrameCutter((frame) => frames.push(frame));
      let at = 0;
      for (const size of [...sizes, sound.length]) {
        cutter.push(sound.subarray(at, at + size));
        at = Math.min(sound.length, at + size);
      }
      expect(frames.map((frame) => frame.seq)).toEqual([...frames.keys()]);
      expect(frames.every((frame) => frame.pcm.length === FRAME_SAMPLES)).toBe(true);
      expect(frames.flatMap((frame) => [...frame.pcm])).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

test('a frame that was handed on is never written again', () => {
  const frames: MicrophoneFrame[] = [];
  const cutter = new FrameCutter((frame) => frames.push(frame));
  cutter.push(sound.subarray(0, 1500));
  const first = [...(frames[0]?.pcm ?? [])];
  cutter.push(sound.subarray(1500));
  expect([...(frames[0]?.pcm ?? [])]).toEqual(first);
  expect(new Set(frames.map((frame) => frame.pcm.buffer)).size).toBe(frames.length);
});
