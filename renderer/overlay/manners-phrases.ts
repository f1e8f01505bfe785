/** Words about how Beside behaves of its own accord, and why it did what it did. */
export const mannersPhrases = {
  open: 'Manners…',
  title: 'Manners',
  close: 'Close the manners',

  forwardness: 'How forward should I be?',
  always: 'By myself I say only what you asked me to.',
  names: { reserved: 'Reserved', balanced: 'Balanced', forward: 'Forward' },
  what: {
    reserved: 'I give no sign of listening.',
    balanced: 'I show that I am listening, at most every 8 seconds.',
    forward: 'I show it more often, up to every 4 seconds.',
  },

  quietHours: 'Quiet hours',
  quietHint:
    'What comes due then is shown, not spoken, unless you asked for it during them. Answers are spoken as always.',
  from: 'From',
  to: 'To',
  none: 'They begin and end at the same time, so there are none.',

  audibleNods: 'Signs of listening may be heard',
  audibleHint: 'Off, they are only seen.',

  quiet: {
    'not-now': (time: string) => `Quiet until ${time}, as you asked`,
    'quiet-hours': (time: string) => `Quiet hours until ${time}`,
  },
  speakAgain: 'Speak again',
  notNow: 'Not now',
  notNowHint: 'Not now: 10 minutes of quiet',

  notSaid: {
    'not-instructed': 'shown, not spoken',
    'gate-closed': 'shown, not spoken',
    reserved: 'shown, not spoken',
    cooldown: 'shown, not spoken',
    'not-now': 'You asked for quiet: shown, not spoken',
    'quiet-hours': 'Quiet hours: shown, not spoken',
  },
  dueAt: (time: string) => `It was due at ${time}: shown, not spoken`,
} as const;

export const whyPhrases = {
  line: 'Why?',
  lineTitle: 'How this came about',
  silence: 'Why so quiet?',
  silenceTitle: 'What I did in the last minutes',
  close: 'Close',
  asking: 'Looking it up…',
  tooOld: 'My log reaches back an hour, and this was before. I cannot tell any more.',
  nothing: 'I have only just started.',
  failed: 'I could not look it up. Please try again.',
  kinds: {
    heard: 'I heard',
    typed: 'Typed',
    asked: 'Asked',
    due: 'Due',
    made: 'Found',
    decided: 'Decided',
    said: 'Said',
    shown: 'Shown',
    ended: 'Ended',
    'cut-off': 'Cut off',
  },
  stretch: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
} as const;
