import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { wavBytes, type Sound } from './wav.ts';

/** The room's sound (see `.ci/room.ts`): the person speaks into `micsink`, Beside is heard at `spk.monitor`. */
const PERSON_SINK = 'micsink';
const SPEAKER_SINK = 'spk';
const BESIDE_MONITOR = `${SPEAKER_SINK}.monitor`;
const RECORDING_RATE_HZ = 16_000;

async function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

export interface Playing {
  /** `performance.now()` when the player was started; the first sample follows within its latency. */
  readonly startedAtMs: number;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The person speaks. */
export const speakToBeside = (sound: Sound): Playing => playInto(PERSON_SINK, sound);

/** Another program plays something. */
export const playOnSpeaker = (sound: Sound): Playing => playInto(SPEAKER_SINK, sound);

function playInto(sink: string, sound: Sound): Playing {
  const args = [
    `--device=${sink}`,
    '--latency-msec=20',
    '--raw',
    '--format=s16le',
    '--channels=1',
    `--rate=${sound.rateHz}`,
  ];
  const player = spawn('paplay', args, { stdio: ['pipe', 'ignore', 'inherit'] });
  const startedAtMs = performance.now();
  // A stopped player closes its input early.
  player.stdin.on('error', () => undefined);
  player.stdin.end(Buffer.from(wavBytes(sound).subarray(44)));
  return {
    startedAtMs,
    ended: exitOf(player),
    stop: async () => {
      player.kill();
      await exitOf(player);
    },
  };
}

export interface Recording extends Sound {
  /** `performance.now()` of the first sample, as near as the first block's arrival tells. */
  readonly startedAtMs: number;
}

export interface Recorder {
  readonly stop: () => Promise<Recording>;
}

/** Records what Beside plays, from the first sample that the room delivers: resolves once sound flows. */
export async function recordBeside(source: string = BESIDE_MONITOR): Promise<Recorder> {
  const args = [
    `--device=${source}`,
    '--latency-msec=20',
    '--raw',
    '--format=s16le',
    '--channels=1',
    `--rate=${RECORDING_RATE_HZ}`,
  ];
  const recorder = spawn('parec', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const blocks: Buffer[] = [];
  recorder.stdout.on('data', (block: Buffer) => blocks.push(block));
  await Promise.race([
    once(recorder.stdout, 'data'),
    once(recorder, 'exit').then(() => {
      throw new Error(
        `parec ended at once: is there a source ${source}? Run the tests with npm test, which builds the room.`,
      );
    }),
  ]);
  const firstBlockMs = ((blocks[0]?.length ?? 0) / 2 / RECORDING_RATE_HZ) * 1000;
  const startedAtMs = performance.now() - firstBlockMs;
  return {
    stop: async () => {
      recorder.kill();
      await exitOf(recorder);
      const bytes = Buffer.concat(blocks);
      const samples = Int16Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) =>
        bytes.readInt16LE(2 * index),
      );
      return { rateHz: RECORDING_RATE_HZ, samples, startedAtMs };
    },
  };
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface VoicedOptions {
  readonly thresholdDbfs?: number;
  /** Pauses up to this length are part of a span. */
  readonly bridgeMs?: number;
  readonly shortestMs?: number;
}

const WINDOW_MS = 10;

export function rmsDbfs(samples: Int16Array): number {
  const power =
    samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / Math.max(1, samples.length);
  return 10 * Math.log10(Math.max(power, 1e-12));
}

/** Where there is sound, in ms from the first sample, by level in 10 ms windows: enough for recordings of one voice. */
export function voicedSpans(sound: Sound, options: VoicedOptions = {}): Span[] {
  const { thresholdDbfs = -45, bridgeMs = 300, shortestMs = 30 } = options;
  const windowSamples = Math.round((sound.rateHz * WINDOW_MS) / 1000);
  const spans: Span[] = [];
  for (let at = 0; at + windowSamples <= sound.samples.length; at += windowSamples) {
    if (rmsDbfs(sound.samples.subarray(at, at + windowSamples)) < thresholdDbfs) continue;
    const fromMs = (at / sound.rateHz) * 1000;
    const last = spans.at(-1);
    if (last && fromMs - last.toMs <= bridgeMs)
      spans[spans.length - 1] = { fromMs: last.fromMs, toMs: fromMs + WINDOW_MS };
    else spans.push({ fromMs, toMs: fromMs + WINDOW_MS });
  }
  return spans.filter((span) => span.toMs - span.fromMs >= shortestMs);
}
