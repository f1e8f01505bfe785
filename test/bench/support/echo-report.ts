import { CAUGHT_WITHIN_MS, type JudgedOvertalk } from './overtalk.ts';
import { figure, print, table } from './report.ts';
import { quantile } from './statistics.ts';

/** What came of one level of echo. */
export interface Level {
  readonly wantedDb: number;
  readonly measuredDb: number;
  readonly echoCancelled: boolean;
  readonly spokeMs: number;
  readonly answers: number;
  readonly cutOff: number;
  readonly userLines: number;
  readonly stops: number;
  /** Answers that were ended though nobody spoke, and lines that nobody said. */
  readonly triggers: readonly string[];
  readonly duckedMs: number | null;
  readonly orderedMs: number;
  readonly unaligned: number;
  readonly interrupted: readonly JudgedOvertalk[];
  readonly murmured: readonly JudgedOvertalk[];
  readonly slipMs: number;
  readonly missed: number;
}

const known = (numbers: readonly (number | null)[]): number[] => numbers.filter((one) => one !== null);
const halves = (numbers: readonly (number | null)[]): string => {
  const all = known(numbers);
  return `${figure(quantile(all, 0.5))} / ${figure(quantile(all, 0.95))} (N=${all.length})`;
};
const perMinute = (amountMs: number | null, spokeMs: number): string =>
  amountMs === null ? '–' : figure((amountMs * 60_000) / spokeMs);

function aloneRow(level: Level): (string | number)[] {
  return [
    `${level.wantedDb} dB`,
    `${figure(level.measuredDb, 1)} dB`,
    level.echoCancelled ? 'yes' : 'NO',
    `${figure(level.spokeMs / 1000)} s in ${level.answers} answers`,
    level.cutOff,
    level.userLines,
    level.stops,
    perMinute(level.duckedMs, level.spokeMs) +
      (level.unaligned > 0 ? ` (${level.unaligned} not aligned)` : ''),
    perMinute(level.orderedMs, level.spokeMs),
    level.missed,
    figure(level.slipMs),
  ];
}

/** A drop together with the stop is no duck before it. */
const duckOnset = ({ dropMs, stopMs }: JudgedOvertalk): number | null =>
  dropMs !== null && (stopMs === null || dropMs < stopMs - 60) ? dropMs : null;

function interruptedRow(name: string, trials: readonly JudgedOvertalk[]): string[] {
  return [
    name,
    `${trials.filter(({ caught }) => caught).length} of ${trials.length}`,
    halves(trials.map(({ duckOrderMs }) => duckOrderMs)),
    halves(trials.map(duckOnset)),
    halves(trials.map(({ dropMs }) => dropMs)),
    halves(trials.map(({ stopMs }) => stopMs)),
  ];
}

function murmuredRow(name: string, trials: readonly JudgedOvertalk[]): string[] {
  return [
    name,
    `${trials.filter(({ stopped }) => stopped).length} of ${trials.length}`,
    halves(trials.map(({ duckedMs }) => duckedMs)),
  ];
}

export function reportEcho(levels: readonly Level[]): void {
  const totalMs = levels.reduce((sum, { spokeMs }) => sum + spokeMs, 0);
  const triggers = levels.flatMap((one) => one.triggers.map((what) => `${one.wantedDb} dB: ${what}`));
  print(
    `\nBeside speaks, nobody else does: ${triggers.length} self-triggers in ${figure(totalMs / 60_000, 1)} minutes of own voice${triggers.length > 0 ? ` (${triggers.join('; ')})` : ''}.\n`,
  );
  print(
    table(
      [
        'echo wanted',
        'measured',
        'echo canceller',
        'own voice',
        'answers cut off',
        'lines taken for the person’s',
        'stops',
        'wrongly ducked or waiting in the room, ms a minute',
        'ordered by main, ms a minute',
        'cells missed',
        'slip, ms',
      ],
      levels.map(aloneRow),
    ),
  );
  print(
    `\nPeople interrupt (recordings of 2–4 s, different speakers and levels). Caught: silent in the room within ${CAUGHT_WITHIN_MS} ms of the first voiced sample. p50 / p95 in ms from that sample.\n`,
  );
  print(
    table(
      [
        'echo',
        'caught',
        'duck ordered by main',
        'duck in the room',
        'first fall by 6 dB, duck or stop',
        'final stop',
      ],
      [
        ...levels.map((one) => interruptedRow(`${one.wantedDb} dB`, one.interrupted)),
        interruptedRow(
          'all',
          levels.flatMap(({ interrupted }) => interrupted),
        ),
      ],
    ),
  );
  print('\nSigns of listening ("mm-hm", "yeah"): a stop is wrong.\n');
  print(
    table(
      ['echo', 'wrongly stopped', 'ducked or waiting, ms each: p50 / p95'],
      [
        ...levels.map((one) => murmuredRow(`${one.wantedDb} dB`, one.murmured)),
        murmuredRow(
          'all',
          levels.flatMap(({ murmured }) => murmured),
        ),
      ],
    ),
  );
  print(
    '\nLevels of Beside’s voice are read from the speaker’s recording against the signal as it was synthesised, in 20 ms windows.',
  );
}
