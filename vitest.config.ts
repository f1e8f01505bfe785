import { defineConfig } from 'vitest/config';

const project = (name: string, include: string) => ({
  test: { name, include: [include], environment: 'node' as const },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 'test/unit/**/*.test.{ts,tsx}'),
      project('scenarios', 'test/scenarios/**/*.test.ts'),
    ],
    reporters: ['default', './.ci/vitest-reporter.ts'],
    testTimeout: 20_000,
    restoreMocks: true,
    // An unfinished test must not make the whole suite look green.
    allowOnly: false,
  },
});
