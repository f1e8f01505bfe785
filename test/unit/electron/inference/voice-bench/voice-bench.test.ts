import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type {
  LaneCommand,
  LaneEvent,
  LaneSetup,
} from '../../../../../electron/inference/lanes/lane-protocol.ts';
import { measureVoice } from '../../../../../electron/inference/voice-bench/measure-voice.ts';
import {
  readMeasuredVoices,
  writeMeasuredVoices,
} from '../../../../../electron/inference/voice-bench/measured-voices.ts';
import {
  judgeVoices,
  starvation,
  type VoiceMeasurement,
} from '../../../../../electron/inference/voice-bench/verdict.ts';

const measured = (change: Partial<VoiceMeasurement>): VoiceMeasurement => ({
  model: 'kokoro-fp32',
  provider: 'cpu',
  failure: null,
  loadMs: 1,
  firstMs: [500, 550, 400],
  rtfAlone: [0.4],
  rtfLoaded: [0.6],
  starvedMs: [0, 0, 0],
  ...change,
});

describe('the verdict on a natural voice', () => {
  test('it speaks where it begins within 0.6 s and never makes the player wait', () => {
    expect(judgeVoices([measured({})])).toEqual({
      kind: 'fits',
      choice: { model: 'kokoro-fp32', provider: 'cpu' },
    });
    expect(judgeVoices([measured({ firstMs: [600, 600, 600] })]).kind).toBe('fits');
  });

  test('the quickest that fits is chosen, among models and providers', () => {
    const slow = measured({ firstMs: [590, 590, 590] });
    const gaps = measured({ provider: 'webgpu', firstMs: [100, 100, 100], starvedMs: [0, 300, 0] });
    const good = measured({ provider: 'cuda', firstMs: [200, 200, 200] });
    expect(judgeVoices([slow, gaps, good])).toMatchObject({ choice: { provider: 'cuda' } });
  });

  test('else the reason is that of the best that ran', () => {
    const late = measured({ firstMs: [1400, 1300, 1500] });
    const later = measured({ provider: 'webgpu', firstMs: [9000, 9000, 9000] });
    expect(judgeVoices([later, late])).toEqual({ kind: 'starts-late', firstMs: 1400 });
    expect(judgeVoices([measured({ starvedMs: [0, 800, 100] })])).toEqual({
      kind: 'falls-behind',
      starvedMs: 800,
    });
    const dead = measured({ failure: 'its process died', firstMs: [], starvedMs: [] });
    expect(judgeVoices([dead])).toEqual({ kind: 'does-not-run' });
    expect(judgeVoices([])).toEqual({ kind: 'does-not-run' });
  });
});

describe('starvation', () => {
  test('is the silence between a piece that is over and a next one that is late', () => {
    expect(starvation([])).toBe(0);
    const piece = (atMs: number, soundMs: number) => ({ atMs, soundMs });
    expect(starvation([piece(500, 1000), piece(1500, 1000), piece(2000, 10)])).toBe(0);
    expect(starvation([piece(500, 1000), piece(1800, 100), piece(2000, 10)])).toBe(400);
  });

  test('never shrinks when a piece comes later', () => {
    const anyPieces = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyPieces, fc.nat(7), fc.nat(500), (steps, which, laterMs) => {
        let atMs = 0;
        const pieces = steps.map(([gap, soundMs]) => ({ atMs: (atMs += gap), soundMs }));
        const delayed = pieces.map((one, i) =>
          i > 0 && i >= which ? { ...one, atMs: one.atMs + laterMs } : one,
        );
        expect(starvation(delayed)).toBeGreaterThanOrEqual(starvation(pieces));
      }),
    );
  });
});

describe('the measuring', () => {
  const setup = (lane: LaneSetup['lane'], model: string): LaneSetup => ({
    lane,
    model,
    provider: 'cpu',
    files: {},
  });

  /** Lanes that take 300 ms of a clock for each of a voice's two pieces of 1 s. */
  function lanes(says: (event: LaneEvent) => LaneEvent = (event) => event) {
    let nowMs = 0;
    const posted: LaneCommand[] = [];
    const start = ({ lane }: LaneSetup) => {
      let listener: (event: LaneEvent) => void = () => undefined;
      setImmediate(() => listener(says({ type: 'ready', loadMs: 1 })));
      const piece = (requestId: string, last: boolean): void => {
        nowMs += 300;
        const pcm = new Float32Array(48_000);
        listener({ type: 'synthesised', requestId, sentence: 0, sentenceEnd: last, last, pcm, costMs: 300 });
      };
      return {
        onEvent: (next: (event: LaneEvent) => void) => void (listener = next),
        post: (command: LaneCommand) => {
          posted.push(command);
          if (lane !== 'speak-natural' || command.type !== 'synthesise') return;
          piece(command.requestId, false);
          piece(command.requestId, true);
        },
      };
    };
    return { ports: { start, nowMs: () => nowMs }, posted };
  }

  test('notes when the first piece came, how fast it was and what a player would have missed', async () => {
    const { ports, posted } = lanes();
    const voice = setup('speak-natural', 'kokoro-fp32');
    expect(await measureVoice(voice, setup('hear-fast', 'tiny'), ports)).toEqual({
      model: 'kokoro-fp32',
      provider: 'cpu',
      failure: null,
      loadMs: 0,
      firstMs: [300, 300, 300],
      rtfAlone: [0.3, 0.3, 0.3],
      rtfLoaded: [0.3, 0.3, 0.3],
      starvedMs: [0, 0, 0],
    });
    expect(posted.some(({ type }) => type === 'recognise')).toBe(true);
  });

  test('says why where a voice cannot be loaded', async () => {
    const { ports } = lanes(() => ({ type: 'failed', requestId: null, reason: 'Error: no memory' }));
    expect(await measureVoice(setup('speak-natural', 'm'), null, ports)).toMatchObject({
      failure: 'Error: no memory',
      firstMs: [],
    });
  });
});

test('what was measured is kept for this computer, and forgotten on another or when damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'beside-voices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'deep', 'voices.json');
  expect(await readMeasuredVoices(path, 'here')).toEqual([]);
  await writeMeasuredVoices(path, 'here', [measured({})]);
  expect(await readMeasuredVoices(path, 'here')).toEqual([measured({})]);
  expect(await readMeasuredVoices(path, 'there')).toEqual([]);
  await writeFile(path, '{"version":1');
  expect(await readMeasuredVoices(path, 'here')).toEqual([]);
});
