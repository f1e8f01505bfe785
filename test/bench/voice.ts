import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { listSupportedBackends, env as onnxruntimeEnv } from 'onnxruntime-node';
import {
  laneNeeds,
  laneSetup,
  naturalVoiceNeeds,
  type LaneNeed,
} from '../../electron/inference/lane-plan.ts';
import type { LaneSetup } from '../../electron/inference/lanes/lane-protocol.ts';
import { openNaturalVoice } from '../../electron/inference/lanes/natural-voice.ts';
import { openPlainVoice } from '../../electron/inference/lanes/plain-voice.ts';
import type { SpeakingVoice } from '../../electron/inference/lanes/speak-lane.ts';
import { Moonshine } from '../../electron/inference/models/moonshine.ts';
import { defaultPacksDir } from '../../electron/inference/packs/folder.ts';
import { locatePackFile } from '../../electron/inference/packs/locate.ts';
import { loadManifest } from '../../electron/inference/packs/manifest.ts';
import { candidateProviders } from '../../electron/inference/providers/candidates.ts';
import {
  judgeVoices,
  median,
  voiceMeasurementSchema,
  type VoiceMeasurement,
} from '../../electron/inference/voice-bench/verdict.ts';
import { HEARING_RATE_HZ, PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import { isNatural, type VoiceName } from '../../shared/inference.ts';
import { resampleWhole } from '../../shared/sound/resample.ts';
import { plainWords, wordErrorRate } from '../unit/electron/inference/models/support/words.ts';

/**
 * `npm run bench:voice`: what the app's voice benchmark measures and decides on this machine, and how well each voice
 * is understood: word errors of Moonshine base on sentences that each voice speaks. The machine should be idle.
 */

const root = path.resolve(import.meta.dirname, '../..');
const manifestPath = path.join(root, 'resources/packs.json');
const PROBE_TIMEOUT_MS = 180_000;
const VOICES: readonly VoiceName[] = ['rms', 'slt', 'af_heart', 'af_bella', 'am_michael', 'bf_emma'];

/** Everyday answers and Harvard sentences, without numbers: a recogniser writes those as it likes. */
const SENTENCES = [
  'Please close the window before you leave the room.',
  'I have set a timer for the eggs.',
  'The meeting was moved to Thursday afternoon.',
  'Your sister called and asked you to ring her back.',
  'It will rain in the evening, so take an umbrella with you.',
  'The train leaves from the other platform today.',
  'You asked me to remind you about the dentist.',
  'The birch canoe slid on the smooth planks.',
  'Glue the sheet to the dark blue background.',
  'It is easy to tell the depth of a well.',
  'These days a chicken leg is a rare dish.',
  'Rice is often served in round bowls.',
  'The juice of lemons makes fine punch.',
  'The box was thrown beside the parked truck.',
  'A large size in stockings is hard to sell.',
  'The boy was there when the sun rose.',
  'A rod is used to catch pink salmon.',
  'The source of the huge river is the clear spring.',
  'Kick the ball straight and follow through.',
  'Help the woman get back to her feet.',
  'A pot of tea helps to pass the evening.',
  'The soft cushion broke the fall of the man.',
  'She said that the answer was wrong, but nobody listened.',
  'There is enough coffee left for one more cup.',
];

function packsFolder(): string {
  const named = process.env['BESIDE_PACKS_DIR'];
  if (named) return named;
  const ofTests = path.join(root, '.cache/packs');
  return existsSync(ofTests) ? ofTests : defaultPacksDir(process.env, process.platform, os.homedir());
}

const packsDir = packsFolder();
const manifest = await loadManifest(manifestPath);

function setupOf(need: LaneNeed | undefined): LaneSetup | null {
  if (need === undefined) return null;
  const locate = (packId: string, file: string): string | null =>
    locatePackFile(packsDir, manifest, packId, file)?.path ?? null;
  return laneSetup(need, locate, () => 'cpu');
}

function runProbe(job: Pick<VoiceMeasurement, 'model' | 'provider'>): Promise<VoiceMeasurement | null> {
  const env = { ...process.env, BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath };
  const args = [path.join(root, 'out/voice-probe.cjs'), JSON.stringify(job)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: PROBE_TIMEOUT_MS }, (_error, stdout) => {
      const line = stdout.trim().split('\n').at(-1) ?? '';
      const parsed = line.startsWith('{') ? voiceMeasurementSchema.safeParse(JSON.parse(line)) : null;
      resolve(parsed?.data ?? null);
    });
  });
}

