import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { providerNames } from '../../../shared/inference.ts';
import { laneNeeds, laneSetup, naturalVoiceNeeds, type LaneNeed } from '../lane-plan.ts';
import type { LaneEvent, LaneSetup } from '../lanes/lane-protocol.ts';
import { locatePackFile } from '../packs/locate.ts';
import { loadManifest } from '../packs/manifest.ts';
import { parentPort } from '../parent-port.ts';
import { measureVoice, type MeasuredLane } from './measure-voice.ts';

/**
 * Entry of a voice probe: measures one natural voice on one provider beside a running recogniser, and ends. At the
 * priority that the voice will have: a number measured with less would turn good computers down.
 */

const jobSchema = z.strictObject({ model: z.string(), provider: z.enum(providerNames) });
const envSchema = z.object({ BESIDE_PACKS_DIR: z.string().min(1), BESIDE_PACKS_MANIFEST: z.string().min(1) });

function startLane(setup: LaneSetup): MeasuredLane {
  const worker = new Worker(join(__dirname, 'lane-worker.cjs'), { workerData: setup, name: setup.lane });
  let listener: (event: LaneEvent) => void = () => undefined;
  worker.on('message', (event: LaneEvent) => listener(event));
  const died = (): void => listener({ type: 'failed', requestId: null, reason: 'its thread ended' });
  worker.on('error', died);
  worker.on('exit', died);
  return {
    post: (command) => worker.postMessage(command),
    onEvent: (next) => {
      listener = next;
    },
  };
}

async function run(): Promise<void> {
  const job = jobSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
  const { BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath } = envSchema.parse(process.env);
  const manifest = await loadManifest(manifestPath);
  const setup = (need: LaneNeed | undefined): LaneSetup | null =>
    need === undefined
      ? null
      : laneSetup(
          need,
          (packId, path) => locatePackFile(packsDir, manifest, packId, path)?.path ?? null,
          (model) => (model === job.model ? job.provider : 'cpu'),
        );
  const voice = setup(naturalVoiceNeeds.find(({ model }) => model === job.model));
  if (!voice) throw new Error('the pack of this voice is not ready');
  const recogniser = setup(laneNeeds.find(({ lane }) => lane === 'hear-fast'));
  const measurement = await measureVoice(voice, recogniser, {
    start: startLane,
    nowMs: () => performance.now(),
  });
  const port = parentPort();
  if (port) {
    // Main closes a utility process itself, once it has the message.
    port.postMessage(measurement);
    return;
  }
  writeSync(1, `${JSON.stringify(measurement)}\n`);
  // onnxruntime aborts, noisily, when threads that are in the midst of a run are ended in order.
  process.kill(process.pid, 'SIGKILL');
}

run().catch(() => process.exit(1));
