import { z } from 'zod';
import { laneNames, providerNames, voiceNames } from './inference.ts';

/**
 * How well Beside works on this computer with this microphone: what its log tells, and the lines that a person may read
 * aloud to give it something to tell. Times and counts only, never words.
 */

const count = z.int().nonnegative();
const ms = z.number();

/** Null where nothing was measured. */
const spreadSchema = z.strictObject({ n: count, p50Ms: ms.nullable(), p95Ms: ms.nullable() });
export type Spread = z.infer<typeof spreadSchema>;

export const selfTestFiguresSchema = z.strictObject({
  /** How much of the log they are from. */
  coveredMs: ms.nonnegative(),
  /** Answers to something said that could be heard. */
  answers: count,
  /** From the person's last voiced sample to the answer's first audible one. */
  latency: spreadSchema,
  /** Of the answers, those that were begun before the person had finished: `isFalseCutOff` says what counts. */
  falseCutOffs: count,
  /** Whatever Beside said that could be heard, answers to typed lines and cues as well, and for how long. */
  said: count,
  saidMs: ms.nonnegative(),
  /** What the person ended before its end. */
  stopped: z.strictObject({ byVoice: count, byHand: count }),
  /** From the person's first voiced sample over Beside's voice to its silence, where they stopped it. */
  silence: spreadSchema,
  /** Times that an answer was lowered for a sound, and how long where it came back, so that it was for nothing. */
  ducks: z.strictObject({ count, undoneMs: ms.nonnegative() }),
  /** Said, and the words could not be made out. */
  notMadeOut: count,
  cells: z.strictObject({ ran: count, missed: count }),
});
export type SelfTestFigures = z.infer<typeof selfTestFiguresSchema>;

/** Fewer, and a figure says little. */
export const ENOUGH = 10;

/** What is aimed at. Only these two have a number in what is published about such systems. */
export const aims = { latencyP50Ms: 1000, silenceP50Ms: 350 } as const;

/** The lines of the guided test, in their order. */
export const selfTestLines = ['question', 'pause', 'nod', 'interrupt', 'correction', 'long'] as const;
export type SelfTestLine = (typeof selfTestLines)[number];

export const lineOutcomes = [
  'answered',
  /** Begun before the person had finished. */
  'cut-off',
  'let-finish',
  /** Beside's voice, when spoken over: it fell silent for good, or was said to its end. */
  'gave-way',
  'went-on',
  /** The line was to have a pause in it, or a sound over Beside's voice, and had none. */
  'no-pause',
  'nothing-over',
  /** Its words could not be made out. */
  'not-made-out',
] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

const lineProgressSchema = z.strictObject({
  /** `again`: it was said in a way that tests nothing. */
  state: z.enum(['waiting', 'heard', 'answering', 'done', 'again']),
  outcome: z.enum(lineOutcomes).nullable(),
});
export type LineProgress = z.infer<typeof lineProgressSchema>;

const setupSchema = z.strictObject({
  /** Who decides when to speak. */
  policy: z.string(),
  lanes: z.array(
    z.strictObject({
      lane: z.enum(laneNames),
      model: z.string(),
      provider: z.enum(providerNames).nullable(),
    }),
  ),
  voice: z.enum(voiceNames),
  processor: z.string(),
  cores: count,
  memoryBytes: count,
  system: z.string(),
});
export type SelfTestSetup = z.infer<typeof setupSchema>;

/** Times are on main's monotonic clock, as main has given them before. */
export const selfTestQuestionSchema = z.strictObject({
  /** Null: all that the log holds, an hour at most. */
  sinceMs: ms.nullable(),
  line: z.strictObject({ name: z.enum(selfTestLines), sinceMs: ms }).nullable(),
});
export type SelfTestQuestion = z.infer<typeof selfTestQuestionSchema>;

export const selfTestSchema = z.strictObject({
  nowMs: ms,
  figures: selfTestFiguresSchema,
  /** How it stands with the line that was asked about. */
  line: lineProgressSchema.nullable(),
  setup: setupSchema,
});
export type SelfTest = z.infer<typeof selfTestSchema>;
