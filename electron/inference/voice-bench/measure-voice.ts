import { HEARING_RATE_HZ, PLAYBACK_RATE_HZ, samplesToMs } from '../../../shared/audio.ts';
import type { NaturalVoiceName } from '../../../shared/inference.ts';
import type { LaneCommand, LaneEvent, LaneSetup } from '../lanes/lane-protocol.ts';
import { starvation, type ArrivedPiece, type VoiceMeasurement } from './verdict.ts';

/** A lane in a thread of its own, as in the host. */
export interface MeasuredLane {
  post(command: LaneCommand): void;
  /** Takes events from now on. */
  onEvent(listener: (event: LaneEvent) => void): void;
}

export interface VoiceBenchPorts {
  start(setup: LaneSetup): MeasuredLane;
  nowMs(): number;
}

/** An answer of Beside's usual kind: a short sentence, then a longer one. */
const ANSWER = [
  'It is half past three.',
  'You have one more meeting today, at a quarter to five, and nothing after that.',
];
const VOICE: NaturalVoiceName = 'af_heart';
const RUNS = 3;
/** Recognition of growing windows while somebody speaks: every 400 ms, 2 s on average. */
const PARTIAL_EVERY_MS = 400;
const PARTIAL_SECONDS = 2;

/** Measures a voice lane alone, then with a recognition lane at work; never throws. */
export async function measureVoice(
  voice: LaneSetup,
  recogniser: LaneSetup | null,
  ports: VoiceBenchPorts,
): Promise<VoiceMeasurement> {
  const base = { model: voice.model, provider: voice.provider };
  const startMs = ports.nowMs();
  try {
    const lane = ports.start(voice);
    await isReady(lane);
    const loadMs = ports.nowMs() - startMs;
    const alone: Run[] = [];
    for (let i = 0; i < RUNS; i++) alone.push(await speak(lane, `alone-${i}`, ports));
    const stop = recogniser ? await keepRecognising(ports.start(recogniser)) : () => undefined;
    const loaded: Run[] = [];
    for (let i = 0; i < RUNS; i++) loaded.push(await speak(lane, `loaded-${i}`, ports));
    stop();
    return {
      ...base,
      failure: null,
      loadMs,
      firstMs: loaded.map(({ firstMs }) => firstMs),
      rtfAlone: alone.map(({ rtf }) => rtf),
      rtfLoaded: loaded.map(({ rtf }) => rtf),
      starvedMs: loaded.map(({ starvedMs }) => starvedMs),
    };
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'unknown error';
    const nothing = { firstMs: [], rtfAlone: [], rtfLoaded: [], starvedMs: [] };
    return { ...base, ...nothing, failure, loadMs: ports.nowMs() - startMs };
  }
}

function isReady(lane: MeasuredLane): Promise<void> {
  return new Promise((resolve, reject) => {
    lane.onEvent((event) => {
      if (event.type === 'ready') resolve();
      if (event.type === 'failed') reject(new Error(event.reason));
    });
  });
}

interface Run {
  readonly firstMs: number;
  readonly rtf: number;
  readonly starvedMs: number;
}

function speak(lane: MeasuredLane, requestId: string, clock: VoiceBenchPorts): Promise<Run> {
  return new Promise((resolve, reject) => {
    const startMs = clock.nowMs();
    const pieces: ArrivedPiece[] = [];
    lane.onEvent((event) => {
      if (event.type === 'failed') reject(new Error(event.reason));
      if (event.type !== 'synthesised' || event.requestId !== requestId) return;
      const soundMs = samplesToMs(event.pcm.length, PLAYBACK_RATE_HZ);
      pieces.push({ atMs: clock.nowMs() - startMs, soundMs });
      if (event.last) resolve(runOf(pieces));
    });
    lane.post({ type: 'synthesise', requestId, sentences: ANSWER, voice: VOICE, pace: 1 });
  });
}

function runOf(pieces: readonly ArrivedPiece[]): Run {
  const soundMs = pieces.reduce((sum, piece) => sum + piece.soundMs, 0);
  return {
    firstMs: pieces[0]?.atMs ?? Number.POSITIVE_INFINITY,
    rtf: (pieces.at(-1)?.atMs ?? 0) / soundMs,
    starvedMs: starvation(pieces),
  };
}

/** Asks for a partial every 400 ms, as the engine does, whether or not the last one is back, until it is stopped. */
async function keepRecognising(lane: MeasuredLane): Promise<() => void> {
  await isReady(lane);
  let asked = 0;
  const ask = (): void => {
    asked += 1;
    const samples = hum(PARTIAL_SECONDS);
    lane.post({ type: 'recognise', requestId: `partial-${asked}`, samples, toSample: 0, voiceActive: true });
  };
  ask();
  const timer = setInterval(ask, PARTIAL_EVERY_MS);
  return () => clearInterval(timer);
}

/** A voice-like hum: the recogniser has something to decode. */
function hum(seconds: number): Float32Array {
  const out = new Float32Array(seconds * HEARING_RATE_HZ);
  for (let i = 0; i < out.length; i++) {
    const phase = (2 * Math.PI * 130 * i) / HEARING_RATE_HZ;
    out[i] = (0.2 * Math.sin(phase) + 0.1 * Math.sin(5 * phase)) * Math.abs(Math.sin(phase / 50));
  }
  return out;
}
