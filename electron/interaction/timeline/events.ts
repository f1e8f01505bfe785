import type { Cue, CueOrder } from '../cues/cue.ts';
import type { Situation } from '../cues/situation.ts';
import type { Hush, Manners } from '../../../shared/manners.ts';
import type { Provenance } from './provenance.ts';
import type { DecisionReason, ReplyReason } from './reasons.ts';

/**
 * What can be on the timeline. Positions in microphone sound are sample counts at 16 kHz on the microphone's
 * clock; amounts of Beside's own sound are sample counts at 48 kHz.
 */

/** What the outside tells the engine. */
export type Perception =
  /** Probability of voice in the 32 ms before `endSample`, and their level. */
  | {
      readonly type: 'voice-activity';
      readonly endSample: number;
      readonly probability: number;
      readonly levelDbfs: number;
    }
  /** The microphone's gate. Without an echo canceller Beside cannot listen while it speaks. */
  | {
      readonly type: 'microphone';
      readonly open: boolean;
      readonly echoCancelled: boolean;
      readonly atSample: number;
    }
  /** Which models run. Without voice activity nothing is heard, whatever else runs. */
  | {
      readonly type: 'abilities';
      readonly hearFast: boolean;
      readonly hearFinal: boolean;
      readonly speak: boolean;
    }
  /** The host came back and was sent what is still held of the sound: nothing before `fromSample`. */
  | { readonly type: 'sound-refed'; readonly fromSample: number }
  /** The microphone gives nothing any more: from `atSample` on silence takes the place of its sound. */
  | { readonly type: 'sound-interrupted'; readonly atSample: number }
  /** Words of a stretch of sound that ends at `toSample`; making them took `costMs`. */
  | {
      readonly type: 'recognised';
      readonly requestId: string;
      readonly text: string;
      readonly costMs: number;
      readonly toSample: number;
      /** How likely it is that the person has finished, 0…1; only from a recogniser that was asked to tell. */
      readonly endOfTurn?: number;
    }
  /** What the policy's network made of a cell, in the order of `policy/learned/layout.ts`; a late one is of an older cell. */
  | {
      readonly type: 'policy-output';
      readonly cell: number;
      readonly act: readonly number[];
      readonly user: readonly number[];
      readonly voice: readonly number[];
    }
  | { readonly type: 'recognition-failed'; readonly requestId: string }
  | { readonly type: 'reply-failed'; readonly requestId: string }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'reply'; readonly requestId: string; readonly reply: Reply }
  /** A sentence of an utterance, or the next piece of one, is ready to play. */
  | {
      readonly type: 'synthesised';
      readonly utteranceId: string;
      readonly sentence: number;
      readonly samples: number;
      /** No more of this sentence will come. */
      readonly sentenceEnd: boolean;
      readonly last: boolean;
    }
  | { readonly type: 'synthesis-failed'; readonly utteranceId: string }
  | { readonly type: 'audible'; readonly utteranceId: string; readonly samples: number }
  | {
      readonly type: 'playback-ended';
      readonly utteranceId: string;
      readonly samples: number;
      readonly cause: 'finished' | 'stopped' | 'lost';
    }
  /** The person pressed stop. */
  | { readonly type: 'stop-pressed' }
  /** How the person wants Beside to behave of its own accord. */
  | { readonly type: 'manners'; readonly manners: Manners }
  /** The person wants quiet for a while, or ends that, by hand or before a restart. */
  | { readonly type: 'hushed'; readonly hush: Hush | null }
  /** Standing instructions from before a restart. */
  | { readonly type: 'cues-kept'; readonly cues: readonly Cue[]; readonly wallMs: number }
  /** The person ended a standing instruction by hand. */
  | { readonly type: 'cue-ended'; readonly id: string }
  /** There is nothing to play on any more. */
  | { readonly type: 'output-gone' };

/** What Beside would say: each sentence as shown and as pronounced. */
export interface Reply {
  readonly sentences: readonly Sentence[];
  /** Why these words: which skill answered, or that none could. */
  readonly reason: ReplyReason;
  /** What the person asked to be done with it; carried out when the answer is given. */
  readonly orders?: readonly Order[];
  /** It answers `Situation.unfinished` and the words together: they were one sentence. */
  readonly continues?: true;
  /** It is no answer to a question: what was cut off before can still be gone on with. */
  readonly aside?: true;
}

