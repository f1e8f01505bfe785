import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PassingNotice } from '../../../../electron/shell/passing-notice.ts';
import { SnapshotStore } from '../../../../electron/shell/snapshot-store.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';

let store: SnapshotStore;
let passing: PassingNotice;
beforeEach(() => {
  vi.useFakeTimers();
  store = new SnapshotStore({ notices: [] as Snapshot['notices'] } as Snapshot, () => undefined);
  passing = new PassingNotice(store);
});
afterEach(() => void vi.useRealTimers());
const shown = (): string[] => store.current.notices.map(({ message }) => message);

test('a word in passing goes away by itself after eight seconds', () => {
  passing.say('Beside listens again.');
  vi.advanceTimersByTime(7999);
  expect(shown()).toEqual(['Beside listens again.']);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
});

test('a newer one takes its place and stays its own eight seconds', () => {
  passing.say('one');
  vi.advanceTimersByTime(6000);
  passing.say('two');
  vi.advanceTimersByTime(7999);
  expect(shown()).toEqual(['two']);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
});

test('one that was put away by hand is not missed, and the next one comes', () => {
  passing.say('one');
  store.withdraw('passing');
  passing.say('two');
  expect(shown()).toEqual(['two']);
});
