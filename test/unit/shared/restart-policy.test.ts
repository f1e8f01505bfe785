import { expect, test } from 'vitest';
import { afterDeath, noDeaths, type RestartDecision } from '../../../shared/restart-policy.ts';

/** Decisions for deaths at these times, in minutes. */
function decisions(...minutes: readonly number[]): RestartDecision[] {
  let state = noDeaths;
  return minutes.map((minute) => {
    const after = afterDeath(state, minute * 60_000);
    state = after.state;
    return after.decision;
  });
}

test('three deaths in five minutes are each followed by a start, after growing pauses; a fourth is not', () => {
  expect(decisions(0, 1, 2, 3)).toEqual([
    { restart: true, delayMs: 250 },
    { restart: true, delayMs: 1000 },
    { restart: true, delayMs: 4000 },
    { restart: false },
  ]);
});

test('a process that dies now and then is always started again, without a longer pause', () => {
  expect(decisions(0, 5, 10, 15, 20).every((one) => one.restart && one.delayMs === 250)).toBe(true);
});

test('deaths older than five minutes are forgotten one by one', () => {
  expect(decisions(0, 2, 4, 5.5)).toEqual([
    { restart: true, delayMs: 250 },
    { restart: true, delayMs: 1000 },
    { restart: true, delayMs: 4000 },
    { restart: true, delayMs: 4000 },
  ]);
});

test('what is remembered does not grow without end', () => {
  let state = noDeaths;
  for (let ms = 0; ms < 60 * 60_000; ms += 60_000) state = afterDeath(state, ms).state;
  expect(state.deathsMs.length).toBe(5);
});
