import { beforeEach, expect, test } from 'vitest';
import { begin, mirror, useOverlay } from '../../../../renderer/overlay/store.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';

const first = { floor: 'idle', lines: [{ id: 'a', text: 'Hello' }], levelDbfs: null } as unknown as Snapshot;
const shown = (): Snapshot | null => useOverlay.getState().snapshot;

beforeEach(() => useOverlay.setState({ snapshot: null, early: {} }));

test('nothing is drawn before the first whole picture', () => {
  mirror({ floor: 'hearing' });
  expect(shown()).toBeNull();
});

test('a change that overtook the first picture is the newer of the two', () => {
  mirror({ floor: 'hearing' });
  begin(first);
  expect(shown()).toEqual({ ...first, floor: 'hearing' });
});

test('a change leaves everything else the same object, so that it is not drawn again', () => {
  begin(first);
  const before = shown();
  mirror({ levelDbfs: -20 });
  expect(shown()?.levelDbfs).toBe(-20);
  expect(shown()?.lines).toBe(before?.lines);
});

test('lines that came again and are the same stay the same objects', () => {
  begin(first);
  const line = shown()?.lines[0];
  mirror({ lines: [...structuredClone(first.lines), { id: 'b' } as Snapshot['lines'][number]] });
  expect(shown()?.lines[0]).toBe(line);
  expect(shown()?.lines.length).toBe(2);
});
