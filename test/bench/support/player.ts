import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { wavBytes, type Sound } from '../../e2e/support/wav.ts';

const PERSON_SINK = 'micsink';
/** Large, so that a busy machine puts no gaps into a person's words; when they began is read from the recording. */
const LATENCY_MS = 200;
const WAV_HEADER_BYTES = 44;

export interface Playing {
  /** When the player was started; its first sample follows within its latency and the time it takes to start. */
  readonly startedAtMs: number;
  readonly ended: Promise<void>;
}

/** A person speaks in the room. */
export function play(sound: Sound): Playing {
  const args = [
    `--device=${PERSON_SINK}`,
    `--latency-msec=${LATENCY_MS}`,
    '--raw',
    '--format=s16le',
    '--channels=1',
    `--rate=${sound.rateHz}`,
  ];
  const player = spawn('paplay', args, { stdio: ['pipe', 'ignore', 'inherit'] });
  const startedAtMs = performance.now();
  player.stdin.on('error', () => undefined);
  player.stdin.end(Buffer.from(wavBytes(sound).subarray(WAV_HEADER_BYTES)));
  return { startedAtMs, ended: once(player, 'exit').then(() => undefined) };
}
