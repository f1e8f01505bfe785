import { bridged, type Outcome, type Voiced } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf, whether } from './gauge-of.ts';
import { isRight, marksOf, nextAddressedMs, type MarkOf } from './marks.ts';
import type { Metric } from './observation.ts';
import { heardText, inOrder, overlapMs, speakingAt, stretchesOf, utterancesOf } from './voice.ts';

/** Full-Duplex-Bench v1.5: what Beside does when something else sounds over its voice. */

const OVER = ['backchannel', 'tic', 'non-directed', 'noise'] as const;
const ALL = ['interruption', ...OVER] as const;
type Over = (typeof OVER)[number];
type Any = (typeof ALL)[number];

const PERSON_GAP_MS = 600;
const BESIDE_GAP_MS = 500;
/** What stops later than this after the overlap stopped for another reason. */
const GOES_ON_MS = 1000;

/** Of each end the shortest: two stretches that end as one are one stop. */
function shortestPer(spans: readonly Voiced[], key: (span: Voiced) => number): readonly Voiced[] {
  return spans.filter(
    (span) => !spans.some((other) => key(other) === key(span) && other.fromMs > span.fromMs),
  );
}

function intervals(scene: Scene, outcome: Outcome, family: Any) {
  const person = bridged(inOrder(marksOf(scene, 'turn', ...ALL)), PERSON_GAP_MS);
  const beside = bridged(outcome.voiced, BESIDE_GAP_MS);
  const stops = person.flatMap((a) =>
    beside
      .filter((b) => overlapMs(a, b) > 0)
      .map((b) => ({ fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) })),
  );
  const gaps = person.flatMap(({ toMs }) => {
    const next = beside.find(({ fromMs }) => fromMs > toMs);
    return next ? [{ fromMs: toMs, toMs: next.fromMs }] : [];
  });
  const lengths = (spans: readonly Voiced[]): readonly number[] =>
    shortestPer(spans, ({ toMs }) => toMs).map(({ fromMs, toMs }) => toMs - fromMs);
  return [
    ...lengths(stops).map((value) => ({ metric: `overlap-stop-${family}` as const, value })),
    ...lengths(gaps).map((value) => ({ metric: `overlap-response-${family}` as const, value })),
  ];
}

/** Whether an answer to it begins before the next thing that is said to Beside is over. */
function responded(scene: Scene, outcome: Outcome, mark: MarkOf<'interruption'>): boolean {
  const untilMs = nextAddressedMs(scene, mark.fromMs);
  return utterancesOf(outcome).some(
    ({ spoken, fromMs }) =>
      spoken.because === 'answer' &&
      fromMs >= mark.fromMs &&
      fromMs <= untilMs &&
      isRight(heardText(spoken), mark.answer),
  );
}

/** Null: Beside did not talk, and there was nothing to go on with. */
function resumed(outcome: Outcome, mark: Voiced): boolean | null {
  const talk = speakingAt(stretchesOf(outcome), mark.fromMs);
  const utterance = talk && utterancesOf(outcome).find(({ spoken }) => spoken === talk.of);
  if (!utterance) return null;
  return !utterance.spoken.cutOff || utterance.toMs > mark.toMs + GOES_ON_MS;
}

const labels = {
  respond: (scene: Scene, outcome: Outcome) =>
    marksOf(scene, 'interruption')
      .filter(({ fromMs }) => speakingAt(stretchesOf(outcome), fromMs))
      .map((mark) => whether('overlap-respond', responded(scene, outcome, mark))),
  resume: (scene: Scene, outcome: Outcome, kind: Over) =>
    marksOf(scene, kind).flatMap((mark) => {
      const goesOn = resumed(outcome, mark);
      return goesOn === null ? [] : [whether(`overlap-resume-${kind}` as const, goesOn)];
    }),
};

const metricsOfAny = (family: Any) =>
  [
    {
      name: `overlap-stop-${family}`,
      kind: 'ms',
      better: 'lower',
      definition: `Full-Duplex-Bench v1.5 stop interval, scenes of the family ${family}: how long the person's side and Beside's voice sound at once, gaps of the one up to 600 ms and of the other up to 500 ms bridged; the shortest of each end. Alone it favours who stops for everything: read it with overlap-respond and the overlap-resume rates. Ours: stretches from the scene's marks, not from a detector; a turn's pauses are voiced.`,
    },
    {
      name: `overlap-response-${family}`,
      kind: 'ms',
      better: 'lower',
      definition: `Full-Duplex-Bench v1.5 response interval, scenes of the family ${family}: from the end of a stretch of the person's side to where Beside's voice next sets in, gaps bridged as for overlap-stop; the shortest of each onset. None where it talks through it.`,
    },
  ] as const satisfies readonly Metric[];

const metricsOfOver = (kind: Over) =>
  [
    {
      name: `overlap-resume-${kind}`,
      kind: 'rate',
      better: 'higher',
      definition: `Full-Duplex-Bench v1.5 desired label RESUME: ${kind} marks that start over Beside's voice after which the same utterance comes to its own end, or goes on to be heard later than 1 s after the mark. Ours: read off what was played, no judge.`,
    },
  ] as const satisfies readonly Metric[];

export const overlap = gaugeOf(
  [
    ...ALL.flatMap(metricsOfAny),
    {
      name: 'overlap-respond',
      kind: 'rate',
      better: 'higher',
      definition:
        "Full-Duplex-Bench v1.5 desired label RESPOND: interruptions that start over Beside's voice after whose start, and before the next thing that is said to it, an answer begins that has one of the scene's right answers in what was played of it. Ours: read off the text, no judge; the first new segment need not be it.",
    },
    ...OVER.flatMap(metricsOfOver),
  ],
  (scene, outcome) => {
    const family = ALL.find((one) => one === scene.family);
    return [
      ...(family ? intervals(scene, outcome, family) : []),
      ...labels.respond(scene, outcome),
      ...OVER.flatMap((kind) => labels.resume(scene, outcome, kind)),
    ];
  },
);
