import { figure, table, type Cell } from '../../bench/support/report.ts';
import { stageNames } from '../../bench/support/stages.ts';
import { comparedPart, differenceMs, type Compared, type Pair } from './compare.ts';
import type { Latencies } from './latencies.ts';
import type { Course } from './timed.ts';

/** What a calibration prints. */

const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

export function scenesTable(pairs: readonly Pair[]): string {
  const side = ({ panel, electron }: Pair, latency: keyof Latencies): readonly Cell[] => [
    figure(panel[latency]),
    figure(electron[latency]),
    figure(less(panel[latency], electron[latency])),
  ];
  return table(
    ['scene', 'answer: panel', 'Electron', 'difference', 'stop: panel', 'Electron', 'difference'],
    pairs.map((pair) => [pair.scene.id, ...side(pair, 'answerMs'), ...side(pair, 'stopMs')]),
  );
}

const HEAD = ['N', 'panel p50 / p90', 'Electron p50 / p90', 'p50: panel less Electron'] as const;

function cells(one: Compared): readonly Cell[] {
  const both = (of: Compared['panel']): string => `${figure(of?.p50Ms)} / ${figure(of?.p90Ms)}`;
  return [one.n, both(one.panel), both(one.electron), figure(differenceMs(one))];
}

export const verdictTable = (latencies: Readonly<Record<keyof Latencies, Compared>>): string =>
  table(
    ['latency', ...HEAD],
    [
      ["answer, from the turn's end", ...cells(latencies.answerMs)],
      ["stop, from the interruption's start", ...cells(latencies.stopMs)],
    ],
  );

const ENDS = {
  noticed: 'end of the turn, until voice activity takes it for that',
  sounded: "player's first report, until the first audible sample",
} as const satisfies Partial<Record<keyof Course, string>>;

/** Which part of the panel's clock is off. */
export const coursesTable = (pairs: readonly Pair[]): string =>
  table(
    ['part', ...HEAD],
    [
      ...stageNames.map((name) => [name, ...cells(comparedPart(pairs, name))]),
      ...(['noticed', 'sounded'] as const).map((end) => [ENDS[end], ...cells(comparedPart(pairs, end))]),
    ],
  );
