import type { Manners } from '../../../shared/manners.ts';
import type { Decision } from '../timeline/events.ts';

/** What a policy sees of a cell. Times in ms. */
export interface PolicyView {
  readonly microphoneOpen: boolean;
  /** The person has said something that no ending was found for yet. */
  readonly utteranceOpen: boolean;
  readonly silentMs: number;
  /** Voice of the open utterance, pauses left out. */
  readonly voicedMs: number;
  /** The same since Beside last gave a sign of listening in it. */
  readonly unsignedMs: number;
  readonly forwardness: Manners['forwardness'];
  /** A typed line waits for an answer. */
  readonly typedWaiting: boolean;
  readonly ownVoice: 'silent' | 'speaking';
  /** Voice over Beside's own that cannot be its echo. */
  readonly overMs: number;
  /** The words heard over Beside's voice are its own: echo, whatever its level. */
  readonly ownWords: boolean;
  /** What the person says over Beside's voice asks it to be quiet. */
  readonly askedToStop: boolean;
  /** The person goes on with a line that Beside had no answer to: what it says now is worth nothing to them. */
  readonly goesOn: boolean;
  /** It asks for another volume or pace. */
  readonly askedOfVoice: boolean;
  /**
   * How likely it is that the open utterance is whole, 0…1: the newest that was told of sound up to its last voiced
   * sample. Absent while nobody has told.
   */
  readonly endOfTurn?: number;
  /**
   * What the policy's network makes of the conversation, in the order of `learned/layout.ts`, and how old that is: 0 of
   * this very cell. Absent where there is none, or none that is worth anything any more.
   */
  readonly learned?: {
    readonly act: readonly number[];
    readonly user: readonly number[];
    readonly ageMs: number;
  };
}

/** A policy: pure, one decision a cell. */
export interface Policy<State> {
  readonly name: string;
  readonly initial: State;
  /**
   * It wants to know how likely it is that a turn has ended: the head that tells is loaded, and endings are heard so much
   * sooner that it can tell in time.
   */
  readonly asksEndOfTurn?: true;
  /** Its network is asked about each cell, shortly before it ends; endings are heard sooner for it too. */
  readonly asksNetwork?: true;
  step(state: State, view: PolicyView, nowMs: number): { readonly state: State; readonly decision: Decision };
}
