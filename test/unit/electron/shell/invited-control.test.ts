import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { allOff, InvitedControl } from '../../../../electron/shell/invited-control.ts';
import {
  invitedStreams,
  streamFaultSchema,
  type InvitedStates,
  type InvitedStream,
} from '../../../../shared/streams.ts';

let did: string[];
let gates: Set<InvitedStream>;
let shown: InvitedStates;
let window: boolean;
let timers: (() => void)[];
let control: InvitedControl;
beforeEach(() => {
  [did, gates, shown, window, timers] = [[], new Set(), allOff, true, []];
  control = new InvitedControl({
    setGate: (stream, open) => {
      if (open) gates.add(stream);
      else gates.delete(stream);
      did.push(`gate ${stream} ${open ? 'open' : 'closed'}`);
    },
    tellCapture: (stream, on) => {
      did.push(`capture ${stream} ${on ? 'on' : 'off'}`);
      return window;
    },
    show: (states) => {
      shown = states;
    },
    after: (_delayMs, callback) => void timers.push(callback),
    platform: 'linux',
  });
});
const invite = (stream: InvitedStream): void => {
  control.set(stream, true);
  control.reported({ stream, state: 'on', label: 'Cam' });
};

test('an invitation opens the gate first; a track that comes is shown by its name', () => {
  control.set('camera', true);
  expect(did).toEqual(['gate camera open', 'capture camera on']);
  expect(shown.camera).toEqual({ state: 'starting' });
  control.reported({ stream: 'camera', state: 'on', label: 'Cam' });
  expect(shown).toEqual({ ...allOff, camera: { state: 'on', label: 'Cam' } });
});

test('its end closes the gate before the capture window is told', () => {
  invite('screen');
  did = [];
  control.set('screen', false);
  expect(did).toEqual(['gate screen closed', 'capture screen off']);
  expect(shown.screen).toEqual({ state: 'off' });
  expect(control.released).toBe(false);
  control.reported({ stream: 'screen', state: 'off' });
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
  control.reported({ stream: 'camera', state: 'on', label: 'Cam' });
  expect(shown.camera).toEqual({ state: 'off' });
  expect(gates.size).toBe(0);
});

test.each(streamFaultSchema.options)(
  'the fault %s is said in words with a way on, and closes the gate',
  (fault) => {
    for (const stream of invitedStreams) {
      control.set(stream, true);
      control.reported({ stream, state: 'failed', fault });
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
  control.reported({ stream: 'camera', state: 'failed', fault: 'no-device' });
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

test('without a capture window an invitation fails at once', () => {
  window = false;
  control.set('screen', true);
  expect(shown.screen).toMatchObject({ state: 'failed' });
  expect(control.released).toBe(true);
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
    stream.map((name) => () => control.reported({ stream: name, state: 'on', label: '' })),
    stream.map((name) => () => control.reported({ stream: name, state: 'off' })),
    stream.map((name) => () => control.reported({ stream: name, state: 'failed', fault: 'ended' })),
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