const spread = (values: readonly number[], digits: number): string =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}, N=${values.length})`;

function report(name: string, one: VoiceMeasurement | null): void {
  if (one === null) return console.log(`${name} its process died or took too long`);
  if (one.failure !== null) return console.log(`${name} does not run: ${one.failure}`);
  console.log(`${name} load ${one.loadMs.toFixed(0)} ms`);
  console.log(`  first clause, with recognition running: ${spread(one.firstMs, 0)} ms`);
  console.log(`  RTF alone: ${spread(one.rtfAlone, 2)}; with recognition: ${spread(one.rtfLoaded, 2)}`);
  console.log(`  silence that a player would have had: ${spread(one.starvedMs, 0)} ms`);
}

async function benchSpeed(): Promise<void> {
  const measurements: VoiceMeasurement[] = [];
  for (const { model } of naturalVoiceNeeds.filter((one) => setupOf(one) !== null)) {
    for (const provider of candidateProviders(listSupportedBackends())) {
      const one = await runProbe({ model, provider });
      report(`${model.padEnd(12)} ${provider.padEnd(8)}`, one);
      if (one) measurements.push(one);
    }
  }
  if (measurements.length > 0) console.log(`verdict: ${JSON.stringify(judgeVoices(measurements))}`);
  else console.log('No natural voice to measure. Fetch it first: npm run packs -- --yes kokoro-fp32');
}

async function benchWords(sentences: readonly string[]): Promise<void> {
  const { encoder, decoder } = setupOf(laneNeeds.find(({ lane }) => lane === 'hear-final'))?.files ?? {};
  if (!encoder || !decoder) return console.log('No word errors: the pack moonshine-base is not here.');
  const model = await Moonshine.open('base', { encoder, decoder }, 'cpu');
  const [plain, natural] = await openVoices();
  for (const name of VOICES) {
    const voice = isNatural(name) ? natural : plain;
    if (!voice) continue;
    let [errors, words, perfect] = [0, 0, 0];
    for (const sentence of sentences) {
      const heard = (await model.transcribe(await spoken(voice, sentence, name))) ?? '';
      const count = plainWords(sentence).split(' ').length;
      const rate = wordErrorRate(sentence, heard);
      errors += Math.round(rate * count);
      words += count;
      if (rate === 0) perfect += 1;
      else console.log(`    ${name}: "${sentence}" was heard as "${heard}"`);
    }
    const percent = ((100 * errors) / words).toFixed(1);
    console.log(
      `${name.padEnd(12)} word errors ${percent} % (${errors} of ${words}); whole sentences ${perfect} of ${sentences.length}`,
    );
  }
}

async function openVoices(): Promise<(SpeakingVoice | null)[]> {
  const plain = setupOf(laneNeeds.find(({ lane }) => lane === 'speak'));
  const natural = setupOf(naturalVoiceNeeds[0]);
  return [
    plain && (await openPlainVoice(plain)),
    natural && (await openNaturalVoice(natural, () => Promise.resolve(dictionary))),
  ];
}

/** With 0.2 s of silence around, as the engine hands sound to the recogniser. */
async function spoken(voice: SpeakingVoice, sentence: string, name: VoiceName): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  for await (const { pcm } of voice.speak(sentence, name, 1)) pieces.push(pcm);
  const rest = PLAYBACK_RATE_HZ / 5;
  const out = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 2 * rest));
  let at = rest;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return resampleWhole(out, PLAYBACK_RATE_HZ, HEARING_RATE_HZ);
}

const { values } = parseArgs({
  options: { sentences: { type: 'string', default: String(SENTENCES.length) } },
});
console.log(
  `onnxruntime-node ${onnxruntimeEnv.versions.node ?? '?'} · Node ${process.versions.node} · ${process.platform} ${process.arch}`,
);
console.log(
  `${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'} · load ${os.loadavg()[0]?.toFixed(1) ?? '?'}\n`,
);
await benchSpeed();
console.log('');
await benchWords(SENTENCES.slice(0, Number(values.sentences)));
