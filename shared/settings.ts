import { z } from 'zod';
import { voiceNames } from './inference.ts';

/** Everything a person can set. Stored by `electron/shell/settings-store.ts`, read by everyone through main. */
export const settingsSchema = z.strictObject({
  /** Bumped with a step in `settings-migrations.ts`. */
  version: z.literal(1),
  streams: z.strictObject({
    /** Off until the person opts in. */
    microphone: z.boolean(),
    /** Paused until then, ms since 1970; null: not. */
    pausedUntilMs: z.number().nullable(),
  }),
  turnTaking: z.strictObject({
    /** Silence after which the floor counts as free, in ms (DESIGN.md names 500 and 800 as the baselines). */
    silenceTimeoutMs: z.int().min(200).max(3000),
  }),
  voice: z.strictObject({
    /** The voice wanted; where a natural one cannot speak in time, a plain one does. */
    name: z.enum(voiceNames),
    /** 1 = as synthesised. */
    volume: z.number().min(0).max(1),
  }),
  overlay: z.strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    /** Last place on screen, in DIP; null until moved. */
    bounds: z
      .strictObject({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
      .nullable(),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings = {
  version: 1,
  streams: { microphone: false, pausedUntilMs: null },
  turnTaking: { silenceTimeoutMs: 500 },
  voice: { name: 'rms', volume: 1 },
  overlay: { theme: 'system', bounds: null },
} as const satisfies Settings;
