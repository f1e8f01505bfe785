/** Sound and time units that every process agrees on. */

/** Sample rate of everything that is heard: microphone frames, voice activity, recognition. */
export const HEARING_RATE_HZ = 16_000;
/** Sample rate of everything that is played; also the rate of the capture window's audio context. */
export const PLAYBACK_RATE_HZ = 48_000;

/** One microphone frame: 20 ms, 320 Int16 samples, mono. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (HEARING_RATE_HZ * FRAME_MS) / 1000;

/** One micro-turn: the cell of the timeline. */
export const CELL_MS = 200;

export const samplesToMs = (samples: number, rateHz: number = HEARING_RATE_HZ): number =>
  (samples * 1000) / rateHz;
export const msToSamples = (ms: number, rateHz: number = HEARING_RATE_HZ): number =>
  Math.round((ms * rateHz) / 1000);
