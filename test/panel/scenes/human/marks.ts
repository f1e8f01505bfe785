import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Span } from './voiced.ts';

/** `FROM-TO`, ms. */
const spanSchema = z
  .string()
  .regex(/^\d+-\d+$/)
  .transform((text): Span => {
    const [fromMs = 0, toMs = 0] = text.split('-').map(Number);
    return { fromMs, toMs };
  })
  .refine(({ fromMs, toMs }) => toMs > fromMs, 'a span ends after it begins');

const recordingSchema = z.strictObject({
  file: z.string(),
  sha256: z.string().length(64),
  speakers: z.array(z.string()),
  lengthMs: z.number(),
  /** Mean level of the voice and of the room, dBFS; null where nobody speaks. */
  voiceDbfs: z.number().nullable(),
  floorDbfs: z.number().nullable(),
  /** Where only the room is heard; null: nowhere for long enough. */
  room: spanSchema.nullable(),
});
export type MarkedRecording = z.infer<typeof recordingSchema>;

const cutSchema = z.strictObject({
  file: z.string(),
  family: z.enum(['question', 'pause', 'backchannel', 'tic', 'non-directed', 'noise', 'echo']),
  prelude: z.enum(['none', 'beside-talks']),
  /** What was cut, with the silence around it, ms of the recording. */
  cut: spanSchema,
  voiced: z.array(spanSchema),
  pauses: z.array(spanSchema),
  /** A turn is over where the last voiced stretch ends. */
  ends: z.boolean(),
  text: z.string(),
});
export type Cut = z.infer<typeof cutSchema>;

const marksSchema = z.strictObject({
  command: z.string(),
  recordings: z.array(recordingSchema),
  cuts: z.array(cutSchema),
});
export type HumanMarks = z.infer<typeof marksSchema>;

const file = path.resolve(import.meta.dirname, 'human-marks.json');

export const readMarks = (): HumanMarks => marksSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));

const stored = (...[, value]: readonly [string, unknown]): unknown => {
  const span = z.strictObject({ fromMs: z.number(), toMs: z.number() }).safeParse(value).data;
  return span ? `${span.fromMs}-${span.toMs}` : value;
};

export function writeMarks(marks: HumanMarks): void {
  fs.writeFileSync(file, `${JSON.stringify(marks, stored, 2)}\n`);
}
