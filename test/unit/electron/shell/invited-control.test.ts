import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { allOff, InvitedControl } from '../../../../electron/shell/invited-control.ts';
import {
  invitedStreams,
  streamFaultSchema,
  type InvitedStates,
  type InvitedStream,
  type StreamReport,
} from '../../../../shared/streams.ts';

let did: string[];
let gates: Set<InvitedStream>;
let shown: InvitedStates;
let told: { stream: InvitedStream; on: boolean; invitation: number };
let timers: (() => void)[];
let control: InvitedControl;
beforeEach(() => {
  [did, gates, shown, timers] = [[], new Set(), allOff, []];
  told = { stream: 'camera', on: false, invitation: 0 };
  control = new InvitedControl({
    setGate: (stream, open) => {
      if (open) gates.add(stream);
      else gates.delete(stream);
      did.push(`gate ${stream} ${open ? 'open' : 'closed'}`);
    },
    tellCapture: (stream, on, invitation) => {
      did.push(`capture ${stream} ${on ? 'on' : 'off'}`);
      told = { stream, on, invitation };
    },
    show: (states) => {
      shown = states;
    },
    after: (_delayMs, callback) => void timers.push(callback),
    platform: 'linux',
  });
});
type Said = DistributiveOmit<StreamReport, 'invitation' | 'stream'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What the window says of an invitation, the last one told unless another is given. */
const report = (stream: InvitedStream, said: Said, invitation = told.invitation): void =>
  control.reported({ ...said, stream, invitation });
const ON: Said = { state: 'on', label: 'Cam' };
const invite = (stream: InvitedStream): void => {
  control.set(stream, true);
  report(stream, ON);
};

test('an invitation opens the gate first; a track that comes is shown by its name', () => {
  control.set('camera', true);
  expect(did).toEqual(['gate camera open', 'capture camera on']);
  expect(shown.camera).toEqual({ state: 'starting' });
  report('camera', ON);
  expect(shown).toEqual({ ...allOff, camera: { state: 'on', label: 'Cam' } });
});

test('its end closes the gate before the capture window is told', () => {
  invite('screen');
  did = [];
  control.set('screen', false);
  expect(did).toEqual(['gate screen closed', 'capture screen off']);
  expect(shown.screen).toEqual({ state: 'off' });
  expect(control.released).toBe(false);
  report('screen', { state: 'off' });
  expect(control.released).toBe(true);
});

test('ending all ends every open one and touches no other', () => {
  invite('camera');
  invite('system-sound');
  did = [];
  control.endAll();
  expect(did).toEqual([
    'gate camera closed',
    'capture camera off',
    'gate system-sound closed',
    'capture system-sound off',
  ]);
  expect(shown).toEqual(allOff);
});

test('a track that comes up after the person has changed their mind is not shown', () => {
  control.set('camera', true);
  control.set('camera', false);
  report('camera', ON);
  expect(shown.camera).toEqual({ state: 'off' });
  expect(gates.size).toBe(0);
});

test.each(streamFaultSchema.options)(
  'the fault %s is said in words with a way on, and closes the gate',
  (fault) => {
    for (const stream of invitedStreams) {
      control.set(stream, true);
      report(stream, { state: 'failed', fault });
      const state = shown[stream];
      if (fault === 'cancelled') expect(state).toEqual({ state: 'off' });
      else expect('message' in state ? state.message : '').toMatch(/\. .+\.$/);
    }
    expect(gates.size).toBe(0);
    expect(control.released).toBe(true);
  },
);

test('what fails can be tried again', () => {
  control.set('camera', true);
  report('camera', { state: 'failed', fault: 'no-device' });
  invite('camera');
  expect(shown.camera).toEqual({ state: 'on', label: 'Cam' });
});

test('a capture window that dies ends the invitations, and says so', () => {
  invite('camera');
  control.captureGone();
  expect(shown.camera).toMatchObject({ state: 'failed' });
  expect(gates.size).toBe(0);
  expect(control.released).toBe(true);
});

test('what was asked for while there was no capture window is told to the next one', () => {
  control.set('screen', true);
  control.captureGone();
  expect(shown.screen).toEqual({ state: 'starting' });
  did = [];
  control.captureReady();
  expect(did).toEqual(['capture screen on']);
  report('screen', ON);
  expect(shown.screen).toEqual({ state: 'on', label: 'Cam' });
});

test('without hope of a capture window an invitation fails', () => {
  control.set('screen', true);
  control.hopeless();
  expect(shown.screen).toMatchObject({ state: 'failed' });
  expect(control.wanted('screen')).toBe(false);
});

test('a late word of an invitation that was called off is no word of the next one', () => {
  control.set('camera', true);
  const first = told.invitation;
  control.set('camera', false);
  control.set('camera', true);
  report('camera', ON, first);
  expect(shown.camera).toEqual({ state: 'starting' });
  report('camera', { state: 'failed', fault: 'ended' }, first);
  expect(shown.camera).toEqual({ state: 'starting' });
  // The first has let go; the second may hold the device.
  expect(control.released).toBe(false);
  report('camera', { state: 'off' });
  expect(control.released).toBe(true);
});

test('each stream is given up by its own time, whatever was invited since', () => {
  control.set('camera', true);
  control.set('screen', true);
  timers[0]?.();
  expect(shown.camera).toMatchObject({ state: 'failed' });
  expect(gates).toEqual(new Set(['screen']));
});

test('the words of a failure are put away by hand, and when all is turned off', () => {
  for (const away of [() => control.set('camera', false), () => control.endAll()]) {
    control.set('camera', true);
    report('camera', { state: 'failed', fault: 'no-device' });
    expect(shown.camera).toMatchObject({ state: 'failed' });
    away();
    expect(shown.camera).toEqual({ state: 'off' });
  }
});

test('a system that never answers is given up', () => {
  control.set('camera', true);
  for (const timer of timers) timer();
  expect(shown.camera).toMatchObject({ state: 'failed' });
});

test('a gate is open exactly while its stream is shown as starting or on', () => {
  const stream = fc.constantFrom(...invitedStreams);
  const act = fc.oneof(
    stream.map((name) => () => control.set(name, true)),
    stream.map((name) => () => control.set(name, false)),
    stream.map((name) => () => report(name, ON)),
    stream.map((name) => () => report(name, { state: 'off' })),
    stream.map((name) => () => report(name, { state: 'failed', fault: 'ended' })),
    fc.constantFrom(
      () => control.endAll(),
      () => control.captureGone(),
      () => timers.shift()?.(),
    ),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      for (const one of acts) {
        one();
        for (const name of invitedStreams) {
          const open = shown[name].state === 'starting' || shown[name].state === 'on';
          expect(gates.has(name)).toBe(open);
          expect(control.wanted(name)).toBe(open);
        }
      }
      control.endAll();
      expect(gates.size).toBe(0);
    }),
  );
});
