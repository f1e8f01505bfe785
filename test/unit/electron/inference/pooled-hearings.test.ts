import { expect, test } from 'vitest';
import { PooledHearings } from '../../../../electron/inference/pooled-hearings.ts';

const vector = (value: number): Float32Array => Float32Array.of(value);

test('the newest hearing of the open utterance counts, whenever it came', () => {
  const hearings = new PooledHearings();
  hearings.heard({ toSample: 32_000, audioMs: 1000 }, vector(1));
  hearings.heard({ toSample: 24_000, audioMs: 500 }, vector(2));
  expect(hearings.of(16_000)).toEqual({ toSample: 32_000, vector: vector(1) });
  hearings.heard({ toSample: 40_000, audioMs: 1000 }, vector(3));
  expect(hearings.of(16_000)).toEqual({ toSample: 40_000, vector: vector(3) });
});

test('one of an utterance before is none of this one, and without an utterance there is none', () => {
  const hearings = new PooledHearings();
  hearings.heard({ toSample: 32_000, audioMs: 1000 }, vector(1));
  expect(hearings.of(16_001)).toBeNull();
  expect(hearings.of(null)).toBeNull();
  hearings.forget();
  expect(hearings.of(16_000)).toBeNull();
});
