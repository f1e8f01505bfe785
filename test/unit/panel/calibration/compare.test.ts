import { expect, test } from 'vitest';
import {
  compared,
  comparedPart,
  differenceMs,
  isCalibrated,
  type Pair,
} from '../../../panel/calibration/compare.ts';

const pair = (panelMs: number | null, electronMs: number | null): Pair => ({
  scene: { id: `${panelMs} ${electronMs}`, family: 'question' },
  panel: { answerMs: panelMs, stopMs: null, course: null },
  electron: { answerMs: electronMs, stopMs: null, course: null },
});
const pairs = (count: number, panelMs: number, electronMs: number): readonly Pair[] =>
  Array.from({ length: count }, (_, i) => pair(panelMs + i, electronMs + i));

test('medians are of the scenes in which both sides have the latency', () => {
  const one = compared(
    [pair(600, 700), pair(700, 800), pair(800, 900), pair(null, 5000), pair(1, null)],
    'answerMs',
  );
  expect(one).toEqual({ n: 3, panel: { p50Ms: 700, p90Ms: 780 }, electron: { p50Ms: 800, p90Ms: 880 } });
  expect(differenceMs(one)).toBe(-100);
});

test('without any such scene there is nothing to compare', () => {
  const none = compared([pair(600, 700)], 'stopMs');
  expect(none).toEqual({ n: 0, panel: null, electron: null });
  expect(differenceMs(none)).toBeNull();
});

test('the panel is calibrated up to 200 ms either way, and not beyond', () => {
  const verdict = (panelMs: number): boolean =>
    isCalibrated([compared(pairs(10, panelMs, 1000), 'answerMs')]);
  expect([799, 800, 1000, 1200, 1201].map(verdict)).toEqual([false, true, true, true, false]);
});

test('one latency that is off, or was seen in a few scenes, spoils it', () => {
  const [near, off, few] = [pairs(10, 700, 800), pairs(10, 700, 1000), pairs(7, 700, 800)];
  const verdict = (...all: readonly (readonly Pair[])[]): boolean =>
    isCalibrated(all.map((one) => compared(one, 'answerMs')));
  expect([verdict(near, near), verdict(near, off), verdict(near, few), verdict(near, [])]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a part of the answers is compared where both sides know it', () => {
  const whole = { endpointing: 600, recognition: 100, reply: 0, synthesis: 60, playback: 40 };
  const one = pair(800, 900);
  const both = {
    ...one,
    panel: { ...one.panel, course: { ...whole, noticed: 120, sounded: null } },
    electron: { ...one.electron, course: { ...whole, noticed: 210, sounded: 80 } },
  };
  const all = [both, pair(800, 900)];
  expect(comparedPart(all, 'noticed')).toMatchObject({
    n: 1,
    panel: { p50Ms: 120 },
    electron: { p50Ms: 210 },
  });
  expect(comparedPart(all, 'sounded').n).toBe(0);
});
