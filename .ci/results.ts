import fs from 'node:fs';
import path from 'node:path';

export interface SkippedTest {
  readonly name: string;
  readonly reason: string;
}

/** What a test runner reports to `.ci/test.ts`, through the reporters beside this file. */
export interface TestResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

export const noResults: TestResults = { passed: 0, failed: 0, skipped: [] };
export const noReason = 'no reason given: write one as the skip note';

/** The reporters run inside the test runners, which pass on the environment and nothing else. */
const variable = 'BESIDE_TEST_RESULTS';
export const resultsEnv = (file: string): Readonly<Record<string, string>> => ({ [variable]: file });

export function writeResults(results: TestResults): void {
  const file = process.env[variable];
  if (!file) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(results));
}

/** Null when the runner ended before it could report. */
export function readResults(file: string): TestResults | null {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as TestResults) : null;
}

export const addResults = (a: TestResults, b: TestResults): TestResults => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: [...a.skipped, ...b.skipped],
});
