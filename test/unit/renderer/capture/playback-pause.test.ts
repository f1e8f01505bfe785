import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlaybackQueue } from '../../../../renderer/capture/playback-queue.ts';
import type { PlaybackReport } from '../../../../shared/capture-protocol.ts';

const QUANTUM = 128;

const setUp = () => {
  const reports: PlaybackReport[] = [];
  const queue = new PlaybackQueue((report) => reports.push(report));
  const heard: number[] = [];
  const render = (quanta: number): void => {
    for (let i = 0; i < quanta; i += 1) {
      const out = new Float32Array(QUANTUM);
      queue.render(out);
      heard.push(...out);
    }
  };
  const pause = (on: boolean, fadeMs = 20): void =>
    queue.accept({ type: 'pause', utteranceId: 'a', on, fadeMs });
  queue.accept({ type: 'play', utteranceId: 'a', pcm: new Float32Array(10_000).fill(0.5), last: true });
  return { queue, reports, heard, render, pause };
};

test('what waits is silent after its fade, and goes on from there without losing a sample', () => {
  const { heard, reports, render, pause } = setUp();
  render(20);
  pause(true);
  render(60);
  const before = heard.filter((sample) => sample !== 0).length;
  // 20 ms of fade and no more; the very last sample of a fade is 0.
  expect(before).toBe(20 * QUANTUM + 960 - 1);
  pause(false);
  render(100);
  expect(reports.at(-1)).toEqual({
    type: 'ended',
    utteranceId: 'a',
    renderedSamples: 10_000,
    cause: 'finished',
  });
  expect(heard.filter((sample) => sample !== 0).length).toBe(10_000 - 1);
  // It was not late: it waited.
  expect(reports.filter(({ type }) => type === 'underrun')).toEqual([]);
});

test('a stop while it waits ends it on the spot', () => {
  const { queue, reports, render, pause } = setUp();
  render(20);
  pause(true);
  render(20);
  queue.accept({ type: 'stop', utteranceId: 'a', fadeMs: 20 });
  expect(reports.at(-1)).toMatchObject({
    type: 'ended',
    cause: 'stopped',
    renderedSamples: 20 * QUANTUM + 960,
  });
  expect(queue.idle).toBe(true);
});

test('however often it has to wait, every sample is rendered once and none is out of place', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(30)), { maxLength: 20 }), (waits) => {
      const { reports, render, pause } = setUp();
      for (const [quanta, fadeMs] of waits) {
        render(quanta);
        pause(true, fadeMs);
        pause(true, fadeMs);
        render(quanta);
        pause(false);
      }
      render(100);
      expect(reports.at(-1)).toMatchObject({ type: 'ended', renderedSamples: 10_000, cause: 'finished' });
    }),
  );
});

test('what is not there cannot wait', () => {
  const { queue, heard, render } = setUp();
  queue.accept({ type: 'pause', utteranceId: 'b', on: true, fadeMs: 20 });
  render(10);
  expect(heard.every((sample) => sample > 0)).toBe(true);
});

test('a stop at any moment of the fade into a pause ends it', () => {
  for (let quanta = 0; quanta <= 12; quanta += 1) {
    const { queue, reports, render, pause } = setUp();
    render(20);
    pause(true);
    render(quanta);
    queue.accept({ type: 'stop', utteranceId: 'a', fadeMs: 20 });
    render(20);
    expect(reports.at(-1)).toMatchObject({ type: 'ended', cause: 'stopped' });
    expect(queue.idle).toBe(true);
  }
});

test('a pause that comes while the next piece is late is no gap, and holds when that piece comes', () => {
  const reports: PlaybackReport[] = [];
  const queue = new PlaybackQueue((report) => reports.push(report));
  const render = (quanta: number): number => {
    let loud = 0;
    for (let i = 0; i < quanta; i += 1) {
      const out = new Float32Array(QUANTUM);
      queue.render(out);
      loud += out.filter((sample) => sample !== 0).length;
    }
    return loud;
  };
  const piece = (last: boolean): void =>
    queue.accept({ type: 'play', utteranceId: 'a', pcm: new Float32Array(1280).fill(0.5), last });
  piece(false);
  render(10);
  queue.accept({ type: 'pause', utteranceId: 'a', on: true, fadeMs: 20 });
  render(20);
  piece(true);
  expect(render(20)).toBe(0);
  queue.accept({ type: 'pause', utteranceId: 'a', on: false, fadeMs: 20 });
  expect(render(20)).toBeGreaterThan(1200);
  expect(reports.filter(({ type }) => type === 'underrun')).toEqual([]);
});
