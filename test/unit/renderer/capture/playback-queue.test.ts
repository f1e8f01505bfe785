import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlaybackQueue } from '../../../../renderer/capture/playback-queue.ts';
import { FADE_IN_SAMPLES } from '../../../../renderer/capture/utterance.ts';
import type { PlaybackCommand, PlaybackReport } from '../../../../shared/capture-protocol.ts';

const QUANTUM = 128;

const setUp = () => {
  const reports: PlaybackReport[] = [];
  const queue = new PlaybackQueue((report) => reports.push(report));
  const heard: number[] = [];
  const render = (quanta = 1): void => {
    for (let i = 0; i < quanta; i += 1) {
      const out = new Float32Array(QUANTUM);
      queue.render(out);
      heard.push(...out);
    }
  };
  const play = (utteranceId: string, pcm: Float32Array, last = true): void =>
    queue.accept({ type: 'play', utteranceId, pcm, last });
  const stop = (utteranceId: string | null, fadeMs = 20): void =>
    queue.accept({ type: 'stop', utteranceId, fadeMs });
  const ends = () => reports.filter((report) => report.type === 'ended');
  return { queue, reports, heard, render, play, stop, ends };
};

const level = (samples: number, value = 0.5): Float32Array => new Float32Array(samples).fill(value);

/** An utterance as main sends it: sizes of its chunks, and how many quanta pass before each. */
const deliveries = fc.array(
  fc.record({ size: fc.integer({ min: 0, max: 3000 }), waitQuanta: fc.integer({ min: 0, max: 12 }) }),
  { minLength: 1, maxLength: 12 },
);

describe('every sample is accounted for', () => {
  test('however an utterance is cut into chunks and however late they come', () => {
    fc.assert(
      fc.property(deliveries, (chunks) => {
        const { heard, render, play, ends, queue } = setUp();
        const total = chunks.reduce((sum, { size }) => sum + size, 0);
        chunks.forEach(({ size, waitQuanta }, index) => {
          render(waitQuanta);
          play('a', level(size, 1), index === chunks.length - 1);
        });
        render(Math.ceil(total / QUANTUM) + 1);
        expect(ends()).toEqual([
          { type: 'ended', utteranceId: 'a', renderedSamples: total, cause: 'finished' },
        ]);
        expect(heard.filter((sample) => sample !== 0)).toHaveLength(total);
        expect(queue.idle).toBe(true);
      }),
    );
  });

  test('when it is stopped at any point', () => {
    fc.assert(
      fc.property(
        deliveries,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 30 }),
        (chunks, quantaBeforeStop, fadeMs) => {
          const { heard, render, play, stop, ends, queue } = setUp();
          const total = chunks.reduce((sum, { size }) => sum + size, 0);
          chunks.forEach(({ size }, index) => play('a', level(size, 1), index === chunks.length - 1));
          render(quantaBeforeStop);
          const beforeStop = heard.filter((sample) => sample !== 0).length;
          stop('a', fadeMs);
          render(60);
          const [end] = ends();
          if (end === undefined) throw new Error('no end was reported');
          const fade = Math.round(fadeMs * 48);
          const expected =
            beforeStop === 0 && end.cause === 'stopped' ? 0 : Math.min(total, beforeStop + fade);
          expect(end.renderedSamples).toBe(expected);
          expect(ends()).toHaveLength(1);
          // The last sample of a fade has the level 0.
          const audible = heard.filter((sample) => sample !== 0).length;
          expect(end.renderedSamples - audible).toBeLessThanOrEqual(1);
          expect(queue.idle).toBe(true);
        },
      ),
    );
  });

  test('and what is reported as rendered or audible never goes back', () => {
    fc.assert(
      fc.property(deliveries, fc.integer({ min: 0, max: 10_000 }), (chunks, latency) => {
        const { reports, render, play, queue } = setUp();
        queue.latencySamples = latency;
        chunks.forEach(({ size, waitQuanta }, index) => {
          render(waitQuanta);
          play('a', level(size, 1), index === chunks.length - 1);
        });
        render(300);
        let [rendered, audible] = [0, 0];
        for (const report of reports) {
          if (report.type !== 'progress') continue;
          expect(report.renderedSamples).toBeGreaterThanOrEqual(rendered);
          expect(report.audibleSamples).toBeGreaterThanOrEqual(audible);
          expect(report.audibleSamples).toBeLessThanOrEqual(report.renderedSamples);
          [rendered, audible] = [report.renderedSamples, report.audibleSamples];
        }
      }),
    );
  });
});

