import { z } from 'zod';

/** How a person wants Beside to behave of its own accord: set on the overlay, obeyed by the engine's licence. */

export const forwardnesses = ['reserved', 'balanced', 'forward'] as const;

const minuteOfDay = z.int().min(0).max(1439);

export const mannersSchema = z.strictObject({
  /** How forward Beside should be: `reserved` does nothing that was not asked for. */
  forwardness: z.enum(forwardnesses),
  /** From … to, in minutes of the person's day; may pass midnight. Ends that are equal mean none, and so does null. */
  quietHours: z.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay }).readonly().nullable(),
  /** Whether a sign of listening may be heard, besides being seen. */
  audibleNods: z.boolean(),
});
export type Manners = Readonly<z.infer<typeof mannersSchema>>;

export const defaultManners = {
  forwardness: 'balanced',
  quietHours: null,
  audibleNods: false,
} as const satisfies Manners;

/** The stretch of time for which the person said "not now". Wall clock, ms since 1970. */
export const hushSchema = z.strictObject({ fromMs: z.number(), untilMs: z.number() }).readonly();
export type Hush = z.infer<typeof hushSchema>;

/** For how long "not now" holds when no time is said with it. */
export const HUSH_MS = 10 * 60_000;

/** Why something was not done, or not aloud. */
export const vetoes = [
  'not-instructed',
  'gate-closed',
  'reserved',
  'cooldown',
  'not-now',
  'quiet-hours',
  'stale',
] as const;
export type Veto = (typeof vetoes)[number];

/** What keeps Beside from speaking by itself just now, and until when. */
export const quietSchema = z.strictObject({ why: z.enum(['not-now', 'quiet-hours']), untilMs: z.number() });
export type Quiet = Readonly<z.infer<typeof quietSchema>>;
