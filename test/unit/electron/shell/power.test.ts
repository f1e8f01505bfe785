import { beforeEach, expect, test, vi } from 'vitest';
import { watchPower } from '../../../../electron/shell/power.ts';

const monitor = vi.hoisted(() => {
  const listeners = new Map<string, () => void>();
  return {
    on: (name: string, listener: () => void) => void listeners.set(name, listener),
    emit: (name: string) => listeners.get(name)?.(),
  };
});
vi.mock('electron', () => ({ powerMonitor: monitor }));

let told: boolean[];
beforeEach(() => {
  told = [];
  watchPower((asleep) => void told.push(asleep));
});
const happens = (...names: readonly string[]): void => {
  for (const name of names) monitor.emit(name);
};

test('going to sleep and being locked are one sleep, that ends when both are over', () => {
  happens('lock-screen', 'suspend', 'resume');
  expect(told).toEqual([true]);
  happens('unlock-screen');
  expect(told).toEqual([true, false]);
});

test('what is said twice is told once', () => {
  happens('suspend', 'suspend', 'resume', 'resume');
  expect(told).toEqual([true, false]);
});

test('waking up without having slept is no news', () => {
  happens('resume', 'unlock-screen');
  expect(told).toEqual([]);
});
