/**
 * What flows over the two message ports between main and the capture window's worklets.
 * Hot audio: transferred typed arrays, checked by shape in main, no schema per message.
 */

/** Worklet → main, every 20 ms while the microphone is on. */
export interface MicrophoneFrame {
  /** Counts frames since the track started; a gap means frames were lost. */
  readonly seq: number;
  /** 320 samples, 16 kHz, mono. */
  readonly pcm: Int16Array;
}

/** Main → playback worklet. `pcm` is mono Float32 at PLAYBACK_RATE_HZ. */
export type PlaybackCommand =
  | {
      readonly type: 'play';
      readonly utteranceId: string;
      readonly pcm: Float32Array;
      readonly last: boolean;
    }
  /** Stops `utteranceId` (or whatever plays, when null) with a fade and drops what was queued. */
  | { readonly type: 'stop'; readonly utteranceId: string | null; readonly fadeMs: number }
  /** Lets `utteranceId` wait, silent, where it is; or go on from there. No sample of it is lost. */
  | { readonly type: 'pause'; readonly utteranceId: string; readonly on: boolean; readonly fadeMs: number }
  /** A sign of listening beside the voice: at its own level, once, and nothing is reported of it. */
  | { readonly type: 'murmur'; readonly pcm: Float32Array; readonly gain: number }
  /** Scales the voice without stopping it. 1 = full level. */
  | { readonly type: 'gain'; readonly gain: number; readonly rampMs: number };

/**
 * Playback worklet → main. `renderedSamples` counts the utterance's own samples that left the worklet;
 * `audibleSamples` is the same less what still sits in the output's latency. Both at PLAYBACK_RATE_HZ.
 */
export type PlaybackReport =
  | {
      readonly type: 'progress';
      readonly utteranceId: string;
      readonly renderedSamples: number;
      readonly audibleSamples: number;
    }
  | {
      readonly type: 'ended';
      readonly utteranceId: string;
      readonly renderedSamples: number;
      readonly cause: 'finished' | 'stopped';
    }
  | { readonly type: 'underrun'; readonly utteranceId: string; readonly missingSamples: number };

/** Capture window → main: one picture of what Beside was invited to see. */
export interface PictureMessage {
  readonly stream: 'camera' | 'screen';
  readonly jpeg: Uint8Array;
}

/** One picture a second tells a slide from the next; text stays readable at this width. */
export const pictureLimits = { everyMs: 1000, width: 960, quality: 0.7, bytes: 2_000_000 } as const;