test('utterances play in the order in which they came, without a pause between them', () => {
  const { heard, render, play, ends } = setUp();
  play('a', level(1000, 0.25));
  play('b', level(1000, 0.5));
  render(20);
  expect(ends().map((end) => end.utteranceId)).toEqual(['a', 'b']);
  expect(heard[999]).toBe(0.25);
  expect(heard.slice(1000 + FADE_IN_SAMPLES, 2000).every((sample) => sample === 0.5)).toBe(true);
  expect(heard.slice(2000).every((sample) => sample === 0)).toBe(true);
});

test('a voice starts softly within 10 ms', () => {
  const { heard, render, play } = setUp();
  play('a', level(1000));
  render(5);
  expect(Math.abs(heard[0] ?? 1)).toBeLessThan(0.01);
  for (let i = 1; i < FADE_IN_SAMPLES; i += 1) expect(heard[i]).toBeGreaterThanOrEqual(heard[i - 1] ?? 1);
  expect(heard[FADE_IN_SAMPLES]).toBe(0.5);
});

test('a stop fades to silence without a jump', () => {
  const { heard, render, play, stop } = setUp();
  play('a', level(48_000));
  render(10);
  stop('a', 10);
  render(10);
  for (let i = 10 * QUANTUM; i < heard.length; i += 1) {
    expect(Math.abs((heard[i] ?? 0) - (heard[i - 1] ?? 0))).toBeLessThan(0.5 / 400);
  }
  expect(heard.at(-1)).toBe(0);
});

test('stopping whatever plays also drops what was queued behind it', () => {
  const { render, play, stop, ends, queue } = setUp();
  play('a', level(10_000));
  play('b', level(10_000));
  render(10);
  stop(null, 10);
  render(10);
  expect(ends()).toEqual([
    { type: 'ended', utteranceId: 'b', renderedSamples: 0, cause: 'stopped' },
    { type: 'ended', utteranceId: 'a', renderedSamples: 10 * QUANTUM + 480, cause: 'stopped' },
  ]);
  expect(queue.idle).toBe(true);
});

test('chunks that arrive after their utterance was stopped stay silent', () => {
  const { heard, render, play, stop, ends } = setUp();
  play('a', level(QUANTUM), false);
  render();
  stop('a', 0);
  const before = heard.length;
  play('a', level(1000), true);
  render(10);
  expect(ends()).toHaveLength(1);
  expect(heard.slice(before).every((sample) => sample === 0)).toBe(true);
});

test('a stop that comes before the first chunk silences the utterance for good', () => {
  const { heard, render, play, stop } = setUp();
  stop('a');
  play('a', level(1000));
  render(10);
  expect(heard.every((sample) => sample === 0)).toBe(true);
});

test('stopping a waiting utterance leaves the playing one alone', () => {
  const { render, play, stop, ends } = setUp();
  play('a', level(1000));
  play('b', level(1000));
  render();
  stop('b');
  render(20);
  expect(ends().map(({ utteranceId, cause }) => [utteranceId, cause])).toEqual([
    ['b', 'stopped'],
    ['a', 'finished'],
  ]);
});

