import { defineConfig } from 'vitest/config';

const project = (name: string, include: string, testTimeout: number) => ({
  // Else onnxruntime reports to its maker (`supervised-process.ts`).
  test: {
    name,
    include: [include],
    environment: 'node' as const,
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 'test/unit/**/*.test.{ts,tsx}', 20_000),
      // Virtual time, and real models beside those of the panel's processes.
      project('scenarios', 'test/scenarios/**/*.test.ts', 120_000),
    ],
    reporters: ['default', './.ci/vitest-reporter.ts'],
    restoreMocks: true,
    // An unfinished test must not make the whole suite look green.
    allowOnly: false,
  },
});
