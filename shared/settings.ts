import { z } from 'zod';
import { voiceNames } from './inference.ts';
import { defaultManners, hushSchema, mannersSchema } from './manners.ts';
import { overlayForms } from './overlay.ts';

const rectSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

/** Times as fast as synthesised. Beyond these words fall apart or run into one another. */
export const SLOWEST_PACE = 0.7;
export const FASTEST_PACE = 1.4;

export const turnPolicies = ['silence-timeout', 'learned'] as const;

/** Everything a person can set. Stored by `electron/shell/settings-store.ts`, read by everyone through main. */
export const settingsSchema = z.strictObject({
  /** Bumped with a step in `settings-migrations.ts`. */
  version: z.literal(4),
  streams: z.strictObject({
    /** Off until the person opts in. */
    microphone: z.boolean(),
    /** Paused until then, ms since 1970; null: not. */
    pausedUntilMs: z.number().nullable(),
  }),
  turnTaking: z.strictObject({
    /** Who decides when Beside speaks; where the learned one has no network, it goes by a silence too. */
    policy: z.enum(turnPolicies),
    /** Silence after which the floor counts as free, in ms (DESIGN.md names 500 and 800 as the baselines). */
    silenceTimeoutMs: z.int().min(200).max(3000),
  }),
  voice: z.strictObject({
    /** The voice wanted; where a natural one cannot speak in time, a plain one does. */
    name: z.enum(voiceNames),
    /** 1 = as synthesised. */
    volume: z.number().min(0).max(1),
    /** How fast it speaks: 1 = as synthesised, 2 would be twice as fast. */
    pace: z.number().min(SLOWEST_PACE).max(FASTEST_PACE),
  }),
  /** How Beside behaves of its own accord. */
  manners: mannersSchema,
  /** "Not now": kept, since who asked for an hour of quiet did not ask for it until Beside restarts. */
  hush: hushSchema.nullable(),
  overlay: z.strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    /** The whole card, or a bar of one row. */
    form: z.enum(overlayForms),
    /** The display it was last on, by the system's id; null until it was moved. */
    display: z.string().nullable(),
    /** Where the card was left on each display, in DIP; a bar's place is kept as that of the card it becomes. */
    places: z.record(z.string(), rectSchema),
  }),
  /** Whether the person has been shown around, or did not want to be. */
  firstRun: z.strictObject({ done: z.boolean() }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings = {
  version: 4,
  streams: { microphone: false, pausedUntilMs: null },
  turnTaking: { policy: 'silence-timeout', silenceTimeoutMs: 500 },
  voice: { name: 'rms', volume: 1, pace: 1 },
  manners: defaultManners,
  hush: null,
  overlay: { theme: 'system', form: 'card', display: null, places: {} },
  firstRun: { done: false },
} as const satisfies Settings;
