import { describe, expect, test } from 'vitest';
import {
  faultOf,
  MicrophoneControl,
  type OpenMicrophone,
} from '../../../../renderer/capture/microphone-control.ts';

/** A device that answers when the test says so. */
const setUp = () => {
  const asked: { grant: () => FakeMicrophone; refuse: (name: string) => void }[] = [];
  const reports: unknown[] = [];
  const control = new MicrophoneControl(
    () =>
      new Promise<OpenMicrophone>((resolve, reject) => {
        asked.push({
          grant: () => {
            const microphone = new FakeMicrophone();
            resolve(microphone);
            return microphone;
          },
          refuse: (name) => reject(new DOMException('refused', name)),
        });
      }),
    (report) => reports.push(report),
  );
  const request = (index: number) => {
    const one = asked[index];
    if (one === undefined) throw new Error('the device was not asked for');
    return one;
  };
  return { control, asked, reports, request };
};

class FakeMicrophone implements OpenMicrophone {
  readonly label = 'Built-in';
  readonly echoCancellation = true;
  state: 'open' | 'flowing' | 'closed' = 'open';
  unplug: () => void = () => undefined;
  onEnded(listener: () => void): void {
    this.unplug = listener;
  }
  connect(): void {
    this.state = 'flowing';
  }
  close(): void {
    this.state = 'closed';
  }
}

const on = { state: 'on', label: 'Built-in', echoCancellation: true };

test('turning on and off opens and gives back the device', async () => {
  const { control, reports, request } = setUp();
  const turnedOn = control.set(true);
  const microphone = request(0).grant();
  await turnedOn;
  expect(microphone.state).toBe('flowing');
  await control.set(false);
  expect(microphone.state).toBe('closed');
  expect(reports).toEqual([on, { state: 'off' }]);
});

test('a device that arrives after it was turned off is given back unheard', async () => {
  const { control, reports, request } = setUp();
  const turnedOn = control.set(true);
  await control.set(false);
  const microphone = request(0).grant();
  await turnedOn;
  expect(microphone.state).toBe('closed');
  expect(reports).toEqual([{ state: 'off' }]);
});

test('of quick toggles only the last one holds the device', async () => {
  const { control, asked, reports, request } = setUp();
  const first = control.set(true);
  await control.set(false);
  const second = control.set(true);
  expect(asked).toHaveLength(2);
  const late = request(1).grant();
  await second;
  const early = request(0).grant();
  await first;
  expect([early.state, late.state]).toEqual(['closed', 'flowing']);
  expect(reports).toEqual([{ state: 'off' }, on]);
});

test('turning on twice asks for the device once', async () => {
  const { control, asked, request } = setUp();
  const first = control.set(true);
  await control.set(true);
  request(0).grant();
  await first;
  expect(asked).toHaveLength(1);
});

test('a refusal that comes too late is not reported', async () => {
  const { control, reports, request } = setUp();
  const turnedOn = control.set(true);
  await control.set(false);
  request(0).refuse('NotAllowedError');
  await turnedOn;
  expect(reports).toEqual([{ state: 'off' }]);
});

test('an unplugged device is reported, and the microphone can be turned on again', async () => {
  const { control, reports, request } = setUp();
  const turnedOn = control.set(true);
  const microphone = request(0).grant();
  await turnedOn;
  microphone.unplug();
  expect(microphone.state).toBe('closed');
  expect(reports.at(-1)).toEqual({ state: 'failed', fault: 'no-device' });
  const again = control.set(true);
  request(1).grant();
  await again;
  expect(reports.at(-1)).toEqual(on);
});

test('a device that was turned off does not report its end', async () => {
  const { control, reports, request } = setUp();
  const turnedOn = control.set(true);
  const microphone = request(0).grant();
  await turnedOn;
  await control.set(false);
  microphone.unplug();
  expect(reports.at(-1)).toEqual({ state: 'off' });
});

describe('failures are told apart', () => {
  test.each([
    ['NotFoundError', 'no-device'],
    ['NotAllowedError', 'permission-denied'],
    ['NotReadableError', 'device-busy'],
    ['SomethingNew', 'unknown'],
  ])('%s means %s', async (name, fault) => {
    const { control, reports, request } = setUp();
    const turnedOn = control.set(true);
    request(0).refuse(name);
    await turnedOn;
    expect(reports).toEqual([{ state: 'failed', fault }]);
  });

  test('what is no error at all is unknown', () => {
    expect(faultOf('broken')).toBe('unknown');
  });
});
