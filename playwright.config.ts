import { defineConfig } from '@playwright/test';

// The tests' own recogniser, as Beside does it for its processes (`supervised-process.ts`).
process.env['ORT_DISABLE_TELEMETRY'] = '1';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One Electron at a time: they would share the room's sound, and two cores measure nothing well for two.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./.ci/playwright-reporter.ts']],
});
