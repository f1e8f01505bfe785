import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { inRoot } from '../../../../.ci/paths.ts';
import { HEARING_RATE_HZ } from '../../../../shared/audio.ts';
import { resampleWhole } from '../../../../shared/sound/resample.ts';
import { noRecording, recording, type Sound } from '../../../scenarios/support/sounds.ts';

const folder = (): string => path.resolve(inRoot(), process.env['BESIDE_ASSETS'] ?? '../shared/assets');

const entrySchema = z.object({
  name: z.string(),
  speaker_ids: z.array(z.string()).optional(),
  transcript: z.string().nullish(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What is said of the recordings where they lie; null: they are not here. */
export function entries(): readonly Entry[] | null {
  const file = path.join(folder(), 'manifest.json');
  if (!fs.existsSync(file)) return null;
  return z.object({ files: z.array(entrySchema) }).parse(JSON.parse(fs.readFileSync(file, 'utf8'))).files;
}

export const isHere = (name: string): boolean => fs.existsSync(path.join(folder(), name));

export const hashOf = (name: string): string =>
  crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(folder(), name)))
    .digest('hex');

/** The meeting is in 32-bit floating point, which the tests' reader refuses. */
const FLOAT_BYTES = 4;

function floats(name: string): Sound | null {
  const bytes = fs.readFileSync(path.join(folder(), name));
  const [format, data] = [bytes.indexOf('fmt '), bytes.indexOf('data')];
  if (format < 0 || data < 0 || bytes.readUInt16LE(format + 8) !== 3) return null;
  const channels = bytes.readUInt16LE(format + 10);
  const rateHz = bytes.readUInt32LE(format + 12);
  const stride = FLOAT_BYTES * channels;
  const length = Math.floor(Math.min(bytes.readUInt32LE(data + 4), bytes.length - data - 8) / stride);
  const pcm = Float32Array.from({ length }, (_, i) => bytes.readFloatLE(data + 8 + i * stride));
  return resampleWhole(pcm, rateHz, HEARING_RATE_HZ);
}

/** As many as there are sides of calls, which are four minutes each and are cut from most often. */
const KEPT = 4;
const kept = new Map<string, Sound>();

/** A recording at 16 kHz, not to be written to. Throws when it is not here. */
export function soundOf(name: string): Sound {
  const sound = kept.get(name) ?? read(name);
  kept.delete(name);
  kept.set(name, sound);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return sound;
}

function read(name: string): Sound {
  const sound = isHere(name) ? ((name.endsWith('.wav') ? floats(name) : null) ?? recording(name)) : null;
  if (!sound) throw new Error(noRecording(name));
  return sound;
}
