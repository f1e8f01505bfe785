import { metricNamed } from '../metrics/gauges.ts';
import type { Metric } from '../metrics/observation.ts';
import { difference, figure, type Difference, type Run } from './run.ts';
import { matchedDifference, sweepsOf, thresholdOf, type Sweep, type Trade } from './sweep.ts';

/** Cut-offs at which latencies are compared. */
export const MATCHED = [0.02, 0.05, 0.1] as const;
/** The one that decides. */
const DECIDES = 0.05;

/** The end of a turn: how long until an answer, at how many cut-offs. */
export const endOfTurnTrade = (): Trade => ({
  errors: metricNamed('false-cut-off'),
  latency: metricNamed('end-latency'),
  missed: metricNamed('turn-missed'),
});

/** What quickness may not be paid with. All of them count for each scene, turn or mark. */
const GUARDS = [
  'act-rate',
  'restraint-rate',
  'response-rate',
  'turn-missed',
  'agent-interruptions',
  'yield-rate',
  'yield-for-good-rate',
  'selectivity-backchannel',
  'selectivity-tic',
  'selectivity-non-directed',
  'due-passed',
  'words-lost',
] as const;

/** By so much a policy may be worse; that it is not by more has to be shown, not only not refuted. */
const MARGIN = 0.1;

export interface Compared {
  readonly against: string;
  /** Latency at matched cut-offs, of both over all their thresholds; null where neither gets so few. */
  readonly matched: readonly { readonly cutOffs: number; readonly apart: Difference | null }[];
  /** The chosen one alone, where it cuts off as few as decides, against the other over its thresholds. */
  readonly decides: Difference | null;
}

export interface Guarded {
  readonly metric: Metric;
  readonly apart: Difference | null;
  readonly held: boolean;
}

export interface Verdict {
  readonly candidate: string;
  readonly against: string;
  readonly compared: readonly Compared[];
  readonly guarded: readonly Guarded[];
  /** Quicker than every baseline at 5 % cut-offs, and in nothing worse than the one that Beside ships with. */
  readonly better: boolean;
}

const losers = ['never-speaks', 'always-speaks'] as const;

const isBaseline = ({ name }: Sweep, candidate: string): boolean =>
  name !== candidate && !name.startsWith('fault') && !losers.some((loser) => loser === name);

/** `chosen` is what people would have; its other thresholds are there for the table, and win nothing for it. */
export function verdictOn(chosen: Run, runs: readonly Run[], shipped: Run): Verdict {
  const { sweep: candidate } = thresholdOf(chosen.contestant);
  const sweeps = sweepsOf(runs);
  const own = sweeps.find(({ name }) => name === candidate);
  if (!own) throw new Error(`${chosen.contestant} was not played`);
  const compared = sweeps
    .filter((sweep) => isBaseline(sweep, candidate))
    .map((sweep) => comparedWith(own, chosen, sweep));
  const guarded = GUARDS.map((name) => guardedIn(metricNamed(name), chosen, shipped));
  // Who was not swept far enough is no one to be better than.
  const quicker = compared.every(
    ({ decides }) => decides?.verdict === 'better' && Number.isFinite(decides.value),
  );
  const better = compared.length > 0 && quicker && guarded.every(({ held }) => held);
  return { candidate: chosen.contestant, against: shipped.contestant, compared, guarded, better };
}

function comparedWith(own: Sweep, chosen: Run, other: Sweep): Compared {
  const trade = endOfTurnTrade();
  return {
    against: other.name,
    matched: MATCHED.map((cutOffs) => ({ cutOffs, apart: matchedDifference(own, other, trade, cutOffs) })),
    decides: matchedDifference({ name: chosen.contestant, runs: [chosen] }, other, trade, DECIDES),
  };
}

/** Where the shipped one has nothing to show, there is nothing to lose. */
function guardedIn(metric: Metric, chosen: Run, shipped: Run): Guarded {
  const apart = difference(chosen, shipped, metric);
  if (!apart) return { metric, apart, held: figure(shipped, metric) === null };
  const { interval } = apart;
  const held =
    interval !== null && (metric.better === 'higher' ? interval.low >= -MARGIN : interval.high <= MARGIN);
  return { metric, apart, held };
}
