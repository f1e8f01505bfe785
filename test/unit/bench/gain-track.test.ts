import { expect, test } from 'vitest';
import { duckedMs, firstDropMs, gainTrack } from '../../bench/support/gain-track.ts';
import { seededRandom } from '../../bench/support/statistics.ts';
import type { Sound } from '../../e2e/support/wav.ts';

const RATE_HZ = 16_000;

/** Four seconds of words of 600 ms with pauses of 200 ms, duller than white noise, with 100 ms of silence before. */
function speech(): Sound {
  const random = seededRandom(9);
  const samples = new Int16Array(4.1 * RATE_HZ);
  let last = 0;
  for (let i = 1600; i < samples.length; i++) {
    last = 0.8 * last + (random() * 2 - 1) * 4000;
    samples[i] = (i - 1600) % 12_800 < 9600 ? Math.round(last) : 0;
  }
  return { rateHz: RATE_HZ, samples };
}

/** As a recording that began at 5000 ms, 300 ms before the voice; gain by time since its first sample. */
function played(gain: (ms: number) => number): Sound & { readonly fromMs: number } {
  const { samples } = speech();
  const recorded = new Int16Array(samples.length + 0.8 * RATE_HZ);
  samples.forEach((sample, i) => {
    recorded[i + 4800] = Math.round(sample * 0.7 * gain(i / 16));
  });
  return { rateHz: RATE_HZ, samples: recorded, fromMs: 5000 };
}

test('an even voice, quieter than it was made, has neither drop nor duck', () => {
  const track = gainTrack(
    played(() => 1),
    speech(),
  );
  expect(track?.every(({ db }) => Math.abs(db) < 0.5)).toBe(true);
  expect(firstDropMs(track ?? [], 0, 6)).toBeNull();
  expect(duckedMs(track ?? [], 0, 99_999)).toBe(0);
});

test('a duck is found where it is, and a pause before it is none', () => {
  const track = gainTrack(
    played((ms) => (ms > 1000 && ms < 1400 ? 0.25 : 1)),
    speech(),
  );
  const dropMs = firstDropMs(track ?? [], 5000, 6);
  expect(Math.abs((dropMs ?? 0) - 6300)).toBeLessThanOrEqual(40);
  expect(Math.abs(duckedMs(track ?? [], 5000, 99_999) - 400)).toBeLessThanOrEqual(40);
  expect(firstDropMs(track ?? [], 6800, 6)).toBeNull();
});

test('a stop is a drop too', () => {
  const track = gainTrack(
    played((ms) => (ms > 2600 ? 0 : 1)),
    speech(),
  );
  expect(Math.abs((firstDropMs(track ?? [], 5000, 6) ?? 0) - 7900)).toBeLessThanOrEqual(40);
});

test('another voice than the one that was made gives no track', () => {
  const random = seededRandom(3);
  const samples = Int16Array.from({ length: 5 * RATE_HZ }, () => Math.round((random() * 2 - 1) * 9000));
  expect(gainTrack({ rateHz: RATE_HZ, samples, fromMs: 0 }, speech())).toBeNull();
});
