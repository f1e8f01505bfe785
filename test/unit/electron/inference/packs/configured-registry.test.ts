import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPacks } from '../../../../../electron/inference/packs/fetch-packs.ts';
import { inspectPacks } from '../../../../../electron/inference/packs/inspect.ts';
import { loadManifest } from '../../../../../electron/inference/packs/manifest.ts';
import { loadNpmSettings } from '../../../../../electron/inference/packs/npm-settings.ts';
import { temporaryFolder } from './support/workspace.ts';

describe('the registry that is configured on this computer', () => {
  it(
    'offers the smallest starter pack exactly as the manifest says',
    { timeout: 60_000 },
    async ({ skip }) => {
      const manifest = await loadManifest(join(process.cwd(), 'resources/packs.json'));
      const packsDir = await temporaryFolder();
      const { outcome, faults } = await fetchPacks({
        packsDir,
        manifest,
        packIds: ['silero-vad'],
        npmSettings: () => loadNpmSettings({ env: process.env, cwd: process.cwd() }),
        egress: null,
        signal: AbortSignal.timeout(50_000),
        retryDelaysMs: [],
        idleMs: 15_000,
      });
      const absent =
        outcome === 'cancelled' || faults[0]?.kind === 'unreachable' || faults[0]?.kind === 'connection-lost';
      if (absent) skip(faults[0]?.message ?? 'the registry is too slow');
      expect(faults).toEqual([]);
      expect((await inspectPacks(packsDir, manifest, { full: true }))[0]?.state).toBe('ready');
    },
  );
});
