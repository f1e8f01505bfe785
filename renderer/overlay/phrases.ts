/** Every word the overlay says by itself. */
export const phrases = {
  name: 'Beside',
  version: (beside: string, electron: string) => `Beside ${beside}, Electron ${electron}`,
  opening: 'Opening…',
  requestFailed: 'That did not work. Please try again.',

  floor: {
    label: 'Who has the floor',
    idle: { word: 'Off', hint: 'Type, or turn the mic on.' },
    listening: { word: 'Listening', hint: 'Speak whenever you like.' },
    hearing: { word: 'Hearing you', hint: 'Go on.' },
    thinking: { word: 'Thinking', hint: 'One moment.' },
    holding: { word: 'Holding back', hint: 'You go first.' },
    speaking: { word: 'Speaking', hint: 'Talk over it, or press Esc to stop.' },
    typingOnly: 'You can type already.',
    micFailedHint: 'The mic failed; you can type.',
    micOffHint: 'The microphone is off.',
    waitingForMic: 'Waiting for the microphone.',
    mutedHint: 'The microphone is muted.',
    takesTurns: 'Your turn comes next.',
    notHearing: 'Not listening',
    paused: 'Paused',
    watching: 'Watching',
    listeningIn: 'Listening in',
    speakingMicOff: 'Press Esc to stop.',
  },

  microphone: {
    level: 'Microphone level',
    levelSilent: 'silence',
    levelValue: (dbfs: number) => `${Math.round(dbfs)} decibels below full`,
    deaf: 'The microphone is on, but Beside cannot understand speech yet.',
  },

  streams: {
    label: 'What Beside may hear and see',
    names: {
      microphone: 'Microphone',
      camera: 'Camera',
      screen: 'Screen',
      'system-sound': 'Computer sound',
    },
    short: { microphone: 'Mic', camera: 'Camera', screen: 'Screen', 'system-sound': 'Sound' },
    what: {
      microphone: 'Microphone: hears you',
      camera: 'Camera: a picture a second, until you end it',
      screen: 'Screen: a picture a second of the screen this window is on, until you end it',
      'system-sound': 'Computer sound: what other programs play, until you end it',
    },
    states: {
      off: 'off',
      starting: 'starting…',
      on: 'on',
      failed: 'failed',
      muted: 'muted',
      paused: 'paused',
      recovering: 'waiting',
    },
    level: 'Level of what other programs play',
    heard: 'What other programs play',
    seen: 'What Beside sees. Only the newest picture is held, in memory.',
    picture: { camera: 'The newest picture of the camera', screen: 'The newest picture of the screen' },
  },

  form: {
    shrink: 'Shrink to a bar',
    expand: 'Open the card',
    bar: 'Beside',
    micOff: 'The microphone is off.',
    trouble: (message: string) => `${message} Open the card.`,
  },
  more: 'More',

  around: {
    again: 'Show me around',
    step: (at: number, of: number) => `Step ${at} of ${of}`,
    next: 'Next',
    back: 'Back',
    skip: 'Skip',
    done: 'Done',
    close: 'Close',
    streams: {
      title: 'You decide what comes in',
      hint: 'All four are off until you turn them on, above.',
      what: {
        microphone: 'your voice, turned into words',
        camera: 'a picture a second, until you end it',
        screen: 'the same, of this screen',
        'system-sound': 'what other programs play',
      },
      kept: 'Nothing is recorded. Nothing leaves this computer.',
      kill: 'turns it all off, anywhere.',
      noKill: '“Everything off” is under the pause button and in the tray.',
    },
    models: {
      title: 'Ears and a voice',
      ready: 'They are here already.',
      busy: 'You need not wait: typing works meanwhile.',
    },
    microphone: {
      title: 'Can it hear you?',
      off: 'Turn the microphone on, then say a few words.',
      turnOn: 'Turn the microphone on',
      starting: 'Opening the microphone…',
      quiet: 'Say a few words. The bar above moves while you speak.',
      heard: 'It hears you.',
      failed: 'That did not work; the reason is above. You can go on and type.',
      echo: 'Does it hear itself?',
      echoHint: 'Beside speaks for six seconds and listens whether it comes back. Keep quiet meanwhile.',
      check: 'Check for echo',
      checkAgain: 'Check again',
      verdicts: {
        unknown: '',
        checking: 'Checking. Please keep quiet…',
        clean: 'No. You can talk over it at any time.',
        some: 'A little. It may lower its voice now and then; headphones or less volume help.',
        'takes-turns': 'This microphone cannot tell you from Beside, so it takes turns. A headset helps.',
        disturbed: 'That was cut short. Please try again.',
      },
      later: 'This comes once the voice is here.',
    },
    talk: {
      title: 'Say something',
      voice: 'Ask aloud or type. For instance:',
      typed: 'Type something. For instance:',
      answered: 'That is all there is to it. It stays here and listens when you let it.',
    },
  },

  pause: {
    open: 'Pause',
    lengths: {
      '15-minutes': 'Pause for 15 minutes',
      '1-hour': 'Pause for 1 hour',
      tomorrow: 'Pause until tomorrow',
    },
    kill: 'Everything off',
    killBy: (key: string) => `Everything off (${key})`,
    until: (time: string) => `Paused until ${time}. Press the switch to go on.`,
  },

  duplex: {
    'no-echo-cancellation':
      'Takes turns: this microphone cannot tell your voice from Beside’s, so it cannot hear you while it speaks. Press Esc to stop it.',
    'no-output':
      'No sound output: answers are shown here, not spoken. Connect speakers or headphones and Beside speaks again.',
  },

  late: (missed: number, of: number) => `Running late: ${missed} of the last ${of} moments missed.`,

  host: {
    retry: 'Try again',
    starting: 'Getting the voice engine ready. You can type already.',
    restarting: 'The voice engine stopped and is starting again. You can go on typing.',
    failed: 'The voice engine could not be started. Typing still works.',
  },

  lines: {
    label: 'Conversation',
    you: 'You',
    beside: 'Beside',
    spoken: 'spoken',
    typed: 'typed',
    hearing: 'hearing…',
    waiting: 'about to say',
    speaking: 'speaking',
    shown: 'shown, not spoken',
    due: 'it was time',
    inPart: 'spoken in part',
    stoppedHere: 'stopped here',
    toNewest: 'Newest',
    announce: (text: string) => `Beside: ${text}`,
    announceCut: (heard: string) => `Beside, stopped here: ${heard}`,
  },

  cues: {
    label: 'What Beside will say by itself',
    end: (name: string) => `End: ${name}`,
    every: (length: string) => `every ${length}`,
    afterSilence: (length: string) => `after ${length} of silence`,
    /** 0 Sunday … 6 Saturday. */
    onDays: (weekdays: readonly number[], time: string) => `${daysText(weekdays)}, ${time}`,
    inTime: (length: string) => `in ${length}`,
    tomorrow: (time: string) => `tomorrow, ${time}`,
    inDays: (days: number, time: string) => `in ${days} days, ${time}`,
  },

  empty: {
    title: 'What can I do for you?',
    hint: 'Ask something, or try one of these.',
    examples: ['What time is it?', 'What is 17 times 23?', 'Remind me in 10 minutes to stretch.'],
  },

  input: {
    label: 'Your line to Beside',
    placeholder: 'Type to Beside',
    send: 'Send',
    stop: 'Stop',
  },

  tray: {
    absent: (killKey: string | null) =>
      killKey === null
        ? 'No tray on this desktop: everything is here on the overlay.'
        : `No tray on this desktop: everything is here on the overlay, and ${killKey} turns everything off.`,
  },

  notices: {
    label: 'Notices',
    level: { info: 'Note', warning: 'Warning', error: 'Problem' },
    dismiss: (message: string) => `Dismiss: ${message}`,
  },

  packs: {
    title: 'Give Beside ears and a voice',
    hint: 'Fetched once, then it all runs on this computer. Typing works meanwhile.',
    titleFault: 'The download needs you',
    titleFetching: 'Fetching',
    licence: (licences: readonly string[]) => licences.join(', '),
    megabytes: (bytes: number) => `${megabytes(bytes)} MB`,
    download: (bytes: number) => `Download ${megabytes(bytes)} MB`,
    retry: 'Try again',
    import: 'Import from folder…',
    importing: 'Importing…',
    cancel: 'Cancel',
    progress: (percent: number, done: number, total: number) =>
      `${percent} % · ${megabytes(done)} of ${megabytes(total)} MB`,
    showDetails: 'What is fetched',
    hideDetails: 'Hide details',
  },

  voice: {
    title: 'Voice',
    open: 'Voice…',
    close: 'Close the choice of voice',
    plain: 'Plain',
    plainHint: 'speaks at once, on any computer',
    natural: 'Natural',
    naturalHint: 'where this computer is fast enough',
    names: {
      rms: 'Rms, a man',
      slt: 'Slt, a woman',
      awb: 'Awb, a Scottish man',
      kal16: 'Kal, a machine',
      af_heart: 'Heart, a woman',
      af_bella: 'Bella, a woman',
      am_michael: 'Michael, a man',
      bf_emma: 'Emma, a British woman',
    },
    offer: (bytes: number, licences: readonly string[]) =>
      `The natural voices (Kokoro) are fetched once: ${megabytes(bytes)} MB, ${licences.join(', ')}. Until then a plain one speaks.`,
    fetch: (bytes: number) => `Fetch ${megabytes(bytes)} MB`,
    fetching: 'The natural voices are being fetched. Until then a plain one speaks.',
    tryAgain: 'Try again',
    states: {
      'not-wanted': 'The natural voices (Kokoro) are here.',
      'no-pack': 'The natural voices are not here. A plain one speaks.',
      measuring:
        'Trying whether this computer is fast enough. It takes about a minute; a plain voice speaks meanwhile.',
      speaks: 'The natural voice speaks.',
      refused: 'This computer is not fast enough for it at present. A plain voice speaks.',
    },
  },

  theme: {
    label: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },
  quit: 'Quit Beside',
} as const;

/** Decimal megabytes: whole ones from 10 on, one decimal below. */
function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  return value >= 10 || value === 0 ? String(Math.round(value)) : value.toFixed(1);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const WEEKDAYS_ALONE = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
] as const;

/** "daily", "weekdays", "Mondays", "Mon, Thu" */
function daysText(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return 'daily';
  if (weekdays.length === 5 && !weekdays.includes(0) && !weekdays.includes(6)) return 'weekdays';
  const [first] = weekdays;
  if (weekdays.length === 1 && first !== undefined) return WEEKDAYS_ALONE[first] ?? '';
  return weekdays.map((day) => WEEKDAYS[day] ?? '').join(', ');
}
