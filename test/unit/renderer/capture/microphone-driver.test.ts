import { beforeEach, expect, test } from 'vitest';
import {
  faultOf,
  MicrophoneDriver,
  type OpenMicrophone,
} from '../../../../renderer/capture/microphone-driver.ts';
import type { InputDevice, MicrophoneReport } from '../../../../renderer/capture/microphone-life.ts';

const INPUTS: readonly InputDevice[] = [{ id: 'a', group: 'g', label: 'Built-in' }];

class FakeTrack implements OpenMicrophone {
  readonly label = 'Built-in';
  readonly echoCancellation = true;
  readonly muted = false;
  state: 'open' | 'connected' | 'closed' = 'open';
  tells: (what: 'ended' | 'muted' | 'unmuted') => void = () => undefined;

  on(listener: FakeTrack['tells']): void {
    this.tells = listener;
  }

  connect(): void {
    this.state = 'connected';
  }

  close(): void {
    this.state = 'closed';
  }
}

let tracks: FakeTrack[];
let reports: MicrophoneReport[];
let open: () => Promise<OpenMicrophone>;
let inputs: () => Promise<readonly InputDevice[]>;
let nowMs: number;
let timer: { readonly atMs: number; readonly callback: () => void } | null;
let driver: MicrophoneDriver;

beforeEach(() => {
  [tracks, reports, nowMs, timer] = [[], [], 500, null];
  open = async () => {
    const track = new FakeTrack();
    tracks.push(track);
    return track;
  };
  inputs = async () => INPUTS;
  driver = new MicrophoneDriver({
    open: () => open(),
    inputs: () => inputs(),
    report: (report) => void reports.push(report),
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const mine = { atMs: nowMs + delayMs, callback };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
  });
});

const settled = async (): Promise<void> => {
  for (let i = 0; i < 8; i += 1) await Promise.resolve();
};
const wish = async (on: boolean): Promise<void> => {
  driver.take({ type: 'wish', on });
  await settled();
};
const states = (): string[] => tracks.map(({ state }) => state);
const told = (): string[] => reports.map(({ state }) => state);

test('a microphone that is wanted is opened, connected and told of, and given back when it is not', async () => {
  await wish(true);
  expect([states(), told()]).toEqual([['connected'], ['on']]);
  await wish(false);
  expect([states(), told()]).toEqual([['closed'], ['on', 'off']]);
});

test('a track that ends by itself is replaced', async () => {
  await wish(true);
  tracks[0]?.tells('ended');
  await settled();
  expect(states()).toEqual(['closed', 'connected']);
  expect(told()).toEqual(['on', 'recovering', 'on']);
});

test('a track is not left open when the devices cannot be listed', async () => {
  inputs = () => Promise.reject(new DOMException('busy', 'NotReadableError'));
  await wish(true);
  expect(states()).toEqual(['closed']);
  expect(reports.at(-1)).toEqual({ state: 'recovering', reason: 'device-busy' });
});

test('a track that comes after it is no longer wanted is given back at once', async () => {
  let arrive: (track: OpenMicrophone) => void = () => undefined;
  open = () => new Promise((resolve) => (arrive = resolve));
  await wish(true);
  await wish(false);
  const late = new FakeTrack();
  arrive(late);
  await settled();
  expect(late.state).toBe('closed');
  expect(told()).toEqual(['off']);
});

test('a track of an older opening is given back, and the newer one stays', async () => {
  let arrive: (track: OpenMicrophone) => void = () => undefined;
  const [late, newer] = [new FakeTrack(), new FakeTrack()];
  open = () => new Promise((resolve) => (arrive = resolve));
  await wish(true);
  await wish(false);
  open = async () => newer;
  await wish(true);
  arrive(late);
  await settled();
  expect([late.state, newer.state]).toEqual(['closed', 'connected']);
});

test('a busy device is tried again two seconds later, and a newer wish takes that back', async () => {
  open = () => Promise.reject(new DOMException('busy', 'NotReadableError'));
  await wish(true);
  expect(timer?.atMs).toBe(2500);
  await wish(false);
  expect(timer).toBeNull();
});

test('when the time has come the device is tried again', async () => {
  const working = open;
  open = () => Promise.reject(new DOMException('busy', 'NotReadableError'));
  await wish(true);
  open = working;
  nowMs = 2500;
  timer?.callback();
  await settled();
  expect(told()).toEqual(['recovering', 'on']);
});

test.each([
  ['NotFoundError', 'no-device'],
  ['OverconstrainedError', 'no-device'],
  ['NotAllowedError', 'permission-denied'],
  ['SecurityError', 'permission-denied'],
  ['NotReadableError', 'device-busy'],
  ['AbortError', 'device-busy'],
  ['WhoKnowsError', 'unknown'],
])('%s means %s', (name, fault) => {
  expect(faultOf(new DOMException('', name))).toBe(fault);
  expect(faultOf('no error at all')).toBe('unknown');
});
