import { z } from 'zod';

/** What "why?" is answered with on the overlay, made in main from the log. Times are wall clock, ms since 1970. */

export const whyAboutSchema = z.discriminatedUnion('about', [
  /** A line of Beside's. */
  z.strictObject({ about: z.literal('line'), lineId: z.string() }),
  /** Its silence in the last minutes. */
  z.strictObject({ about: z.literal('silence') }),
]);
export type WhyAbout = Readonly<z.infer<typeof whyAboutSchema>>;

const whyStepKinds = [
  'heard',
  'typed',
  'asked',
  'due',
  'decided',
  'made',
  'said',
  'shown',
  'ended',
  'cut-off',
] as const;

const stepSchema = z.strictObject({
  kind: z.enum(whyStepKinds),
  /** Null where nobody knows any more. */
  atMs: z.number().nullable(),
  text: z.string(),
});
export type WhyStep = Readonly<z.infer<typeof stepSchema>>;

const stretchSchema = z.strictObject({ fromMs: z.number(), toMs: z.number(), text: z.string() });

export const whySchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.literal('line'),
    steps: z.array(stepSchema),
    /** The log does not reach back to it. */
    tooOld: z.boolean(),
  }),
  /** The newest stretch first. */
  z.strictObject({ about: z.literal('silence'), stretches: z.array(stretchSchema) }),
]);
export type Why = Readonly<z.infer<typeof whySchema>>;
