import { selfTestLines, type LineOutcome, type SelfTest, type SelfTestLine } from '../../shared/self-test.ts';

/** Where the person is in the guided test. Pure; times are main's. */

export interface LineResult {
  readonly line: SelfTestLine;
  /** Null: skipped. */
  readonly outcome: LineOutcome | null;
}

export type SelfTestRun =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'line';
      readonly sinceMs: number;
      readonly line: SelfTestLine;
      readonly lineSinceMs: number;
      readonly results: readonly LineResult[];
    }
  | { readonly phase: 'over'; readonly sinceMs: number; readonly results: readonly LineResult[] };

export const idle: SelfTestRun = { phase: 'idle' };

export const begin = (nowMs: number): SelfTestRun => ({
  phase: 'line',
  sinceMs: nowMs,
  line: selfTestLines[0],
  lineSinceMs: nowMs,
  results: [],
});

/** What main has just read. `quiet`: nobody speaks, so that the next line begins in silence. */
export function advance(
  run: SelfTestRun,
  { line, nowMs }: Pick<SelfTest, 'line' | 'nowMs'>,
  quiet: boolean,
): SelfTestRun {
  if (run.phase !== 'line' || line?.state !== 'done' || line.outcome === null || !quiet) return run;
  return next(run, line.outcome, nowMs);
}

export const skip = (run: SelfTestRun, nowMs: number): SelfTestRun =>
  run.phase === 'line' ? next(run, null, nowMs) : run;

function next(
  run: Extract<SelfTestRun, { phase: 'line' }>,
  outcome: LineOutcome | null,
  nowMs: number,
): SelfTestRun {
  const results = [...run.results, { line: run.line, outcome }];
  const line = selfTestLines[results.length];
  const { sinceMs } = run;
  return line === undefined
    ? { phase: 'over', sinceMs, results }
    : { phase: 'line', sinceMs, line, lineSinceMs: nowMs, results };
}
