import type { WebContents } from 'electron';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { Microphone } from '../../../../electron/capture/microphone.ts';
import { FRAME_SAMPLES, msToSamples } from '../../../../shared/audio.ts';
import type { FakePort } from '../../../scenarios/support/electron.ts';

vi.mock('electron', () => import('../../../scenarios/support/electron.ts'));

interface Passed {
  readonly atSample: number;
  readonly loud: boolean;
}

/** A microphone whose main looks at it every 20 ms. */
class Stage {
  readonly passed: Passed[] = [];
  readonly interruptedAt: number[] = [];
  readonly microphone = new Microphone({
    onFrame: (atSample, pcm) => void this.passed.push({ atSample, loud: pcm.some((one) => one !== 0) }),
    onInterrupted: (atSample) => void this.interruptedAt.push(atSample),
  });
  nowMs = 0;
  #seq = 0;
  readonly #port: FakePort;

  constructor() {
    let port: FakePort | undefined;
    this.microphone.connect({
      postMessage: (_channel: string, _message: unknown, ports: FakePort[]) => void ([port] = ports),
    } as unknown as WebContents);
    if (port === undefined) throw new Error('no port was sent');
    this.#port = port;
  }

  async hear(frames: number): Promise<void> {
    for (let i = 0; i < frames; i += 1) {
      this.#port.postMessage({ seq: this.#seq++, pcm: new Int16Array(FRAME_SAMPLES).fill(1000) });
      // The port delivers later, as real ones do.
      await Promise.resolve();
      this.wait(20);
    }
  }

  wait(ms: number): void {
    for (const until = this.nowMs + ms; this.nowMs < until;) {
      this.nowMs += 20;
      this.microphone.fillGap(this.nowMs);
    }
  }

  /** Main is busy, or the computer sleeps. */
  freeze(ms: number): void {
    this.nowMs += ms;
    this.microphone.fillGap(this.nowMs);
  }

  newTrack(): void {
    this.#seq = 0;
  }

  get silent(): number {
    return this.passed.filter(({ loud }) => !loud).length;
  }
}

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
  stage.microphone.setGate(true);
});

test('silence takes the place of the sound that an interrupted microphone does not give', async () => {
  await stage.hear(10);
  const before = stage.microphone.nowSample;
  stage.wait(1000);
  expect(stage.microphone.nowSample - before).toBeGreaterThanOrEqual(msToSamples(960, 16_000));
  expect(stage.microphone.nowSample - before).toBeLessThanOrEqual(msToSamples(1020, 16_000));
});

test('a hiccup of the capture window is no interruption', async () => {
  await stage.hear(10);
  stage.wait(200);
  await stage.hear(10);
  expect(stage.silent).toBe(0);
  expect(stage.interruptedAt).toEqual([]);
});

test('an interruption is told once, with where the silence begins', async () => {
  await stage.hear(10);
  const before = stage.microphone.nowSample;
  stage.wait(2000);
  await stage.hear(5);
  expect(stage.interruptedAt).toEqual([before]);
  stage.wait(2000);
  expect(stage.interruptedAt.length).toBe(2);
});

test('nothing is put in while the gate is closed, nor before the first sound after it was opened', async () => {
  stage.wait(1000);
  await stage.hear(1);
  stage.microphone.setGate(false);
  stage.wait(1000);
  stage.microphone.setGate(true);
  stage.wait(1000);
  expect(stage.silent).toBe(0);
});

test('after 10 s there is nothing left to end: the clock runs on without sound', async () => {
  await stage.hear(1);
  stage.wait(60_000);
  expect(stage.silent).toBe(500);
  expect(stage.microphone.nowSample).toBeGreaterThan(msToSamples(59_000, 16_000));
});

test('main being late is no gap in the sound', async () => {
  await stage.hear(10);
  stage.freeze(3_600_000);
  expect(stage.silent).toBe(0);
});

test('silence that was put in is no level: a microphone that gives nothing is still seen to', async () => {
  await stage.hear(1);
  expect(stage.microphone.takeLevelDbfs()).not.toBeNull();
  stage.wait(1000);
  expect(stage.microphone.takeLevelDbfs()).toBeNull();
});

test('in any order of sound, gaps and new tracks, frames follow one another and the clock never runs back', async () => {
  const step = fc.record({ what: fc.constantFrom('hear', 'wait', 'freeze', 'track'), n: fc.nat(40) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const one = new Stage();
      one.microphone.setGate(true);
      for (const { what, n } of steps) {
        if (what === 'hear') await one.hear(n);
        else if (what === 'wait') one.wait(n * 20);
        else if (what === 'freeze') one.freeze(n * 20);
        else one.newTrack();
      }
      for (const [i, { atSample }] of one.passed.entries()) {
        const before = one.passed[i - 1];
        if (before) expect(atSample).toBe(before.atSample + FRAME_SAMPLES);
      }
    }),
  );
});
