import { writeSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { providerNames } from '../../../shared/inference.ts';
import { laneNeeds, laneSetup } from '../lane-plan.ts';
import type { LaneSetup } from '../lanes/lane-protocol.ts';
import { locatePackFile } from '../packs/locate.ts';
import { loadManifest } from '../packs/manifest.ts';
import { parentPort } from '../parent-port.ts';
import { measure } from './measure.ts';

/**
 * Entry of a provider probe: measures one model on one provider and ends. A process of its own, because a
 * driver that traps takes its process along. The job is the last argument, the packs come by environment.
 */

const jobSchema = z.strictObject({ model: z.string(), provider: z.enum(providerNames) });
const envSchema = z.object({ BESIDE_PACKS_DIR: z.string().min(1), BESIDE_PACKS_MANIFEST: z.string().min(1) });

async function readSetup(): Promise<LaneSetup> {
  const job = jobSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
  const { BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath } = envSchema.parse(process.env);
  const manifest = await loadManifest(manifestPath);
  const need = laneNeeds.find(({ model }) => model === job.model);
  const setup =
    need &&
    laneSetup(
      need,
      (packId, path) => locatePackFile(packsDir, manifest, packId, path)?.path ?? null,
      () => job.provider,
    );
  if (!setup) throw new Error('the pack of this model is not ready');
  return setup;
}

async function run(): Promise<void> {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  const measurement = await measure(await readSetup());
  const port = parentPort();
  if (port) {
    // Main closes a utility process itself, once it has the message.
    port.postMessage(measurement);
    return;
  }
  writeSync(1, `${JSON.stringify(measurement)}\n`);
  // Some drivers keep threads that would hold the process.
  process.exit(0);
}

run().catch(() => process.exit(1));
