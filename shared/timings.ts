import { z } from 'zod';

/**
 * When each step of an answered exchange happened: structure only, no words. All times are ms on main's
 * monotonic clock (`performance.now()`); null where the step was not seen, or does not belong to the way in.
 */
export const exchangeTimingSchema = z.strictObject({
  utteranceId: z.string(),
  via: z.enum(['voice', 'typed']),
  /** When the person's last voiced sample entered the microphone, as near as voice activity tells. */
  lastVoicedAtMs: z.number().nullable(),
  /** The first time that words were looked for up to the ending. */
  candidateAtMs: z.number().nullable(),
  /** The recognition whose words were answered. */
  recognisedAtMs: z.number().nullable(),
  /** The reply was asked for; for a typed line this is the beginning. */
  askedAtMs: z.number(),
  repliedAtMs: z.number(),
  /** The sound of the first sentence was ready. */
  synthesisedAtMs: z.number().nullable(),
  /** The first of the unbroken row of decisions to speak that led to this answer. */
  floorAtMs: z.number().nullable(),
  /** The last of them: the answer was ready, and played. */
  decidedAtMs: z.number().nullable(),
  playAtMs: z.number(),
  /** When the first sample was audible by the player's report. */
  firstAudibleAtMs: z.number().nullable(),
  /** Beside was told to stop. */
  stopAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  endCause: z.enum(['finished', 'stopped', 'lost']).nullable(),
  /** When the voice gave way to a sound of the person's; `toMs` null where it never came back. */
  ducks: z.array(z.strictObject({ fromMs: z.number(), toMs: z.number().nullable() })),
  /** Words said only to hold the floor. Beside says none. */
  fillers: z.int().nonnegative(),
});
export type ExchangeTiming = z.infer<typeof exchangeTimingSchema>;

/** Oldest first, the newest 500. */
export const timingsSchema = z.strictObject({ exchanges: z.array(exchangeTimingSchema) });
export type Timings = z.infer<typeof timingsSchema>;
