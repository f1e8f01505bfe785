import { z } from 'zod';

/** Standing instructions about time, as they are kept on disk and shown. Times are wall clock, ms since 1970. */

/** A time of day, in minutes since midnight, and the days of the week: 0 Sunday … 6 Saturday. */
const clockTimes = {
  minute: z.int().min(0).max(1439),
  weekdays: z.array(z.int().min(0).max(6)).min(1).readonly(),
};

const timingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), dueMs: z.number() }),
  z.strictObject({ kind: z.literal('every'), everyMs: z.number().positive(), nextMs: z.number() }),
  z.strictObject({ kind: z.literal('clock'), ...clockTimes, nextLocalMs: z.number() }),
  z.strictObject({ kind: z.literal('after-silence'), silentMs: z.number().positive() }),
]);

const keptCueSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  what: z.enum(['reminder', 'timer', 'phrase']),
  words: z.strictObject({ shown: z.string(), spoken: z.string() }),
  timing: timingSchema,
  setAtMs: z.number(),
});
export type KeptCue = z.infer<typeof keptCueSchema>;

export const keptCuesSchema = z.strictObject({ version: z.literal(1), cues: z.array(keptCueSchema) });

/** What the overlay lists. */
export const shownCueSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  what: keptCueSchema.shape.what,
  /** Null for one that waits for the person's silence. */
  nextMs: z.number().nullable(),
  everyMs: z.number().nullable(),
  silentMs: z.number().nullable(),
  clock: z.strictObject(clockTimes).nullable(),
});
export type ShownCue = z.infer<typeof shownCueSchema>;
