import type { Veto } from '../../../../shared/manners.ts';
import type { DecisionReason, ReplyReason } from '../reasons.ts';

/** Every reason code in words that a person understands, as Beside says them of itself. The one place for them. */

/** Why Beside took, kept or gave up the floor. */
export const decisionWords: Readonly<Record<DecisionReason, string>> = {
  'silence-timeout': 'You had paused, so I took it that you were done.',
  'end-of-turn': 'Your sentence sounded finished, so I took it that you were done.',
  'turn-ended': 'By how you spoke and what you said, I took it that you were done.',
  'floor-wanted': 'By how you spoke over me, I took it that you wanted the floor.',
  'not-for-beside': 'I took what was said not to be meant for me.',
  'typed-line': 'You typed a line, which I answer at once.',
  'asked-to-stop': 'You asked me to stop.',
  'asked-of-voice': 'You asked me to speak differently.',
  'voice-over-own-voice': 'You spoke over me, so I let you have the floor.',
  'goes-on': 'You went on with your sentence, so I let you finish it.',
  'pause-in-long-speech': 'You paused after speaking for a while, so I nodded.',
  'own-voice-goes-on': 'I was speaking.',
  'nothing-said': 'I heard nobody speak.',
  'gate-closed': 'The microphone was off.',
  'person-has-the-floor': 'You were speaking.',
  'cue-due': 'Something that you had asked for was due.',
  'stop-pressed': 'You pressed stop.',
  'output-gone': 'There was nothing to play sound on any more.',
  'not-started': 'I had only just started.',
};

/** Which skill the words came from. */
export const skillWords: Readonly<Record<ReplyReason, string>> = {
  again: 'You asked to hear my last words again.',
  arithmetic: 'I took it for a sum and worked it out.',
  clock: "I read the time from this computer's clock.",
  cue: 'You had asked me to say it.',
  'cue-end': 'I took it that a reminder was to end.',
  'cue-left': 'I looked up how much time is left.',
  'cue-list': 'I looked up what you asked me to remember.',
  'cue-move': 'I took it that a reminder was to be changed.',
  'cue-set': 'I took it for a reminder to set.',
  date: "I read the date from this computer's clock.",
  'echo-check': 'It was the check for echo.',
  'go-on': 'You asked me to go on.',
  greeting: 'I took it for a greeting.',
  hush: 'You asked me to keep quiet.',
  'no-skill': 'I found no skill of mine that fits, so I said so.',
  pace: 'You asked for another pace.',
  stop: 'You asked me to stop.',
  stopwatch: 'You asked me to take the time.',
  unhush: 'You asked me to speak up again.',
  units: 'I took it for a conversion and worked it out.',
  volume: 'You asked for another volume.',
  why: 'You asked me why, and I looked it up in my log.',
  'your-words': 'You asked for your own words.',
};

/** Why something was not done, or was shown and not said. */
export const vetoWords: Readonly<Record<Veto, string>> = {
  'not-instructed': 'Nobody who may instruct me had asked for it.',
  'gate-closed': 'The microphone was off.',
  reserved: 'I am set to be reserved.',
  cooldown: 'I had just given a sign.',
  'not-now': 'You had asked for quiet, so I only showed what was due.',
  'quiet-hours': 'It was quiet hours, so I only showed what was due.',
  stale: 'It was due long before, so I only showed it.',
};

/** What a stretch without a word of Beside's was. */
export type SilenceReason =
  | Veto
  | 'asleep'
  | 'deaf'
  | 'nothing-said'
  | 'person-has-the-floor'
  | 'own-echo'
  | 'backchannel'
  | 'no-words'
  | 'not-understood'
  | 'not-for-beside'
  | 'answering'
  | 'answered'
  | 'speaking';

export const silenceWords: Readonly<Record<SilenceReason, string>> = {
  ...vetoWords,
  asleep: 'The computer was asleep, and so was I.',
  deaf: 'The microphone was on, but nothing was there that understands speech.',
  'nothing-said': 'I listened, and nobody said anything that I could hear.',
  'person-has-the-floor': 'Somebody was speaking, so I let them.',
  'own-echo': 'What I heard was my own voice, come back through the microphone.',
  backchannel: 'You said something short while I spoke. I took it for a sign that you were listening.',
  'no-words': 'I heard a sound and found no words in it.',
  'not-understood': "I heard somebody speak, but couldn't make out the words.",
  'not-for-beside': decisionWords['not-for-beside'],
  answering: 'I was getting an answer ready.',
  answered: 'I answered.',
  speaking: 'I was speaking.',
};
