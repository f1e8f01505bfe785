import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const quantilesSchema = z.strictObject({ p50Ms: z.number(), p90Ms: z.number() }).nullable();
const comparedSchema = z.strictObject({
  /** Scenes in which both sides have this latency. */
  n: z.int().min(0),
  panel: quantilesSchema,
  electron: quantilesSchema,
});

/** How near the panel's latencies came to those of real Electron. Made by `npm run panel:calibrate`. */
const calibrationSchema = z.strictObject({
  date: z.string(),
  machine: z.string(),
  commit: z.string(),
  command: z.string(),
  policy: z.string(),
  scenes: z.int().min(0),
  /** From the end of a person's turn to the first sample of Beside's answer. */
  answerMs: comparedSchema,
  /** From the beginning of an interruption to the last sample of what Beside was saying. */
  stopMs: comparedSchema,
  calibrated: z.boolean(),
});
export type Calibration = z.infer<typeof calibrationSchema>;

const here = path.resolve(import.meta.dirname, 'calibration.json');

/** The last full calibration; null where none was made. Throws on a file that is something else. */
export function readCalibration(file = here): Calibration | null {
  if (!fs.existsSync(file)) return null;
  return calibrationSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
}

export function writeCalibration(calibration: Calibration, file = here): void {
  fs.writeFileSync(file, `${JSON.stringify(calibrationSchema.parse(calibration), null, 2)}\n`);
}
