import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../../shared/settings.ts';
import { SettingsStore } from '../../../../electron/shell/settings-store.ts';

vi.mock('electron-store', async () => (await import('./support/electron-store.ts')).fakeElectronStore());

let folder: string;
let file: string;
let notices: string[];
beforeEach(() => {
  vi.useFakeTimers();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-settings-'));
  file = path.join(folder, 'settings.json');
  notices = [];
});
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(folder, { recursive: true, force: true });
});

const open = (): SettingsStore =>
  new SettingsStore({
    folder,
    whenIdle: (write) => write(),
    onNotice: (message) => void notices.push(message),
  });
const dark = (store: SettingsStore): void =>
  store.update((now) => ({ ...now, overlay: { ...now.overlay, theme: 'dark' } }));
const onDisk = (): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));

test('a first start has the defaults and writes nothing', () => {
  expect(open().current).toEqual(defaultSettings);
  vi.advanceTimersByTime(1000);
  expect({ notices, files: fs.readdirSync(folder) }).toEqual({ notices: [], files: [] });
});

test('a change holds at once, is written a little later, and is there at the next start', () => {
  const store = open();
  dark(store);
  expect(store.current.overlay.theme).toBe('dark');
  expect(fs.existsSync(file)).toBe(false);
  vi.advanceTimersByTime(500);
  expect(onDisk()).toEqual(store.current);
  expect(open().current.overlay.theme).toBe('dark');
});

test('a file from before there was a pace is read, stays where it is, and takes the pace up', () => {
  const { pace: _, ...voice } = defaultSettings.voice;
  fs.writeFileSync(file, JSON.stringify({ ...defaultSettings, voice: { ...voice, volume: 0.4 } }));
  const store = open();
  expect(store.current.voice).toEqual({ ...voice, volume: 0.4, pace: 1 });
  expect({ notices, files: fs.readdirSync(folder) }).toEqual({ notices: [], files: ['settings.json'] });
  store.update((now) => ({ ...now, voice: { ...now.voice, pace: 0.85 } }));
  store.flush();
  expect(open().current.voice).toEqual({ ...voice, volume: 0.4, pace: 0.85 });
});

test('closing writes what waits, once', () => {
  const store = open();
  dark(store);
  store.flush();
  expect(onDisk()).toEqual(store.current);
  fs.rmSync(file);
  store.flush();
  vi.advanceTimersByTime(1000);
  expect(fs.existsSync(file)).toBe(false);
});

test('a change that makes no sense is refused and changes nothing', () => {
  const store = open();
  expect(() => store.update((now) => ({ ...now, voice: { ...now.voice, volume: 7 } }))).toThrow();
  expect(store.current).toEqual(defaultSettings);
});

test.each(['', '{"version":', '[]', '{"version":1,"voice":{"volume":"loud"}}'])(
  'a file damaged to %j is kept aside, the person is told where, and settings are kept again',
  (text) => {
    fs.writeFileSync(file, text);
    const store = open();
    expect(store.current).toEqual(defaultSettings);
    const [aside = ''] = fs.readdirSync(folder);
    expect(aside).toMatch(/^settings\.damaged-.*\.json$/);
    expect(fs.readFileSync(path.join(folder, aside), 'utf8')).toBe(text);
    expect(notices).toEqual([expect.stringContaining(path.join(folder, aside))]);
    dark(store);
    store.flush();
    expect(onDisk()).toEqual(store.current);
  },
);

test('a file from a newer Beside is never touched', () => {
  const text = '{"version":99,"later":true}';
  fs.writeFileSync(file, text);
  const store = open();
  expect(notices).toEqual([expect.stringContaining('newer Beside')]);
  dark(store);
  store.flush();
  expect(store.current.overlay.theme).toBe('dark');
  expect(fs.readFileSync(file, 'utf8')).toBe(text);
});

test('a folder that cannot be written to is told, with what to look at', () => {
  const store = open();
  fs.rmSync(folder, { recursive: true });
  dark(store);
  store.flush();
  expect(notices).toEqual([expect.stringContaining('could not be saved')]);
  expect(store.current.overlay.theme).toBe('dark');
});
