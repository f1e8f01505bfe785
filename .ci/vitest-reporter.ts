import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { noReason, writeResults, type SkippedTest } from './results.ts';

const casesOf = (modules: readonly TestModule[]): TestCase[] =>
  modules.flatMap((module) => [...module.children.allTests()]);

function skippedTest(test: TestCase): SkippedTest[] {
  const result = test.result();
  return result.state === 'skipped' ? [{ name: test.fullName, reason: result.note ?? noReason }] : [];
}

/** A module that fails to load has no test to blame: it counts as one failure. */
const brokenModules = (modules: readonly TestModule[]): number =>
  modules.filter(
    (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
  ).length;

export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = casesOf(modules);
    const count = (state: 'passed' | 'failed' | 'pending'): number =>
      tests.filter((test) => test.result().state === state).length;
    writeResults({
      passed: count('passed'),
      failed: count('failed') + count('pending') + brokenModules(modules) + unhandledErrors.length,
      skipped: tests.flatMap(skippedTest),
    });
  }
}
