import {
  aims,
  ENOUGH,
  type LineOutcome,
  type LineProgress,
  type SelfTest,
  type SelfTestFigures,
  type SelfTestLine,
  type Spread,
} from '../../shared/self-test.ts';
import type { LineResult } from './self-test-run.ts';

/** The words of the self-test. */
export const selfTestPhrases = {
  title: 'How well does this work here?',
  open: 'Self-test…',
  close: 'Close the self-test',
  hint: 'From what happened here in the last hour. Nothing is stored or sent.',
  hintOfTest: 'From this test.',
  reading: 'Reading the log…',
  failed: 'The log could not be read. Please try again.',
  again: 'Measure again',
  start: 'Start the test',
  startAgain: 'Start again',
  startHint: 'Read six short lines aloud. It takes about two minutes.',
  micOff: 'The microphone is off. The test needs your voice.',
  turnOn: 'Turn the microphone on',
  starting: 'Waiting for the microphone…',
  notAble: 'Beside cannot hear and speak yet. Close this: what it needs is offered below the switches.',
  takesTurns: 'Beside takes turns here: what is said over its voice is not heard.',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  cancel: 'Cancel',
  skip: 'Skip this line',
  step: (at: number, of: number) => `Line ${at} of ${of}`,
  figures: 'What was measured',
  setup: 'Measured with',
  results: 'The lines',
  noMicrophone: 'none open',
  skipped: 'skipped',
  marks: { good: 'done', bad: 'not as it should be', skipped: 'skipped', now: 'now', next: 'to come' },
  over: 'while Beside answers, say',

  lines: {
    question: { tests: 'An ordinary question', say: 'What time is it?', spokenOver: null, how: null },
    pause: {
      tests: 'A pause in the middle',
      say: 'What is seventeen times … twenty-three?',
      spokenOver: null,
      how: 'Wait about a second at the dots.',
    },
    nod: {
      tests: 'A sign that you listen',
      say: 'Tell me a story.',
      spokenOver: 'Mm-hm.',
      how: 'Beside should go on speaking.',
    },
    interrupt: {
      tests: 'Taking the floor',
      say: 'Tell me a story.',
      spokenOver: 'Stop. What day is it?',
      how: 'Beside should fall silent and answer.',
    },
    correction: {
      tests: 'A change of mind',
      say: 'What is five plus, no, six plus seven?',
      spokenOver: null,
      how: null,
    },
    long: {
      tests: 'A long sentence',
      say: 'I have two boxes with twelve eggs in each of them, and I would like to know what two times twelve is.',
      spokenOver: null,
      how: null,
    },
  } satisfies Record<SelfTestLine, LineWords>,

  progress: {
    waiting: 'Waiting for your voice…',
    heard: 'Heard you…',
    answering: 'Beside is speaking…',
    again: '',
    done: '',
  } satisfies Record<LineProgress['state'], string>,

  outcomes: {
    answered: 'answered',
    'let-finish': 'let you finish',
    'cut-off': 'began before you had finished',
    'gave-way': 'fell silent for you',
    'went-on': 'went on speaking',
    'no-pause': 'No pause was heard. Please say it once more and wait at the dots.',
    'not-made-out': 'Beside could not make out the words. Please say it once more.',
    'nothing-over':
      'Nothing was heard while Beside spoke. Please ask once more and speak while it does, or skip this.',
  } satisfies Record<LineOutcome, string>,

  none: 'nothing measured yet',
  few: 'too few to judge',
  means: 'What these mean',
} as const;

interface LineWords {
  /** What it shows. */
  readonly tests: string;
  readonly say: string;
  /** To be said over Beside's answer. */
  readonly spokenOver: string | null;
  readonly how: string | null;
}

/** Whether it came out as a person would want it. */
export function isWanted(line: SelfTestLine, outcome: LineOutcome): boolean {
  if (line === 'nod') return outcome === 'went-on';
  return outcome === 'answered' || outcome === 'let-finish' || outcome === 'gave-way';
}

/** What a line tests, and what became of it. */
export const resultText = ({ line, outcome }: LineResult): readonly [string, string] => [
  selfTestPhrases.lines[line].tests,
  outcome === null ? selfTestPhrases.skipped : selfTestPhrases.outcomes[outcome],
];

type FigureId = 'latency' | 'cut-offs' | 'silence' | 'stopped' | 'ducks' | 'not-made-out' | 'late';

/** A figure as it is shown: what it is, the number, out of how many, and what to make of it. */
export interface ShownFigure {
  readonly id: FigureId;
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** `unknown`: too little to say, or nothing to hold it against. */
  readonly judged: 'good' | 'not-good' | 'unknown';
  readonly verdict: string;
}

