import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CueStore } from '../../../../electron/shell/cue-store.ts';
import type { KeptCue } from '../../../../shared/cues.ts';

vi.mock('electron-store', async () => (await import('./support/electron-store.ts')).fakeElectronStore());

const cue: KeptCue = {
  id: 'cue-1',
  name: 'stretch',
  what: 'reminder',
  words: { shown: 'Reminder: stretch.', spoken: 'Reminder: stretch.' },
  timing: { kind: 'at', dueMs: 1 },
  setAtMs: 0,
};

let folder: string;
let notices: string[];
beforeEach(() => {
  vi.useFakeTimers();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-cue-store-'));
  notices = [];
});
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(folder, { recursive: true, force: true });
});
const open = (): CueStore =>
  new CueStore({ folder, whenIdle: (write) => write(), onNotice: (message) => void notices.push(message) });
const file = (): string => path.join(folder, 'cues.json');

test('without a file there are no reminders, and nothing is said', () => {
  expect(open().atStart).toEqual([]);
  expect(notices).toEqual([]);
});

test('what was kept is there again', () => {
  open().keep([cue]);
  vi.advanceTimersByTime(500);
  expect(open().atStart).toEqual([cue]);
});

test('a reminder by the clock is there again, and one of a day that no week has is damage', () => {
  const timing = { kind: 'clock', minute: 540, weekdays: [1, 4], nextLocalMs: 1 } as const;
  const store = open();
  store.keep([cue, { ...cue, timing }]);
  store.flush();
  expect(open().atStart).toEqual([cue, { ...cue, timing }]);
  store.keep([{ ...cue, timing: { ...timing, weekdays: [7] } }]);
  store.flush();
  expect(open().atStart).toEqual([]);
});

test('several changes in a row are one write, and what waits is written at the end', () => {
  const store = open();
  store.keep([cue]);
  store.keep([]);
  expect(fs.existsSync(file())).toBe(false);
  store.keep([cue, { ...cue, id: 'cue-2' }]);
  store.flush();
  expect(open().atStart.length).toBe(2);
});

test.each([
  ['no JSON', '{"version":'],
  ['an older or newer form', '{"version":2,"cues":[]}'],
  ['a cue that is none', JSON.stringify({ version: 1, cues: [{ ...cue, timing: { kind: 'someday' } }] })],
])('%s is put aside and said, and reminders are kept again', (_what, text) => {
  fs.writeFileSync(file(), text);
  const store = open();
  expect(store.atStart).toEqual([]);
  expect(notices[0]).toContain('could not be read');
  const aside = fs.readdirSync(folder).find((name) => name.startsWith('cues.damaged-'));
  expect(fs.readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe(text);
  store.keep([cue]);
  store.flush();
  expect(open().atStart).toEqual([cue]);
});
