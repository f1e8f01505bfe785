import { env as onnxruntimeEnv, listSupportedBackends } from 'onnxruntime-node';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RECYCLED_EXIT_CODE, type HostCommand } from '../../shared/inference.ts';
import { InferenceHost, type HostPorts, type LaneThread } from './inference-host.ts';
import type { LaneEvent, LaneSetup } from './lanes/lane-protocol.ts';
import { locatePackFile } from './packs/locate.ts';
import { loadManifest } from './packs/manifest.ts';
import { parentPort } from './parent-port.ts';
import { readChosenProviders } from './providers/chosen.ts';

/** Entry of the inference host, a utility process: one worker thread a lane. */

/** As often as the lanes tell it. */
const USAGE_EVERY_MS = 5000;

function startLane(
  setup: LaneSetup,
  onEvent: (event: LaneEvent) => void,
  exited: (code: number) => void,
): LaneThread {
  const worker = new Worker(join(__dirname, 'lane-worker.cjs'), { workerData: setup, name: setup.lane });
  let stopping = false;
  worker.on('message', onEvent);
  worker.on('error', () => undefined);
  worker.on('exit', (code) => {
    if (!stopping) exited(code);
  });
  return {
    post: (command, transfer = []) => worker.postMessage(command, [...transfer]),
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
}

const readPacks: HostPorts['readPacks'] = async (command) => {
  const manifest = await loadManifest(command.manifestPath);
  const chosen = await readChosenProviders(command.providersPath);
  return [
    (packId, path) => locatePackFile(command.packsDir, manifest, packId, path)?.path ?? null,
    (model) => chosen[model] ?? 'cpu',
  ];
};

function run(): void {
  const port = parentPort();
  if (!port) throw new Error('inference-host runs as a utility process of Beside only');
  const host = new InferenceHost({
    startLane,
    readPacks,
    emit: (event) => port.postMessage(event),
    nowMs: () => performance.now(),
    after: (delayMs, callback) => void setTimeout(callback, delayMs),
    residentBytes: () => process.memoryUsage.rss(),
    recycle: () => process.exit(RECYCLED_EXIT_CODE),
    onnxruntime: onnxruntimeEnv.versions.node ?? 'unknown',
    backends: listSupportedBackends().map((backend) => backend.name),
  });
  setInterval(() => host.reportUsage(), USAGE_EVERY_MS).unref();
  // Commands come from main through a private port: their types are the contract, checked at compile time.
  port.on('message', ({ data }) => {
    host.handle(data as HostCommand).catch((error: unknown) => {
      // No way on with a broken command: main restarts this process and says so.
      process.stderr.write(`inference-host: ${error instanceof Error ? error.name : 'error'}\n`);
      process.exit(70);
    });
  });
}

run();
