import { expect, test } from 'vitest';
import { portChannels, pushes, reports, requests, windowRoles } from '../../../shared/ipc.ts';

const asked = Object.entries(requests);
const told = Object.entries(reports);
const pushed = Object.entries(pushes);

/** One valid message for each channel that carries something. */
const valid: Readonly<Record<string, unknown>> = {
  'microphone.set': { on: true },
  'microphone.pause': { length: '1-hour' },
  'stream.set': { stream: 'camera', on: true },
  'picture.get': { stream: 'screen' },
  'overlay.form': { form: 'bar' },
  'overlay.pointer': { over: true },
  'first-run.set': { done: true },
  'line.submit': { text: 'Hello' },
  'cue.end': { id: 'cue-1' },
  'manners.set': { forwardness: 'reserved', quietHours: { fromMinute: 0, toMinute: 1 }, audibleNods: false },
  'quiet.set': { on: true },
  'why.get': { about: 'line', lineId: 'line-1' },
  'session.save': { words: false },
  'packs.fetch': { packIds: ['flite'] },
  'self-test.read': { sinceMs: null, line: { name: 'pause', sinceMs: 12.5 } },
  'clipboard.write': { text: 'Until it answers: 0.83 s' },
  'voice.set': { voice: 'af_heart' },
  'notice.dismiss': { id: 'a' },
  'theme.set': { theme: 'dark' },
  'egress.stopped': { host: 'example.org:443' },
  'capture.microphone': { state: 'on', label: 'Built-in', echoCancellation: true },
  'capture.stream': { stream: 'screen', invitation: 1, state: 'on', label: 'Entire screen' },
  'capture.output': { running: true, device: true, outputLatencyMs: 12.5 },
  'capture.sleep': { asleep: true },
  'capture.microphone.set': { on: false },
  'capture.stream.set': { stream: 'system-sound', on: true, invitation: 1 },
};

test('every channel has a window that may use it, and no window is named that there is not', () => {
  const roles = [
    ...[...asked, ...told].map(([, { from }]) => from),
    ...pushed.map(([, { to }]) => to),
  ] as readonly (readonly string[])[];
  for (const named of roles) {
    expect(named.length).toBeGreaterThan(0);
    expect(windowRoles).toEqual(expect.arrayContaining([...named]));
  }
});

test('no name stands for two channels', () => {
  const all = [...asked, ...told, ...pushed].map(([name]) => name);
  expect(new Set([...all, ...Object.values(portChannels)]).size).toBe(
    all.length + Object.keys(portChannels).length,
  );
});

const inputs = [
  ...[...asked, ...told].map(([name, { input }]) => ({ name, schema: input })),
  ...pushed.map(([name, { payload }]) => ({ name, schema: payload })),
].filter(({ name }) => name !== 'snapshot.changed');

test.each(inputs)('$name takes what it is for, and nothing with a key more', ({ name, schema }) => {
  const message = valid[name];
  expect(schema.safeParse(message).success).toBe(true);
  expect(schema.safeParse({ ...(message as object), more: 1 }).success).toBe(false);
  for (const wrong of [null, 7, 'text', [], [message]]) expect(schema.safeParse(wrong).success).toBe(false);
});

test.each([
  ['line.submit', { text: '' }],
  ['line.submit', { text: 'x'.repeat(4001) }],
  ['line.submit', { text: 7 }],
  ['packs.fetch', { packIds: [] }],
  ['packs.fetch', { packIds: 'flite' }],
  ['theme.set', { theme: 'purple' }],
  ['microphone.set', { on: 'yes' }],
] as const)('%s refuses %j', (name, message) => {
  expect(requests[name].input.safeParse(message).success).toBe(false);
});

test.each([
  ['capture.output', { running: true, device: true, outputLatencyMs: -1 }],
  ['capture.output', { running: true, device: true, outputLatencyMs: Number.NaN }],
  ['egress.stopped', { host: 'example.org/path?query' }],
  ['capture.microphone', { state: 'failed', fault: 'gremlins' }],
  ['capture.microphone', { state: 'off', label: 'x' }],
] as const)('%s refuses %j', (name, message) => {
  expect(reports[name].input.safeParse(message).success).toBe(false);
});

test('only the overlay may act for the person, and only the capture window may report of sound', () => {
  for (const [name, { from }] of asked)
    expect(from).toEqual([name === 'capture.ready' ? 'capture' : 'overlay']);
  for (const [name, { from }] of told)
    expect(from).toEqual(name === 'egress.stopped' ? ['overlay', 'capture'] : ['capture']);
});
