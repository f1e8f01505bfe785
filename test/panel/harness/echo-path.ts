import { FRAME_MS, FRAME_SAMPLES, msToSamples } from '../../../shared/audio.ts';

/** How Beside's voice travels to its microphone and what the canceller leaves of it. All of it deterministic. */
export interface EchoPathOptions {
  /** Level of the echo against what was played, before cancellation, dB (negative). */
  readonly echoDb: number;
  /** Loudspeaker to microphone, buffers on both sides included. */
  readonly delayMs: number;
  /** What the canceller takes away once it has converged, dB. */
  readonly cancelledDb: number;
  /** Own voice heard until it has, ms. */
  readonly convergesMs: number;
}

/**
 * As measured in the room with PulseAudio (RUNTIME.md §2: −27 to −46 dB in a real loop, −28 to −81 with nothing else):
 * the canceller lets the first second through and then takes most of it away.
 */
export const measuredEcho = {
  delayMs: 260,
  cancelledDb: 25,
  convergesMs: 1000,
} as const satisfies Omit<EchoPathOptions, 'echoDb'>;

/** 20 ms of played sound at 48 kHz in; what reaches the microphone of it, and is left, at 16 kHz out. */
export function echoPath({
  echoDb,
  delayMs,
  cancelledDb,
  convergesMs,
}: EchoPathOptions): (played: Float32Array) => Float32Array {
  const line = new Float32Array(msToSamples(delayMs) + FRAME_SAMPLES);
  let heardMs = 0;
  return (played) => {
    line.copyWithin(0, FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++) line[line.length - FRAME_SAMPLES + i] = played[3 * i] ?? 0;
    const out = line.slice(0, FRAME_SAMPLES);
    if (out.some((sample) => sample !== 0)) heardMs += FRAME_MS;
    const takenDb = cancelledDb * Math.min(1, heardMs / convergesMs);
    const gain = 10 ** ((echoDb - takenDb) / 20);
    return out.map((sample) => sample * gain);
  };
}
