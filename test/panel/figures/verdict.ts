import { metricNamed } from '../metrics/gauges.ts';
import type { Metric } from '../metrics/observation.ts';
import { difference, type Difference, type Run } from './run.ts';
import { matchedDifference, sweepsOf, type Sweep, type Trade } from './sweep.ts';

/** Cut-offs at which latencies are compared. */
export const MATCHED = [0.02, 0.05, 0.1] as const;
/** The one that decides. */
const DECIDES = 0.05;

/** The end of a turn: how long until an answer, at how many cut-offs. */
export const endOfTurnTrade = (): Trade => ({
  errors: metricNamed('false-cut-off'),
  latency: metricNamed('end-latency'),
});

/** What a better policy may not be worse in. */
const GUARDS = [
  'act-rate',
  'restraint-rate',
  'turn-missed',
  'yield-rate',
  'yield-for-good-rate',
  'selectivity-backchannel',
  'selectivity-tic',
  'selectivity-non-directed',
  'due-passed',
  'words-lost',
] as const;

export interface Compared {
  readonly against: string;
  /** Latency at matched cut-offs; null where neither gets so few. */
  readonly matched: readonly { readonly cutOffs: number; readonly apart: Difference | null }[];
}

export interface Guarded {
  readonly metric: Metric;
  readonly against: string;
  readonly apart: Difference | null;
}

export interface Verdict {
  readonly candidate: string;
  readonly compared: readonly Compared[];
  readonly guarded: readonly Guarded[];
  /** Quicker than every baseline at 5 % cut-offs, and in nothing worse than the one that Beside ships with. */
  readonly better: boolean;
}

const losers = ['never-speaks', 'always-speaks'] as const;

const isBaseline = ({ name }: Sweep, candidate: string): boolean =>
  name !== candidate && !name.startsWith('fault') && !losers.some((loser) => loser === name);

/** A sweep that was played, against the others that were. `chosen` is the run of each that people would have. */
export function verdictOn(candidate: string, runs: readonly Run[], shipped: Run, chosen: Run): Verdict {
  const sweeps = sweepsOf(runs);
  const own = sweeps.find(({ name }) => name === candidate);
  if (!own) throw new Error(`${candidate} was not played`);
  const compared = sweeps
    .filter((sweep) => isBaseline(sweep, candidate))
    .map((sweep) => ({
      against: sweep.name,
      matched: MATCHED.map((cutOffs) => ({
        cutOffs,
        apart: matchedDifference(own, sweep, endOfTurnTrade(), cutOffs),
      })),
    }));
  const guarded = GUARDS.map((name) => ({
    metric: metricNamed(name),
    against: shipped.contestant,
    apart: difference(chosen, shipped, metricNamed(name)),
  }));
  const quicker = compared.every(({ matched }) =>
    matched.some(({ cutOffs, apart }) => cutOffs === DECIDES && apart?.verdict === 'better'),
  );
  const nothingWorse = guarded.every(({ apart }) => apart?.verdict !== 'worse');
  return { candidate, compared, guarded, better: compared.length > 0 && quicker && nothingWorse };
}
