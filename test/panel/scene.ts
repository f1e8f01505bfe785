import type { Sound } from '../scenarios/support/sounds.ts';

/**
 * A scene of the panel: some seconds of a person's side, of which everything is known because it was put together here.
 * Times are ms from the scene's start, on the microphone's clock, exact to the sample.
 */

/** Speakers, voices, templates and the generator's parameters of one split appear in no other. */
export type Split = 'train' | 'tune' | 'held-out';

/** What a scene is there to find out. */
export type Family =
  /** A question to Beside, and its control: it has to be answered. */
  | 'question'
  /** A question with a pause in the middle of it: no answer belongs there. */
  | 'pause'
  /** Beside talks, and the person takes the floor from it. */
  | 'interruption'
  /** Beside talks, and the person shows that they listen. */
  | 'backchannel'
  /** A cough, a breath, a laugh, while Beside talks or is silent. */
  | 'tic'
  /** Speech that is not meant for Beside. */
  | 'non-directed'
  /** Nobody speaks to Beside: noise, typing, a room. */
  | 'noise'
  /** Beside's own voice comes back through the microphone, and nobody speaks. */
  | 'echo'
  /** A standing instruction about time, and what is due in the scene. */
  | 'time';

/** What is true of a stretch of the person's side. */
export type Mark =
  /** A whole utterance to Beside, from its first to its last voiced sample. */
  | {
      readonly kind: 'turn';
      readonly fromMs: number;
      readonly toMs: number;
      readonly text: string;
      /** At least one of these is in a right answer, lower case; empty: any answer will do. */
      readonly answer: readonly string[];
    }
  /** Speech to Beside that was cut out of more: nobody knows whether it ends there, only that its pauses are no ends. */
  | { readonly kind: 'open'; readonly fromMs: number; readonly toMs: number }
  /** A silence within a turn or open speech: whoever takes the floor in it cuts the person off. */
  | { readonly kind: 'pause'; readonly fromMs: number; readonly toMs: number }
  /** Speech over Beside's voice that wants the floor; `answer` as above, of what it asks. */
  | {
      readonly kind: 'interruption';
      readonly fromMs: number;
      readonly toMs: number;
      readonly text: string;
      readonly answer: readonly string[];
    }
  | {
      readonly kind: 'backchannel' | 'tic' | 'non-directed' | 'noise';
      readonly fromMs: number;
      readonly toMs: number;
    }
  /** Beside has to say one of these words between these times, over whoever speaks. */
  | {
      readonly kind: 'due';
      readonly dueMs: number;
      readonly words: readonly string[];
    };

/** What happens before time 0 or beside the sound: how the scene is set. */
export type Prelude =
  /** Nothing: Beside is silent and listens. */
  | { readonly kind: 'none' }
  /** Beside talks from the scene's start on: it was asked, by typing, for something long. */
  | { readonly kind: 'beside-talks' }
  /** A line that was typed at this time. */
  | { readonly kind: 'typed'; readonly text: string; readonly atMs: number };

export interface Scene {
  /** Stable over runs, machines and changes of other scenes. */
  readonly id: string;
  readonly family: Family;
  readonly split: Split;
  /** Nothing in the person's side is synthetic. */
  readonly human: boolean;
  /** Who speaks: a synthetic voice or a recorded speaker. */
  readonly speakers: readonly string[];
  readonly prelude: Prelude;
  readonly durationMs: number;
  readonly marks: readonly Mark[];
  /** Beside's own voice comes back so many dB below what was played; null: it does not. */
  readonly echoDb: number | null;
  /** Signal to noise ratio of the bed under the person's voice, dB; null: no bed. */
  readonly snrDb: number | null;
}

/** A scene and its sound: the person's side alone, 16 kHz. */
export interface CompiledScene {
  readonly scene: Scene;
  readonly sound: Sound;
}