export type Order =
  | CueOrder
  /** Speak louder or more softly from now on: added to the volume, 0…1. */
  | { readonly type: 'change-volume'; readonly by: number }
  /** Speak so fast from this answer on: 1 = as synthesised, 2 would be twice as fast. */
  | { readonly type: 'set-pace'; readonly pace: number }
  /** Say nothing unasked until then. Wall clock, ms. */
  | { readonly type: 'hush'; readonly untilMs: number }
  | { readonly type: 'unhush' };

export interface Sentence {
  readonly shown: string;
  readonly spoken: string;
}

/** What the engine asks of the outside. Every effect's outcome comes back as a perception. */
export type Effect =
  | {
      readonly type: 'recognise';
      readonly requestId: string;
      readonly lane: 'hear-fast' | 'hear-final';
      readonly voiceActive: boolean;
      readonly fromSample: number;
      readonly toSample: number;
      /** The stretch ends at the quietest place from here on; null: at `toSample`. */
      readonly cutFromSample: number | null;
    }
  | {
      readonly type: 'reply';
      readonly requestId: string;
      readonly text: string;
      readonly via: 'voice' | 'typed';
      readonly situation: Situation;
    }
  | {
      readonly type: 'synthesise';
      readonly utteranceId: string;
      readonly sentences: readonly string[];
      /** How fast these are said; null: as everything is. */
      readonly pace: number | null;
    }
  /** Work whose result nobody wants any more. */
  | { readonly type: 'cancel'; readonly id: string }
  /** The standing instructions have changed: they have to hold over a restart. */
  | { readonly type: 'keep-cues'; readonly cues: readonly Cue[] }
  /** "Not now" was said or is over: it has to hold over a restart too. */
  | { readonly type: 'keep-hush'; readonly hush: Hush | null }
  | { readonly type: 'change-volume'; readonly by: number }
  | { readonly type: 'set-pace'; readonly pace: number }
  | { readonly type: 'play'; readonly utteranceId: string }
  | { readonly type: 'stop'; readonly utteranceId: string; readonly fadeMs: number }
  /** Beside's voice gives way to the person's, or comes back to its level. */
  | { readonly type: 'duck'; readonly utteranceId: string; readonly on: boolean }
  /** A sign of listening, seen and, if so wanted, heard very softly. It is no answer and takes nothing from anybody. */
  | { readonly type: 'nod'; readonly audible: boolean }
  /** Beside's voice waits where it is, or goes on from there. */
  | { readonly type: 'pause'; readonly utteranceId: string; readonly on: boolean };

/** What a policy may do with the floor. */
export type Act =
  | 'silent'
  /** A sign of listening, while the person has the floor. */
  | 'backchannel'
  | 'speak'
  /** Speaking over whoever speaks, on purpose: their speech does not cancel it. */
  | 'interject'
  | 'hold'
  | 'yield';
export type UserState =
  | 'silent'
  | 'speaking'
  | 'hesitating'
  | 'finished'
  | 'backchannel'
  | 'to-someone-else'
  | 'noise';

export interface Decision {
  readonly act: Act;
  readonly userState: UserState;
  /** 0…1 */
  readonly confidence: number;
  readonly reason: DecisionReason;
}

export function provenanceOf(perception: Perception): Provenance {
  switch (perception.type) {
    case 'recognised':
      return 'user-speech';
    case 'typed':
    case 'stop-pressed':
    case 'cue-ended':
    case 'manners':
    case 'hushed':
      return 'user-typing';
    case 'audible':
    case 'playback-ended':
      return 'self';
    case 'reply':
    case 'reply-failed':
      return 'reply-port';
    case 'microphone':
    case 'abilities':
    case 'sound-refed':
    case 'sound-interrupted':
    case 'cues-kept':
    case 'output-gone':
      return 'device';
    case 'voice-activity':
    case 'policy-output':
    case 'recognition-failed':
    case 'synthesised':
    case 'synthesis-failed':
      return 'inference';
  }
}
