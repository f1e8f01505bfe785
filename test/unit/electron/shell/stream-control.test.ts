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
let timers: { readonly delayMs: number; readonly callback: () => void }[];
let wallMs: number;
let control: StreamControl;

beforeEach(() => {
  did = [];
  gate = false;
  engineHears = false;
  said = [];
  shown = { state: 'off' };
  timers = [];
  wallMs = 1_000_000;
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
    after: (delayMs, callback) => void timers.push({ delayMs, callback }),
    remember: (on, until) =>
      void did.push(`remembered ${on ? 'on' : 'off'}${until === null ? '' : `, paused until ${until}`}`),
    wallMs: () => wallMs,
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

test('a pause closes the gate at once and is shown with its end, and what flows meanwhile changes nothing', () => {
  control.set(true);
  control.reported(ON);
  did = [];
  control.pause(1_900_000);
  expect(did.slice(0, 2)).toEqual(['remembered on, paused until 1900000', 'gate closed']);
  expect(shown).toEqual({ state: 'paused', untilMs: 1_900_000 });
  control.reported(ON);
  control.captureGone();
  control.captureReady();
  expect(shown.state).toBe('paused');
  expect([gate, engineHears]).toEqual([false, false]);
});

test('a pause ends by itself by the wall clock, though the computer slept through it', () => {
  control.set(true);
  control.pause(1_900_000);
  const due = (): void => timers.splice(0).forEach(({ callback }) => callback());
  expect(timers.at(-1)?.delayMs).toBe(60_000);
  due();
  expect(shown.state).toBe('paused');
  wallMs = 5_000_000;
  due();
  expect([shown.state, gate]).toEqual(['starting', true]);
});

test('a pause ends with the switch, and its timer opens nothing later', () => {
  control.set(true);
  control.pause(1_900_000);
  control.set(false);
  wallMs = 2_000_000;
  for (const { callback } of timers.splice(0)) callback();
  expect([shown.state, gate]).toEqual(['off', false]);
});

test('a microphone that is off cannot be paused', () => {
  control.pause(1_900_000);
  expect(shown).toEqual({ state: 'off' });
});

test('a pause holds over a restart until it is over', () => {
  control.restore(1_900_000);
  expect([shown.state, gate]).toEqual(['paused', false]);
  wallMs = 2_000_000;
  control.restore(1_900_000);
  expect([shown.state, gate]).toEqual(['starting', true]);
});

test('whether the device is given back is what the capture window says, or its end', () => {
  expect(control.released).toBe(true);
  control.set(true);
  control.reported(ON);
  control.set(false);
  expect(control.released).toBe(false);
  control.reported({ state: 'off' });
  expect(control.released).toBe(true);
  control.set(true);
  control.reported(ON);
  control.captureGone();
  expect(control.released).toBe(true);
});

test('in any order of switches and reports the gate is open only while the person wants it, and sound is heard only through it', () => {
  const report: fc.Arbitrary<ReportInput<'capture.microphone'>> = fc.constantFrom(
    ON,
    { state: 'off' as const },
    { state: 'failed' as const, fault: 'unknown' as const },
    { state: 'recovering' as const, reason: 'lost' as const },
    { state: 'muted' as const, label: 'Built-in', echoCancellation: true },
  );
  const step = fc.oneof(
    fc.boolean(),
    report,
    fc.constantFrom('ready' as const, 'pause' as const, 'resume' as const),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      for (const one of steps) {
        if (typeof one === 'boolean') control.set(one);
        else if (one === 'ready') control.captureReady();
        else if (one === 'pause') control.pause(wallMs + 1000);
        else if (one === 'resume') control.resume();
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
