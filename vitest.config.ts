import { defineConfig } from 'vitest/config';

const project = (name: string, include: string) => ({
  // Else onnxruntime reports to its maker (`supervised-process.ts`).
  test: { name, include: [include], environment: 'node' as const, env: { ORT_DISABLE_TELEMETRY: '1' } },
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
