import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { StreamControl } from '../../../../electron/shell/stream-control.ts';
import type { ReportInput } from '../../../../shared/ipc.ts';
import { microphoneFaultSchema, type Microphone } from '../../../../shared/snapshot.ts';

const ON = { state: 'on', label: 'Built-in', echoCancellation: true } as const;

let did: string[];
let gate: boolean;
let shown: Microphone;
let engineHears: boolean;
let said: string[];
let control: StreamControl;

beforeEach(() => {
  did = [];
  gate = false;
  engineHears = false;
  said = [];
  shown = { state: 'off' };
  control = new StreamControl({
    setGate: (open) => {
      gate = open;
      did.push(`gate ${open ? 'open' : 'closed'}`);
    },
    tellCapture: (on) => void did.push(`capture ${on ? 'on' : 'off'}`),
    opened: (open, echo) => {
      engineHears = open;
      did.push(`engine ${open ? 'hears' : 'deaf'}${echo ? '' : ', no canceller'}`);
    },
    show: (state) => {
      shown = state;
      did.push(`shown ${state.state}`);
    },
    say: (message) => void said.push(message),
    after: () => undefined,
    remember: (on) => void did.push(`remembered ${on ? 'on' : 'off'}`),
  });
});

test('the gate opens with the switch, and the engine hears once the track is there', () => {
  control.set(true);
  expect(did).toEqual(['remembered on', 'gate open', 'shown starting', 'capture on']);
  control.reported(ON);
  expect(did.slice(4)).toEqual(['shown on', 'engine hears']);
});

test('the gate closes at once, before the capture window is told', () => {
  control.set(true);
  control.reported(ON);
  did = [];
  control.set(false);
  expect(did).toEqual(['remembered off', 'gate closed', 'shown off', 'engine deaf', 'capture off']);
});

test('a track without an echo canceller is said to the engine', () => {
  control.set(true);
  control.reported({ ...ON, echoCancellation: false });
  expect(did.at(-1)).toBe('engine hears, no canceller');
});

test('turned off while it starts it stays off, whatever the capture window says late', () => {
  control.set(true);
  control.set(false);
  did = [];
  control.reported(ON);
  control.reported({ state: 'failed', fault: 'device-busy' });
  expect({ did, shown, gate }).toEqual({ did: [], shown: { state: 'off' }, gate: false });
});

test('an "off" of the track before is no answer to a switch that was turned on since', () => {
  control.set(true);
  control.set(false);
  control.set(true);
  control.reported({ state: 'off' });
  expect(shown).toEqual({ state: 'starting' });
  control.reported(ON);
  expect({ shown, gate, engineHears }).toEqual({ shown: ON, gate: true, engineHears: true });
});

test.each(microphoneFaultSchema.options)(
  '%s closes the gate and is told in words that say what to do',
  (fault) => {
    control.set(true);
    control.reported({ state: 'failed', fault });
    expect({ gate, engineHears, wanted: control.microphoneWanted }).toEqual({
      gate: false,
      engineHears: false,
      wanted: false,
    });
    expect(shown).toMatchObject({ state: 'failed', fault });
    expect(shown.state === 'failed' ? shown.message : '').toMatch(/\. .*\.$/);
  },
);

test("a fault does not change what the person chose: it is not remembered as 'off'", () => {
  control.set(true);
  did = [];
  control.failed('device-busy');
  expect(did).not.toContain('remembered off');
});

test('a new capture window is told what is wanted, and nothing when nothing is', () => {
  control.captureReady();
  expect(did).toEqual([]);
  control.set(true);
  control.reported(ON);
  did = [];
  control.captureReady();
  expect(did).toEqual(['capture on']);
});

test('an interruption leaves the gate open and the engine hearing, and says so', () => {
  control.set(true);
  control.reported(ON);
  did = [];
  control.reported({ state: 'recovering', reason: 'lost' });
  expect(did).toEqual(['shown recovering']);
  expect({ gate, engineHears }).toEqual({ gate: true, engineHears: true });
  control.reported(ON);
  expect(said).toEqual(['Beside listens again, through Built-in.']);
});

test('the first opening is no news; another microphone is', () => {
  control.set(true);
  control.reported(ON);
  expect(said).toEqual([]);
  control.reported({ ...ON, label: 'Headset' });
  expect(said).toEqual(['Beside listens through Headset now.']);
});

test('a dead capture window is an interruption while the microphone is wanted, and nothing otherwise', () => {
  control.captureGone();
  expect(shown).toEqual({ state: 'off' });
  control.set(true);
  control.reported(ON);
  control.captureGone();
  expect(shown).toMatchObject({ state: 'recovering', reason: 'lost' });
});

test('a fault stays shown when the capture window has given its track back', () => {
  control.set(true);
  control.reported({ state: 'failed', fault: 'permission-denied' });
  control.reported({ state: 'off' });
  expect(shown).toMatchObject({ state: 'failed', fault: 'permission-denied' });
});

test('a microphone that gives nothing is opened anew once, then said to be broken', () => {
  control.set(true);
  control.reported(ON);
  did = [];
  control.stalled(1);
  expect(did).toEqual(['shown recovering', 'capture off', 'capture on']);
  control.reported(ON);
  control.stalled(2);
  expect(shown).toMatchObject({ state: 'failed', fault: 'stalled' });
});

test('no sound is no fault while the microphone is interrupted', () => {
  control.set(true);
  control.reported({ state: 'recovering', reason: 'asleep' });
  control.stalled(1);
  control.stalled(2);
  expect(shown).toMatchObject({ state: 'recovering', reason: 'asleep' });
});

test('in any order of switches and reports the gate is open only while the person wants it, and sound is heard only through it', () => {
  const report: fc.Arbitrary<ReportInput<'capture.microphone'>> = fc.constantFrom(
    ON,
    { state: 'off' as const },
    { state: 'failed' as const, fault: 'unknown' as const },
    { state: 'recovering' as const, reason: 'lost' as const },
    { state: 'muted' as const, label: 'Built-in', echoCancellation: true },
  );
  const step = fc.oneof(fc.boolean(), report, fc.constant('ready' as const));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      for (const one of steps) {
        if (typeof one === 'boolean') control.set(one);
        else if (one === 'ready') control.captureReady();
        else control.reported(one);
        expect(gate).toBe(control.microphoneWanted);
        expect(engineHears && !gate).toBe(false);
        if (one === false) expect(shown).toEqual({ state: 'off' });
        if (shown.state === 'on') expect(engineHears).toBe(true);
      }
      control.set(false);
    }),
  );
});
