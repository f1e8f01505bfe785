import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { marksOf, saysOneOf, type MarkOf } from './marks.ts';
import { heardText, utterancesOf, type Utterance } from './voice.ts';

/** TimeSpeak-mini: ours, after what is known of TML's TimeSpeak; not comparable with it. */

const EARLIEST_MS = 500;
const LATEST_MS = 1500;
/** A cue that comes later than this, or so much earlier, is not for that time. */
const CLAIM_MS = 2500;

const offMs = ({ fromMs }: Utterance, { dueMs }: MarkOf<'due'>): number => fromMs - dueMs;

/** The nearest time of those at which the cue's words are due. */
function claimedBy(cue: Utterance, due: readonly MarkOf<'due'>[]): MarkOf<'due'> | undefined {
  return due
    .filter((mark) => saysOneOf(heardText(cue.spoken), mark.words))
    .filter((mark) => Math.abs(offMs(cue, mark)) <= CLAIM_MS)
    .toSorted((a, b) => Math.abs(offMs(cue, a)) - Math.abs(offMs(cue, b)))[0];
}

const onTime = (cue: Utterance, mark: MarkOf<'due'>): boolean =>
  offMs(cue, mark) >= -EARLIEST_MS && offMs(cue, mark) <= LATEST_MS;

function observe(scene: Scene, outcome: Outcome) {
  const due = marksOf(scene, 'due');
  const cues = utterancesOf(outcome).filter(({ spoken }) => spoken.because === 'cue');
  const claims = cues.map((cue) => ({ cue, mark: claimedBy(cue, due) }));
  const stray = claims.filter(({ cue, mark }) => !mark && cue.fromMs <= scene.durationMs);
  return [
    ...due.flatMap((mark) => {
      const own = claims.filter((claim) => claim.mark === mark).map(({ cue }) => cue);
      const [first] = own;
      const offs = own.map((cue) => Math.abs(offMs(cue, mark)));
      const passes = first !== undefined && own.length === 1 && onTime(first, mark);
      return [
        whether('due-passed', passes),
        ...(first ? [{ metric: 'due-onset-error' as const, value: Math.min(...offs) }] : []),
      ];
    }),
    { metric: 'stray-cues' as const, value: stray.length, per: scene.durationMs / 60_000 },
  ];
}

export const time = gaugeOf(
  [
    {
      name: 'due-passed',
      kind: 'rate',
      better: 'higher',
      definition:
        "TimeSpeak-mini (ours, not TML's): due times at which exactly one cue claims them, its first voiced sample is from 500 ms before to 1.5 s after, and one of the words is in what was played of it. A cue claims the nearest time at which its words are due, up to 2.5 s off. Every repetition is its own.",
    },
    {
      name: 'due-onset-error',
      kind: 'ms',
      better: 'lower',
      definition:
        'How far the first voiced sample of a cue is from the time that it claims, early or late; the nearest one of several. Only of due times that are claimed: read it with due-passed.',
    },
    {
      name: 'stray-cues',
      kind: 'ratio',
      better: 'lower',
      definition:
        "Cues that claim no due time, with words that are not due or at another time, per minute of scene; all scenes. What is said after the scene's end is left out: its due times are not marked.",
    },
  ],
  observe,
);
