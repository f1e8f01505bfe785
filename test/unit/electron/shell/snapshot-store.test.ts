import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstSnapshot } from '../../../../electron/shell/first-snapshot.ts';
import { SnapshotStore } from '../../../../electron/shell/snapshot-store.ts';
import type { Notice, Snapshot } from '../../../../shared/snapshot.ts';

const empty: Snapshot = firstSnapshot('1');
const notice = (id: string, message = id): Notice => ({ id, level: 'info', message, dismissable: true });

let pushed: Partial<Snapshot>[];
let store: SnapshotStore;
beforeEach(() => {
  vi.useFakeTimers();
  pushed = [];
  store = new SnapshotStore(empty, (snapshot) => void pushed.push(snapshot));
});
afterEach(() => void vi.useRealTimers());

test('a change is there at once and reaches the overlay within 40 ms', () => {
  store.patch({ floor: 'hearing' });
  expect(store.current.floor).toBe('hearing');
  expect(pushed).toEqual([]);
  vi.advanceTimersByTime(40);
  expect(pushed).toEqual([{ floor: 'hearing' }]);
});

test('changes close to each other are one message, with the last of each value', () => {
  store.patch({ floor: 'hearing' });
  vi.advanceTimersByTime(30);
  store.patch({ floor: 'thinking', host: 'ready' });
  vi.advanceTimersByTime(10);
  expect(pushed).toEqual([{ floor: 'thinking', host: 'ready' }]);
  vi.advanceTimersByTime(1000);
  expect(pushed.length).toBe(1);
});

test('what did not change costs no message, and goes with none', () => {
  store.patch({ floor: 'idle' });
  vi.advanceTimersByTime(40);
  expect(pushed).toEqual([]);
  store.patch({ floor: 'idle', levelDbfs: -20 });
  vi.advanceTimersByTime(40);
  expect(pushed).toEqual([{ levelDbfs: -20 }]);
});

test('changes that never cease are still shown, 25 times a second at most', () => {
  for (let ms = 0; ms < 1000; ms += 5) {
    store.patch({ levelDbfs: -ms });
    vi.advanceTimersByTime(5);
  }
  expect(pushed.length).toBeGreaterThanOrEqual(20);
  expect(pushed.length).toBeLessThanOrEqual(25);
});

test('a notice with the same id takes the place of the one before', () => {
  store.notify(notice('a', 'old'));
  store.notify(notice('b'));
  store.notify(notice('a', 'new'));
  expect(store.current.notices).toEqual([notice('b'), notice('a', 'new')]);
});

test('a notice is taken away by its id, and one that is not there costs no message', () => {
  store.notify(notice('a'));
  vi.advanceTimersByTime(40);
  store.withdraw('b');
  vi.advanceTimersByTime(40);
  expect(pushed.length).toBe(1);
  store.withdraw('a');
  vi.advanceTimersByTime(40);
  expect(pushed.map(({ notices }) => notices?.length)).toEqual([1, 0]);
});
