import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SoundRing } from '../../../../shared/sound/sound-ring.ts';

const CAPACITY = 64;

/** What a ring means, without the ring: the sound since the last gap, its newest part. */
class Naive {
  #from = 0;
  #samples: number[] = [];

  append(atSample: number, pcm: Int16Array): void {
    if (atSample !== this.#from + this.#samples.length) {
      this.#from = atSample;
      this.#samples = [];
    }
    this.#samples.push(...pcm);
    const lost = Math.max(0, this.#samples.length - CAPACITY);
    this.#samples = this.#samples.slice(lost);
    this.#from += lost;
  }

  slice(from: number, to: number): number[] {
    const start = Math.max(from, this.#from) - this.#from;
    return this.#samples.slice(start, Math.max(start, to - this.#from)).map((sample) => sample / 32_768);
  }
}

const appends = fc.array(
  fc.record({
    gap: fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
    ),
    pcm: fc.int16Array({ maxLength: 150 }),
  }),
  { maxLength: 20 },
);

test('a slice is what a plain list of the same sound would give, across gaps and any number of rounds', () => {
  fc.assert(
    fc.property(appends, fc.nat(200), fc.nat(200), (all, back, length) => {
      const [ring, naive] = [new SoundRing(CAPACITY), new Naive()];
      let end = 0;
      for (const { gap, pcm } of all) {
        ring.append(end + gap, new Int16Array(pcm));
        naive.append(end + gap, new Int16Array(pcm));
        end += gap + pcm.length;
      }
      const from = Math.max(0, end - back);
      expect(Array.from(ring.slice(from, from + length))).toEqual(naive.slice(from, from + length));
      expect(ring.endSample - ring.startSample).toBeLessThanOrEqual(CAPACITY);
    }),
    { numRuns: 500 },
  );
});

test('a gap is never bridged: what lies before it is gone', () => {
  const ring = new SoundRing(CAPACITY);
  ring.append(0, Int16Array.of(1, 2, 3));
  ring.append(10, Int16Array.of(4, 5));
  expect(ring.slice(0, 20).map((sample) => sample * 32_768)).toEqual(Float32Array.from([4, 5]));
  expect([ring.startSample, ring.endSample]).toEqual([10, 12]);
});

test('a clock that runs backwards starts anew', () => {
  const ring = new SoundRing(CAPACITY);
  ring.append(0, Int16Array.of(1, 2, 3));
  ring.append(1, Int16Array.of(7));
  expect(ring.slice(0, 9).map((sample) => sample * 32_768)).toEqual(Float32Array.from([7]));
});

test('a stretch that is gone, or not there yet, is empty', () => {
  const ring = new SoundRing(CAPACITY);
  ring.append(0, new Int16Array(200));
  expect(ring.slice(0, 100).length).toBe(0);
  expect(ring.slice(200, 300).length).toBe(0);
  expect(ring.slice(190, 100).length).toBe(0);
  expect(ring.slice(100, 150).length).toBe(14);
});
