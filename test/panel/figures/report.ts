import { figure as digits, table, type Cell } from '../../bench/support/report.ts';
import { metricNamed } from '../metrics/gauges.ts';
import type { Metric } from '../metrics/observation.ts';
import type { Caught } from './faults.ts';
import { figure, type Difference, type Figure, type Run } from './run.ts';
import { matchedLatency, sweepsOf } from './sweep.ts';
import { endOfTurnTrade, MATCHED, type Verdict } from './verdict.ts';

/** The panel's tables, in Markdown. */

/** What a person would ask first. Everything else is in the JSON. */
const HEADLINES = [
  ['act-rate', 'restraint-rate', 'response-rate', 'response-latency', 'end-latency', 'turn-missed'],
  ['false-cut-off', 'false-cut-off-300', 'false-cut-off-600', 'pause-takeover', 'agent-interruptions'],
  [
    'yield-rate',
    'yield-for-good-rate',
    'yield-latency',
    'duck-onset',
    'final-stop',
    'overlap-respond',
    'words-lost',
  ],
  [
    'selectivity-backchannel',
    'selectivity-tic',
    'selectivity-non-directed',
    'selectivity-noise',
    'wrong-give-way',
    'self-triggers',
  ],
  ['due-passed', 'due-onset-error', 'word-errors', 'words-hallucinated'],
] as const;

/** A rate in per cent, ms and counts as they are. */
export function amount({ kind }: Metric, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (kind === 'rate') return `${digits(100 * value, 0)} %`;
  return kind === 'ms' ? `${digits(value)} ms` : digits(value, 1);
}

function cell(metric: Metric, found: Figure | null): Cell {
  if (!found) return '–';
  const { value, interval, n } = found;
  const between = interval
    ? ` (${amount(metric, interval.low).replace(/ .*/, '')}–${amount(metric, interval.high).replace(/ .*/, '')})`
    : '';
  return `${amount(metric, value)}${between}, N ${n}`;
}

/** A table for each group of headlines, a row for each contestant. */
export function headlineTables(runs: readonly Run[]): string {
  return HEADLINES.map((names) => {
    const metrics = names.map(metricNamed);
    return table(
      ['policy', ...names],
      runs.map((run) => [run.contestant, ...metrics.map((metric) => cell(metric, figure(run, metric)))]),
    );
  }).join('\n\n');
}

/** Latency of each sweep where it cuts off so many. */
export function matchedTable(runs: readonly Run[]): string {
  const sweeps = sweepsOf(runs).filter(({ runs: { length } }) => length > 1);
  const trade = endOfTurnTrade();
  return table(
    ['sweep', ...MATCHED.map((cutOffs) => `latency at ${100 * cutOffs} % cut-offs`)],
    sweeps.map((sweep) => [
      sweep.name,
      ...MATCHED.map((cutOffs) => {
        const { value, interval } = matchedLatency(sweep, trade, cutOffs);
        if (value === Number.POSITIVE_INFINITY) return 'never so few';
        return `${digits(value)} ms${interval ? ` (${digits(interval.low)}–${Number.isFinite(interval.high) ? digits(interval.high) : 'never'})` : ''}`;
      }),
    ]),
  );
}

/** An end of an interval that is infinite: one of the two never gets there. */
const end = (metric: Metric, value: number): string =>
  Number.isFinite(value) ? amount(metric, value) : value < 0 ? 'only here' : 'only there';

export function difference(metric: Metric, apart: Difference | null): string {
  if (!apart) return 'no figure';
  const { value, interval, verdict } = apart;
  const between = interval ? ` (${end(metric, interval.low)} to ${end(metric, interval.high)})` : '';
  return `${end(metric, value)}${between}: ${verdict}`;
}

export const faultsTable = (caught: readonly Caught[]): string =>
  table(
    ['planted fault', 'metric meant for it', 'apart from the sound one', ''],
    caught.map(({ fault, metric, apart, caught: is }) => [
      fault,
      metric,
      difference(metricNamed(metric), apart),
      is ? 'caught' : 'NOT CAUGHT',
    ]),
  );

export function verdictTables({ candidate, against, compared, guarded }: Verdict): string {
  const { latency } = endOfTurnTrade();
  return [
    table(
      [
        'against',
        ...MATCHED.map((cutOffs) => `latency at ${100 * cutOffs} % cut-offs, all thresholds`),
        `${candidate} alone, at 5 %`,
      ],
      compared.map((one) => [
        one.against,
        ...one.matched.map(({ apart }) => difference(latency, apart)),
        difference(latency, one.decides),
      ]),
    ),
    table(
      ['guard', `${candidate} less ${against}`, 'at most 0.1 worse'],
      guarded.map(({ metric, apart, held }) => [
        metric.name,
        difference(metric, apart),
        held ? 'shown' : 'NOT SHOWN',
      ]),
    ),
  ].join('\n\n');
}
