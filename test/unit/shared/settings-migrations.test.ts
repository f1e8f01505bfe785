import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSettings } from '../../../shared/settings-migrations.ts';
import { defaultSettings, settingsSchema } from '../../../shared/settings.ts';

test('whatever JSON is stored, reading it does not fail, and what is read is valid', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      const read = readSettings(stored);
      if (read.kind === 'read') settingsSchema.parse(read.settings);
    }),
    { numRuns: 500 },
  );
});

const names = Object.keys(defaultSettings) as (keyof typeof defaultSettings)[];

test('whatever stands in the place of one group, the whole is read validly, damaged, or from the future', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      const read = readSettings({ ...defaultSettings, [name]: value });
      if (read.kind === 'read') settingsSchema.parse(read.settings);
      else
        expect(read.kind).toBe(
          name === 'version' && Number.isInteger(value) && Number(value) > 1 ? 'from-the-future' : 'damaged',
        );
    }),
    { numRuns: 500 },
  );
});

test('what was written is read back', () => {
  const settings = {
    ...defaultSettings,
    manners: { forwardness: 'reserved', quietHours: { fromMinute: 1320, toMinute: 420 }, audibleNods: true },
    hush: { fromMs: 1_800_000_000_000, untilMs: 1_800_000_600_000 },
    voice: { name: 'slt', volume: 0.25, pace: 0.85 },
    streams: { microphone: true, pausedUntilMs: 1_800_000_000_000 },
  } as const;
  expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual({ kind: 'read', settings });
});

test('what is missing is the default, a group or a value of it', () => {
  expect(readSettings({ version: 1, voice: { volume: 0.5 } })).toEqual({
    kind: 'read',
    settings: { ...defaultSettings, voice: { ...defaultSettings.voice, volume: 0.5 } },
  });
});

test('the one place of version 1 holds for every display that has none of its own', () => {
  const bounds = { x: 10, y: 20, width: 400, height: 500 };
  const moved = readSettings({ version: 1, overlay: { theme: 'dark', bounds } });
  expect(moved).toEqual({
    kind: 'read',
    settings: {
      ...defaultSettings,
      overlay: { ...defaultSettings.overlay, theme: 'dark', places: { any: bounds } },
    },
  });
  expect(readSettings({ version: 1, overlay: { theme: 'system', bounds: null } })).toEqual({
    kind: 'read',
    settings: defaultSettings,
  });
  expect(readSettings({ version: 1, overlay: { bounds: { x: 'left' } } })).toEqual({ kind: 'damaged' });
  expect(readSettings({ version: 1, overlay: 'bar' })).toEqual({ kind: 'damaged' });
});

test('a file from before there was a pace is read whole, at the normal one', () => {
  const { pace, ...voice } = defaultSettings.voice;
  const stored = { ...defaultSettings, voice: { ...voice, name: 'awb' } };
  expect(pace).toBe(1);
  expect(readSettings(stored)).toEqual({
    kind: 'read',
    settings: { ...defaultSettings, voice: { name: 'awb', volume: 1, pace: 1 } },
  });
});

test('a file from before there were manners is read whole, with the manners that held', () => {
  const { manners, hush, ...before } = defaultSettings;
  expect({ manners, hush }).toMatchObject({
    manners: { forwardness: 'balanced', quietHours: null },
    hush: null,
  });
  expect(readSettings({ ...before, version: 2, voice: { ...before.voice, name: 'awb' } })).toEqual({
    kind: 'read',
    settings: { ...defaultSettings, voice: { ...defaultSettings.voice, name: 'awb' } },
  });
});

test('a file from before there was a choice of policies keeps its timeout, and goes by it', () => {
  const stored = { ...defaultSettings, version: 3, turnTaking: { silenceTimeoutMs: 800 } };
  expect(readSettings(stored)).toEqual({
    kind: 'read',
    settings: { ...defaultSettings, turnTaking: { policy: 'silence-timeout', silenceTimeoutMs: 800 } },
  });
  const wrong = { ...defaultSettings, turnTaking: { policy: 'mine', silenceTimeoutMs: 800 } };
  expect(readSettings(wrong)).toEqual({ kind: 'damaged' });
});

test('a file without a version is an incomplete first version', () => {
  expect(readSettings({})).toEqual({ kind: 'read', settings: defaultSettings });
});

test('a newer version is left alone, whatever it holds', () => {
  expect(readSettings({ version: 5 })).toEqual({ kind: 'from-the-future', version: 5 });
  expect(readSettings({ version: 7, voice: 'other', more: [1] })).toEqual({
    kind: 'from-the-future',
    version: 7,
  });
});

test.each([
  ['no object', 'text'],
  ['a list', []],
  ['nothing', null],
  ['a version that is no number', { version: '1' }],
  ['a negative version', { version: -1 }],
  ['half a version', { version: 1.5 }],
  ['a wrong value', { version: 1, turnTaking: { silenceTimeoutMs: 10 } }],
  [
    'quiet hours that no clock shows',
    { version: 3, manners: { quietHours: { fromMinute: 0, toMinute: 1440 } } },
  ],
  ['half a wish for quiet', { version: 3, hush: { fromMs: 0 } }],
  ['a pace that nobody follows', { version: 1, voice: { pace: 3 } }],
  ['an unknown voice', { version: 1, voice: { name: 'hal' } }],
  ['an unknown group', { version: 1, telemetry: { on: true } }],
  ['an unknown value', { version: 1, streams: { camera: true } }],
  ['a list in the place of a group', { version: 1, streams: [1] }],
  ['nothing in the place of a group', { version: 1, streams: null }],
])('%s is damage', (_what, stored) => {
  expect(readSettings(stored)).toEqual({ kind: 'damaged' });
});