export function shownFigures(figures: SelfTestFigures): readonly ShownFigure[] {
  const { answers, falseCutOffs, said, stopped, ducks, notMadeOut, cells } = figures;
  const minutes = figures.saidMs / 60_000;
  return [
    spread('latency', 'Until it answers', figures.latency, aims.latencyP50Ms, ['answer', 'answers']),
    share('cut-offs', 'Began before you finished', falseCutOffs, answers),
    spread('silence', 'Silent when talked over', figures.silence, aims.silenceP50Ms, ['time', 'times']),
    said === 0
      ? nothing('stopped', 'Stopped by you')
      : {
          ...nothing('stopped', 'Stopped by you'),
          value: `${stopped.byVoice + stopped.byHand} of ${said}`,
          note: `${stopped.byVoice} by voice, ${stopped.byHand} by hand`,
        },
    minutes === 0
      ? nothing('ducks', 'Lowered for nothing')
      : {
          ...nothing('ducks', 'Lowered for nothing'),
          value: `${Math.round(ducks.undoneMs / minutes)} ms a minute`,
          note: `lowered ${counted(ducks.count, ['time', 'times'])} in ${seconds(figures.saidMs, 0)} s of speaking`,
        },
    share('not-made-out', 'Could not make out', notMadeOut, answers + notMadeOut),
    share('late', 'Moments that came late', cells.missed, cells.ran + cells.missed),
  ];
}

function nothing(id: FigureId, name: string): ShownFigure {
  return { id, name, value: selfTestPhrases.none, note: '', judged: 'unknown', verdict: '' };
}

type Noun = readonly [one: string, more: string];
const counted = (n: number, [one, more]: Noun): string => `${n} ${n === 1 ? one : more}`;

function spread(
  id: FigureId,
  name: string,
  { n, p50Ms, p95Ms }: Spread,
  aimMs: number,
  noun: Noun,
): ShownFigure {
  if (p50Ms === null || p95Ms === null) return nothing(id, name);
  const shown = { ...nothing(id, name), value: `${seconds(p50Ms)} s` };
  const aim = `aim ${seconds(aimMs)} s`;
  if (n < ENOUGH) return { ...shown, note: `${counted(n, noun)}, ${selfTestPhrases.few} · ${aim}` };
  const good = p50Ms <= aimMs;
  return {
    ...shown,
    note: `half of ${counted(n, noun)}; one in twenty over ${seconds(p95Ms)} s · ${aim}`,
    judged: good ? 'good' : 'not-good',
    verdict: good ? 'good' : 'slower than aimed',
  };
}

/** None is good; what more than none means is the person's to say. */
function share(id: FigureId, name: string, count: number, all: number): ShownFigure {
  if (all === 0) return nothing(id, name);
  const shown = { ...nothing(id, name), value: `${count} of ${all}` };
  if (all < ENOUGH) return { ...shown, note: selfTestPhrases.few };
  return {
    ...shown,
    judged: count === 0 ? 'good' : 'not-good',
    verdict: count === 0 ? 'good' : percent(count / all),
  };
}

const seconds = (ms: number, digits = 2): string => (ms / 1000).toFixed(digits);
const percent = (part: number): string => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} %`;

/** What each figure means, for who wants to know. */
export const definitions = {
  latency: 'From your last sound to the first of the answer. What the loudspeaker adds is not in it.',
  'cut-offs':
    'It answered within 2.5 s of your last sound; you went on within 1.5 s of its first, for 0.4 s or longer, and it fell silent for that.',
  silence: 'From your first sound over its voice to its silence, where you stopped it.',
  stopped: 'By talking over it, by the stop button, or by typing.',
  ducks: 'For a sound over it that was nothing; per minute of its speaking.',
  'not-made-out': 'You said something and it had to own up that it did not catch it.',
  late: 'It decides five times a second; these it missed.',
} as const satisfies Record<ShownFigure['id'], string>;

/** Who hears, decides and speaks, and on what. */
export function shownSetup(
  { setup }: SelfTest,
  microphone: string,
  voice: string,
): readonly [string, string][] {
  const run = (wanted: readonly string[]): string =>
    setup.lanes
      .filter(({ lane }) => wanted.includes(lane))
      .map(({ model, provider }) => `${model}${provider === null ? '' : ` (${provider})`}`)
      .join(', ') || 'none';
  return [
    ['Microphone', microphone],
    ['Recogniser', run(['hear-fast', 'hear-final'])],
    ['Voice', `${voice}, ${run(['speak', 'speak-natural'])}`],
    ['Decides', setup.policy],
    [
      'Computer',
      `${setup.cores} × ${setup.processor}, ${Math.round(setup.memoryBytes / 2 ** 30)} GB, ${setup.system}`,
    ],
  ];
}

/** The same as text, to be pasted somewhere. No word that was said is in it. */
export function asText(parts: {
  readonly version: string;
  readonly figures: SelfTestFigures;
  readonly setup: readonly (readonly [string, string])[];
  readonly results: readonly (readonly [string, string])[];
}): string {
  const minutes = Math.max(1, Math.round(parts.figures.coveredMs / 60_000));
  const shown = shownFigures(parts.figures).map(
    ({ name, value, note, verdict }) =>
      `${name}: ${[value, note, verdict].filter((one) => one !== '').join(' · ')}`,
  );
  return [
    `Beside ${parts.version}, self-test over ${minutes} min`,
    '',
    ...shown,
    ...(parts.results.length > 0 ? ['', ...parts.results.map(([name, what]) => `${name}: ${what}`)] : []),
    '',
    ...parts.setup.map(([name, what]) => `${name}: ${what}`),
    '',
  ].join('\n');
}
