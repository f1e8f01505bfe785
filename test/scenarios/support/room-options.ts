import type { Clock } from '../../../electron/interaction/loop.ts';
import type { Policy } from '../../../electron/interaction/policy/policy.ts';
import {
  defaultSilenceTimeout,
  silenceTimeout,
} from '../../../electron/interaction/policy/silence-timeout.ts';
import { FRAME_SAMPLES } from '../../../shared/audio.ts';
import type { PolicyFiles } from '../../../shared/inference.ts';
import { LanesHere } from './lanes.ts';

export interface RoomOptions {
  /** Packs that count as never fetched. */
  readonly without?: readonly string[];
  /** False: Beside's voice comes back through the microphone, 12 dB down. @defaultValue true */
  readonly echoCancelled?: boolean;
  /** Virtual time that recognising takes on top of what the lanes take. @defaultValue 300 */
  readonly recogniseMs?: number;
  /** The same of a sentence's sound. @defaultValue 80 */
  readonly synthesiseMs?: number;
  /** @defaultValue the silence timeout that Beside ships with */
  readonly policy?: Policy<unknown>;
  /** The network of a policy that has one. @defaultValue null: it has to do without */
  readonly policyFiles?: PolicyFiles | null;
  /** Who does the models' work. @defaultValue the real lanes, in this thread, in no virtual time */
  readonly lanes?: (clock: Pick<Clock, 'after'>) => RoomLanes;
  /** What of Beside's voice comes back through the microphone: 20 ms at 48 kHz in, at 16 kHz out. */
  readonly echo?: (played: Float32Array) => Float32Array;
  /** From a sample's leaving the player to the ear, and from the microphone to main. @defaultValue 0 */
  readonly outputMs?: number;
  readonly inputMs?: number;
}

export type RoomLanes = Pick<LanesHere, 'start' | 'idle'> & Partial<Pick<LanesHere, 'kill'>>;

/** 12 dB down. */
const ECHO = 0.25;

export function withDefaults(options: RoomOptions): Required<RoomOptions> {
  const echo = options.echoCancelled === false ? ECHO : 0;
  return {
    without: [],
    echoCancelled: true,
    recogniseMs: 300,
    synthesiseMs: 80,
    policy: silenceTimeout(defaultSilenceTimeout),
    policyFiles: null,
    lanes: () => new LanesHere(),
    echo: (played) => Float32Array.from({ length: FRAME_SAMPLES }, (_, i) => echo * (played[3 * i] ?? 0)),
    outputMs: 0,
    inputMs: 0,
    ...options,
  };
}
