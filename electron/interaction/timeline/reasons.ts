/**
 * Why something was decided or said, as codes. Each has words in `why-words.ts`: the compiler asks for them where a code
 * is added here.
 */

/** Why a policy decided so. */
export type PolicyReason =
  | 'typed-line'
  | 'asked-to-stop'
  | 'asked-of-voice'
  | 'voice-over-own-voice'
  | 'goes-on'
  | 'own-voice-goes-on'
  | 'pause-in-long-speech'
  | 'nothing-said'
  | 'gate-closed'
  | 'silence-timeout'
  | 'end-of-turn'
  | 'turn-ended'
  | 'floor-wanted'
  | 'not-for-beside'
  | 'person-has-the-floor';

/** Why a micro-turn was decided so: by the policy, or by what comes before it. */
export type DecisionReason = PolicyReason | 'cue-due' | 'stop-pressed' | 'output-gone' | 'not-started';

/** Why these words: which skill answered, or that none could. */
export type ReplyReason =
  | 'again'
  | 'arithmetic'
  | 'clock'
  | 'cue'
  | 'cue-end'
  | 'cue-left'
  | 'cue-list'
  | 'cue-move'
  | 'cue-set'
  | 'date'
  | 'echo-check'
  | 'go-on'
  | 'greeting'
  | 'hush'
  | 'no-skill'
  | 'pace'
  | 'stop'
  | 'stopwatch'
  | 'unhush'
  | 'units'
  | 'volume'
  | 'why'
  | 'your-words';
