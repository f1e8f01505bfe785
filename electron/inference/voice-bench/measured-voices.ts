import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { voiceMeasurementSchema, type VoiceMeasurement } from './verdict.ts';

/** `voices.json`: what was measured, valid for one onnxruntime on one computer. */
const measuredSchema = z.strictObject({
  version: z.literal(1),
  validFor: z.string(),
  measurements: z.array(voiceMeasurementSchema),
});

/** What was measured before; nothing when it was elsewhere, never, or the file is damaged. */
export async function readMeasuredVoices(path: string, validFor: string): Promise<VoiceMeasurement[]> {
  try {
    const parsed = measuredSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.validFor === validFor ? parsed.measurements : [];
  } catch {
    return [];
  }
}

export async function writeMeasuredVoices(
  path: string,
  validFor: string,
  measurements: readonly VoiceMeasurement[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.next`;
  await writeFile(next, JSON.stringify({ version: 1, validFor, measurements }));
  await rename(next, path);
}
