import { expect, test, vi } from 'vitest';
import { createBridge, type IpcEnd } from '../../../electron/shell/preload/bridge.ts';
import { captureChannels, overlayChannels } from '../../../electron/shell/preload/role-channels.ts';
import { pushes, reports, requests, type WindowRole } from '../../../shared/ipc.ts';

const setUp = () => {
  const listeners = new Map<string, (event: unknown, payload: unknown) => void>();
  const ipc = {
    invoke: vi.fn<IpcEnd['invoke']>().mockResolvedValue('answer'),
    send: vi.fn<IpcEnd['send']>(),
    on: (channel: string, listener: (event: unknown, payload: unknown) => void) =>
      listeners.set(channel, listener),
    off: (channel: string) => listeners.delete(channel),
  };
  return { ipc, listeners };
};

const named = (table: object): string[] => Object.keys(table).toSorted();

test.each([
  ['overlay' as const, overlayChannels],
  ['capture' as const, captureChannels],
])('the %s window has exactly the channels that the contract gives it', (role, channels) => {
  const may = (
    table: Record<string, { from?: readonly WindowRole[]; to?: readonly WindowRole[] }>,
  ): string[] =>
    Object.keys(table)
      .filter((name) => (table[name]?.from ?? table[name]?.to ?? []).includes(role))
      .toSorted();
  expect(named(channels.requests)).toEqual(may(requests));
  expect(named(channels.reports)).toEqual(may(reports));
  expect(named(channels.pushes)).toEqual(may(pushes));
});

test('a request goes to its channel and brings the answer', async () => {
  const { ipc } = setUp();
  const bridge = createBridge(ipc, overlayChannels);
  await expect(bridge.request('line.submit', { text: 'Hello' })).resolves.toBe('answer');
  expect(ipc.invoke).toHaveBeenCalledWith('line.submit', { text: 'Hello' });
});

test("another window's channels, and inherited names, are refused", async () => {
  const { ipc } = setUp();
  const bridge = createBridge(ipc, captureChannels);
  await expect(bridge.request('line.submit', { text: 'Hello' })).rejects.toThrow('no channel "line.submit"');
  await expect(bridge.request('toString' as 'capture.ready', undefined)).rejects.toThrow();
  expect(() => bridge.on('snapshot.changed', () => undefined)).toThrow();
  expect(() => createBridge(ipc, overlayChannels).report('capture.microphone', { state: 'off' })).toThrow();
  expect(ipc.invoke).not.toHaveBeenCalled();
  expect(ipc.send).not.toHaveBeenCalled();
});

test('a listener hears payloads, never the event, until it unsubscribes', () => {
  const { ipc, listeners } = setUp();
  const heard: unknown[] = [];
  const stop = createBridge(ipc, captureChannels).on('capture.microphone.set', (...all) =>
    heard.push(...all),
  );
  listeners.get('capture.microphone.set')?.({ sender: 'secret' }, { on: true });
  expect(heard).toEqual([{ on: true }]);
  stop();
  expect(listeners.size).toBe(0);
});
