import { z } from 'zod';
import { laneNames } from './inference.ts';

/** What Beside's presence costs and whether it keeps time. Counts and amounts only. */

const count = z.int().nonnegative();

/** Event-loop lag of main, ms: how much later than asked a timer came. */
const lagSchema = z.strictObject({
  /** Timers that were timed. */
  count,
  p50Ms: z.number().nonnegative(),
  p99Ms: z.number().nonnegative(),
  maxMs: z.number().nonnegative(),
});
export type Lag = z.infer<typeof lagSchema>;

export const laneUsageSchema = z.strictObject({
  lane: z.enum(laneNames),
  /** Processor time since the lane began, ms. */
  cpuMs: z.number().nonnegative(),
  queued: count,
  dropped: count,
});
export type LaneUsage = z.infer<typeof laneUsageSchema>;

export const meterSchema = z.strictObject({
  cellsRun: count,
  cellsMissed: count,
  lag: z.strictObject({
    /** The last whole minute; before there is one, since the start. */
    lastMinute: lagSchema,
    sinceStart: lagSchema,
  }),
  /** Sound that came through a closed gate, in frames of 20 ms: forgotten. */
  framesDropped: count,
  /** The voice gave way to a sound of the person's; undone where it came back, so that it was for nothing. */
  ducks: z.strictObject({ count, undoneMs: z.number().nonnegative() }),
  /** Empty until the inference host has reported. */
  lanes: z.array(laneUsageSchema),
  processes: z.array(
    z.strictObject({
      type: z.string(),
      name: z.string().nullable(),
      pid: count,
      /** Processor time since the process began; null where Electron does not tell. */
      cpuMs: z.number().nonnegative().nullable(),
      residentBytes: z.number().nonnegative(),
    }),
  ),
});
export type Meter = z.infer<typeof meterSchema>;

/** Moments that came late, for the overlay: 3 of the last 300. */
export const lateCellsSchema = z.strictObject({ missed: z.int().positive(), of: z.int().positive() });
export type LateCells = z.infer<typeof lateCellsSchema>;
