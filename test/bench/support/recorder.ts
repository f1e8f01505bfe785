import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { TimedRecording } from './timed-recording.ts';

/** What the person's microphone gets: their voice and the room's echo of Beside's. */
export const MICROPHONE = 'micsink.monitor';
/** What leaves Beside's speaker. */
export const SPEAKER = 'spk.monitor';
const RATE_HZ = 16_000;

export interface Recorder {
  readonly recording: TimedRecording;
  readonly stop: () => Promise<void>;
}

/** Records a source of the room until it is stopped; resolves once sound flows. */
export async function record(source: string): Promise<Recorder> {
  const recording = new TimedRecording(RATE_HZ);
  const args = [
    `--device=${source}`,
    '--latency-msec=20',
    '--raw',
    '--format=s16le',
    '--channels=1',
    `--rate=${RATE_HZ}`,
  ];
  const child = spawn('parec', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let odd: Buffer = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    const nowMs = performance.now();
    const bytes = Buffer.concat([odd, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    odd = bytes.subarray(whole);
    const block = Int16Array.from({ length: whole / 2 }, (_, index) => bytes.readInt16LE(2 * index));
    recording.push(block, nowMs);
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`parec ended at once: the room has no source ${source}`);
    }),
  ]);
  return { recording, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
