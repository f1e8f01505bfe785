/** What the capture page and its two worklets say to each other. Sound goes past the page, on main's own ports. */

export const worklets = {
  microphone: { name: 'beside-microphone', file: 'microphone.js' },
  playback: { name: 'beside-playback', file: 'playback.js' },
} as const;

/** Page → microphone worklet. `port` (transferred) leads to main; the worklet keeps it. */
export type MicrophoneOrder =
  | { readonly type: 'port'; readonly port: MessagePort }
  /** A track begins: frames count from 0. */
  | { readonly type: 'open' }
  /** The track has ended: nothing more leaves, not even a half-filled frame. */
  | { readonly type: 'close' };

/** Page → playback worklet. */
export type PlaybackOrder =
  | { readonly type: 'port'; readonly port: MessagePort }
  /** Time between a sample leaving the worklet and being heard, in ms. */
  | { readonly type: 'latency'; readonly outputLatencyMs: number };
