import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listSupportedBackends, env as onnxruntimeEnv } from 'onnxruntime-node';
import { laneNeeds } from '../../electron/inference/lane-plan.ts';
import { locatePackFile } from '../../electron/inference/packs/locate.ts';
import { defaultPacksDir } from '../../electron/inference/packs/folder.ts';
import { loadManifest } from '../../electron/inference/packs/manifest.ts';
import { candidateProviders } from '../../electron/inference/providers/candidates.ts';
import {
  largestDifference,
  measurementSchema,
  medianMs,
  type Measurement,
} from '../../electron/inference/providers/choose.ts';
import { probeAll, type ProbeJob } from '../../electron/inference/providers/probe-all.ts';

/**
 * `npm run bench:providers`: what the app's start-up benchmark measures and chooses on this machine. One process
 * a measurement, as in the app; the machine should be idle.
 */

const root = path.resolve(import.meta.dirname, '../..');
const manifestPath = path.join(root, 'resources/packs.json');
const TIMEOUT_MS = 60_000;

function packsFolder(): string {
  const named = process.env['BESIDE_PACKS_DIR'];
  if (named) return named;
  const ofTests = path.join(root, '.cache/packs');
  return existsSync(ofTests) ? ofTests : defaultPacksDir(process.env, process.platform, os.homedir());
}

function runProbe(packsDir: string, job: ProbeJob): Promise<Measurement | null> {
  const env = { ...process.env, BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath };
  const args = [path.join(root, 'out/provider-probe.cjs'), JSON.stringify(job)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: TIMEOUT_MS }, (_error, stdout) => {
      const line = stdout.trim().split('\n').at(-1) ?? '';
      resolve(line.startsWith('{') ? (measurementSchema.safeParse(JSON.parse(line)).data ?? null) : null);
    });
  });
}

function row(one: Measurement, cpu: Measurement | undefined): string {
  const name = `${one.model.padEnd(15)} ${one.provider.padEnd(8)}`;
  if (one.failure !== null) return `${name} does not run: ${one.failure}`;
  const runs = one.runsMs.toSorted((a, b) => a - b);
  const spread = `${(runs[0] ?? 0).toFixed(1)}–${(runs.at(-1) ?? 0).toFixed(1)}`;
  const difference = cpu ? largestDifference(one.output, cpu.output).toExponential(1) : '–';
  return `${name} load ${one.loadMs.toFixed(0).padStart(5)} ms   run p50 ${medianMs(one).toFixed(1).padStart(7)} ms (${spread}, N=${runs.length})   off CPU by ${difference}`;
}

const packsDir = packsFolder();
const manifest = await loadManifest(manifestPath);
const readyPacks = laneNeeds
  .filter(({ packId, files }) =>
    Object.values(files).every((file) => locatePackFile(packsDir, manifest, packId, file)),
  )
  .map(({ packId }) => packId);
if (readyPacks.length === 0) {
  process.stderr.write('No packs to measure. Fetch them first: npm run packs -- --yes\n');
  process.exit(1);
}
const candidates = candidateProviders(listSupportedBackends());
const { measurements, choices } = await probeAll(readyPacks, candidates, (job) => runProbe(packsDir, job));

console.log(
  `onnxruntime-node ${onnxruntimeEnv.versions.node ?? '?'} · Node ${process.versions.node} · ${process.platform} ${process.arch}`,
);
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'} · offered: ${candidates.join(', ')}\n`);
for (const one of measurements) {
  console.log(
    row(
      one,
      measurements.find(({ model, provider }) => model === one.model && provider === 'cpu'),
    ),
  );
}
console.log('');
for (const { model, provider, reason } of choices)
  console.log(`${model.padEnd(15)} → ${provider} (${reason})`);
