import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  busAddress,
  findTrayHost,
  watchTrayHost,
  type Ask,
  type TrayHost,
} from '../../../../electron/shell/tray-host.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';

/** A bus that answers `named`, then `hosted`, to the tool that is there. */
const bus =
  (tool: string, named: string | null, hosted: string | null = null): Ask =>
  (command, args) =>
    Promise.resolve(command !== tool ? null : args.join(' ').includes('NameHasOwner') ? named : hosted);
const noOld = (): Promise<boolean> => Promise.resolve(false);

test('a watcher with a host is a tray, whichever tool says so', async () => {
  const sent = bus('dbus-send', '   boolean true\n', '   variant       boolean true\n');
  expect(await findTrayHost('linux', sent)).toBe('present');
  expect(await findTrayHost('linux', bus('gdbus', '(true,)\n', '(<true>,)\n'))).toBe('present');
});

const none = bus('dbus-send', '   boolean false\n');

test('no watcher is no tray, and a watcher without a host is none either', async () => {
  expect(await findTrayHost('linux', none, noOld)).toBe('absent');
  expect(await findTrayHost('linux', bus('gdbus', '(false,)\n'), noOld)).toBe('absent');
  const bare = bus('dbus-send', '   boolean true\n', '   variant       boolean false\n');
  expect(await findTrayHost('linux', bare, noOld)).toBe('absent');
});

test('where an old tray runs, or may run, nothing is claimed', async () => {
  expect(await findTrayHost('linux', none, () => Promise.resolve(true))).toBe('unknown');
  expect(await findTrayHost('linux', none, () => Promise.resolve(null))).toBe('unknown');
});

test('without a tool, without a bus, or with an answer that is none, nothing is claimed', async () => {
  expect(await findTrayHost('linux', () => Promise.resolve(null))).toBe('unknown');
  for (const odd of ['', 'true', 'boolean true boolean true', '   boolean truely\n'])
    expect(await findTrayHost('linux', bus('dbus-send', odd))).toBe('unknown');
  expect(await findTrayHost('linux', bus('dbus-send', '   boolean true\n', null))).toBe('unknown');
});

test('Windows and macOS have a tray, and are not asked', async () => {
  const ask = vi.fn<Ask>();
  expect([await findTrayHost('win32', ask), await findTrayHost('darwin', ask)]).toEqual([
    'present',
    'present',
  ]);
  expect(ask).not.toHaveBeenCalled();
});

test('a tool that does not answer is let go after two seconds', async () => {
  const startedAt = performance.now();
  const hung: Ask = (_command, _args, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null));
    });
  expect(await findTrayHost('linux', hung)).toBe('unknown');
  expect(performance.now() - startedAt).toBeLessThan(2500);
});

test('the bus is named to the tools, so that they start none', () => {
  expect(busAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a' })).toBe('unix:path=/a');
  expect(busAddress({ XDG_RUNTIME_DIR: '/run/user/1000' })).toBe('unix:path=/run/user/1000/bus');
  expect(busAddress({ DBUS_SESSION_BUS_ADDRESS: '' })).toBeNull();
});

let seen: (TrayHost | undefined)[];
let renewed: number;
const desktop = (...answers: TrayHost[]): Promise<void> => {
  const snapshot = {
    current: {} as Snapshot,
    patch: ({ tray }: Partial<Snapshot>) => void seen.push(tray),
  };
  const icon = { renew: () => void (renewed += 1) };
  return watchTrayHost(snapshot, icon, () => Promise.resolve(answers.shift() ?? 'absent'));
};
beforeEach(() => {
  vi.useFakeTimers();
  seen = [];
  renewed = 0;
});
afterEach(() => void vi.useRealTimers());

test('a tray that is there at the start is asked for once, and its icon left alone', async () => {
  await desktop('present');
  expect({ seen, renewed }).toEqual({ seen: ['present'], renewed: 0 });
});

test('a tray that comes after Beside gets the icon anew', async () => {
  const watched = desktop('absent', 'absent', 'present');
  await vi.advanceTimersByTimeAsync(5000);
  expect({ seen, renewed }).toEqual({ seen: ['absent', 'absent'], renewed: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  await watched;
  expect({ seen, renewed }).toEqual({ seen: ['absent', 'absent', 'present'], renewed: 1 });
});

test('where none comes, asking ends', async () => {
  const watched = desktop();
  await vi.advanceTimersByTimeAsync(600_000);
  await watched;
  expect({ asked: seen.length, renewed }).toEqual({ asked: 6, renewed: 0 });
});
