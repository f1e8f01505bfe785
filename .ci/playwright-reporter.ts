import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { noReason, writeResults } from './results.ts';

const reasonOf = (test: TestCase): string =>
  test.annotations.find((annotation) => annotation.type === 'skip' || annotation.type === 'fixme')
    ?.description ?? noReason;

const nameOf = (test: TestCase): string => test.titlePath().filter(Boolean).join(' › ');

/** Skipped on purpose; a test that never ran because something before it broke is not. */
const isSkipped = (test: TestCase): boolean =>
  test.outcome() === 'skipped' && test.expectedStatus === 'skipped';
const hasPassed = (test: TestCase): boolean => test.outcome() === 'expected';

export default class ResultsReporter implements Reporter {
  private tests: readonly TestCase[] = [];
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.tests = suite.allTests();
  }

  /** Errors outside of any test. */
  onError(): void {
    this.errors += 1;
  }

  onEnd(): void {
    const passed = this.tests.filter(hasPassed).length;
    const skipped = this.tests
      .filter(isSkipped)
      .map((test) => ({ name: nameOf(test), reason: reasonOf(test) }));
    writeResults({ passed, skipped, failed: this.tests.length - passed - skipped.length + this.errors });
  }

  printsToStdio(): boolean {
    return false;
  }
}
