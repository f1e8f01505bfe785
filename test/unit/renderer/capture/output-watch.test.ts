import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutputWatch } from '../../../../renderer/capture/output-watch.ts';

/** An audio context whose clock runs while the test lets it. */
class FakeContext extends EventTarget {
  state: AudioContextState = 'running';
  currentTime = 0;
  baseLatency = 0.005;
  outputLatency = 0.02;
  readonly did: string[] = [];
  /** The device cannot be taken. */
  fails = false;

  async resume(): Promise<void> {
    this.did.push('resume');
  }

  async setSinkId(sink: '' | { readonly type: 'none' }): Promise<void> {
    this.did.push(sink === '' ? 'device' : 'none');
    if (this.fails && sink === '') throw new DOMException('gone', 'NotFoundError');
  }
}

let context: FakeContext;
let told: { running: boolean; device: boolean; outputLatencyMs: number }[];
let watch: OutputWatch;
beforeEach(() => {
  context = new FakeContext();
  told = [];
  watch = new OutputWatch(context, (report) => void told.push(report));
});
afterEach(() => void vi.useRealTimers());

/** A second in which the clock ran. */
const second = (): Promise<void> => {
  context.currentTime += 1;
  return watch.poll();
};

test('an output that goes on as it was is told of once', async () => {
  watch.check();
  await second();
  await second();
  expect(told).toEqual([{ running: true, device: true, outputLatencyMs: 25 }]);
  expect(context.did).toEqual([]);
});

test('a latency that moves by less than a millisecond is no news, and by more is', () => {
  watch.check();
  context.outputLatency += 0.0005;
  watch.check();
  expect(told.length).toBe(1);
  context.outputLatency += 0.01;
  watch.check();
  expect(told.at(-1)?.outputLatencyMs).toBeCloseTo(35.5);
});

test('a context that stops running is told of at once', () => {
  watch.check();
  context.state = 'suspended';
  context.dispatchEvent(new Event('statechange'));
  expect(told.map(({ running }) => running)).toEqual([true, false]);
});

test('a context whose clock stands though it says that it runs is opened anew', async () => {
  await second();
  await watch.poll();
  expect(context.did).toEqual(['none', 'device', 'resume']);
});

test('a suspended context is opened anew, and that it does not run is told', async () => {
  context.state = 'suspended';
  await second();
  expect(context.did).toEqual(['none', 'device', 'resume']);
  expect(told.at(-1)).toMatchObject({ running: false });
});

test('without a device the context runs on none, so that the microphone still flows, and goes back to one', async () => {
  watch.setDevice(false);
  await vi.waitFor(() => expect(context.did).toEqual(['none', 'resume']));
  expect(told.at(-1)).toMatchObject({ device: false });
  watch.setDevice(true);
  await vi.waitFor(() => expect(context.did.slice(2)).toEqual(['device', 'resume']));
  expect(told.at(-1)).toMatchObject({ device: true });
});

test('a device that cannot be taken yet is tried again with the next look', async () => {
  watch.setDevice(false);
  await vi.waitFor(() => expect(context.did.at(-1)).toBe('resume'));
  context.fails = true;
  watch.setDevice(true);
  await vi.waitFor(() => expect(context.did.at(-1)).toBe('device'));
  context.fails = false;
  // The clock of none runs all the while: it alone would tell nothing.
  await second();
  expect(context.did.slice(-2)).toEqual(['device', 'resume']);
  await second();
  expect(context.did.filter((one) => one === 'device').length).toBe(2);
});

test('a device that is lost half-way through being opened anew is tried again though the clock of none runs', async () => {
  await second();
  context.fails = true;
  await watch.poll();
  expect(context.did.at(-1)).toBe('device');
  context.fails = false;
  await second();
  expect(context.did.slice(-2)).toEqual(['device', 'resume']);
});

test('it is opened anew once at a time', async () => {
  await second();
  await Promise.all([watch.poll(), watch.poll()]);
  expect(context.did).toEqual(['none', 'device', 'resume']);
});

test('once started it looks at once, and then every second', async () => {
  vi.useFakeTimers();
  watch.start();
  expect(told.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(context.did).toEqual(['none', 'device', 'resume']);
});