test('a gap is reported once, with what was missing, when sound goes on', () => {
  const { reports, render, play } = setUp();
  play('a', level(100), false);
  render(5);
  play('a', level(100), true);
  render(2);
  expect(reports.filter((report) => report.type === 'underrun')).toEqual([
    { type: 'underrun', utteranceId: 'a', missingSamples: 5 * QUANTUM - 100 },
  ]);
});

test('nothing was missing when only the word that it was all came late', () => {
  const { reports, render, play } = setUp();
  play('a', level(100), false);
  render(5);
  play('a', new Float32Array(0), true);
  render();
  expect(reports.map((report) => report.type).filter((type) => type !== 'progress')).toEqual(['ended']);
});

test('progress comes every 20 ms and tells what is audible from what has merely left', () => {
  const { reports, render, play, queue } = setUp();
  queue.latencySamples = 2000;
  play('a', level(48_000), false);
  render(375);
  const progress = reports.filter((report) => report.type === 'progress');
  expect(progress.length).toBeGreaterThan(45);
  expect(progress.length).toBeLessThanOrEqual(50);
  expect(progress.at(-1)).toMatchObject({ audibleSamples: (progress.at(-1)?.renderedSamples ?? 0) - 2000 });
});

test('in a gap, what was on its way becomes audible', () => {
  const { reports, render, play, queue } = setUp();
  queue.latencySamples = 2000;
  play('a', level(1280), false);
  render(60);
  expect(reports.at(-1)).toMatchObject({ type: 'progress', renderedSamples: 1280, audibleSamples: 1280 });
});

test('the voice ducks in a straight line and comes back', () => {
  const { heard, render, play, queue } = setUp();
  const gain = (to: number): PlaybackCommand => ({ type: 'gain', gain: to, rampMs: 20 });
  play('a', level(48_000, 1));
  render(10);
  queue.accept(gain(0.25));
  render(10);
  expect(heard.at(-1)).toBe(0.25);
  queue.accept(gain(1));
  render(10);
  expect(heard.at(-1)).toBe(1);
  for (let i = 1000; i < heard.length; i += 1) {
    expect(Math.abs((heard[i] ?? 0) - (heard[i - 1] ?? 0))).toBeLessThan(0.001);
  }
});

test('a gain that was set in silence holds for what comes', () => {
  const { heard, render, play, queue } = setUp();
  queue.accept({ type: 'gain', gain: 0.5, rampMs: 10 });
  render(10);
  play('a', level(1000, 1));
  render(5);
  expect(heard.at(-1)).toBe(0.5);
});

test('a sign of listening sounds beside what plays, at its own level, and nothing is reported of it', () => {
  const reports: PlaybackReport[] = [];
  const queue = new PlaybackQueue((report) => reports.push(report));
  queue.accept({ type: 'murmur', pcm: new Float32Array(200).fill(0.5), gain: 0.25 });
  const heard: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const out = new Float32Array(128);
    queue.render(out);
    heard.push(...out);
  }
  expect(heard.filter((sample) => sample === 0.125).length).toBe(200);
  expect(heard.slice(200).every((sample) => sample === 0)).toBe(true);
  expect({ reports, idle: queue.idle }).toEqual({ reports: [], idle: true });
});

test('what plays loses no sample to a sign of listening', () => {
  const play = (murmurs: boolean): { readonly heard: number; readonly ended: unknown } => {
    const reports: PlaybackReport[] = [];
    const queue = new PlaybackQueue((report) => reports.push(report));
    queue.accept({ type: 'play', utteranceId: 'a', pcm: new Float32Array(300).fill(0.5), last: true });
    if (murmurs) queue.accept({ type: 'murmur', pcm: new Float32Array(400).fill(0.1), gain: 1 });
    let heard = 0;
    for (let i = 0; i < 4; i += 1) {
      const out = new Float32Array(128);
      queue.render(out);
      heard += out.filter((sample) => sample >= 0.5).length;
    }
    return { heard, ended: reports.at(-1) };
  };
  expect(play(true)).toEqual(play(false));
});
