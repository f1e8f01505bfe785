import { z } from 'zod';
import type { Checkpoint } from '../interaction/timeline/log.ts';
import { agrees } from './agreement.ts';
import {
  cuesSchema,
  decisionSchema,
  flag,
  hushSchema,
  mannersSchema,
  number,
  numbers,
  replySchema,
  sentenceSchema,
  text,
  texts,
  utteranceSchema,
  vetoSchema,
} from './part-schemas.ts';

/** Schema of a checkpoint: the engine's whole state, as `state.ts` has it. */

const overVoiceSchema = z.strictObject({ fromSample: number, samples: number });

const wordStreamSchema = z.strictObject({
  runFrom: number,
  fromSample: number,
  segments: z
    .array(
      z.strictObject({
        fromSample: number,
        toSample: number,
        words: texts,
        finalId: text.nullable(),
        corrected: flag,
      }),
    )
    .readonly(),
  seam: texts,
  committed: texts,
  steady: number,
  tail: texts,
  asked: z.strictObject({ requestId: text, kind: z.enum(['partial', 'cut']), toSample: number }).nullable(),
  askedToSample: number,
  lastCostMs: number,
  pause: z
    .strictObject({
      toSample: number,
      fastId: text.nullable(),
      finalId: text.nullable(),
      fastWords: texts.nullable(),
      finalWords: texts.nullable(),
    })
    .nullable(),
  interrupted: flag,
  failures: number,
  endOfTurn: z.strictObject({ toSample: number, probability: number }).exactOptional(),
});

const draftSchema = z.strictObject({
  via: z.enum(['voice', 'typed']),
  toSample: number,
  continues: text.nullable(),
  requestId: text.nullable(),
  stage: z.enum(['recognising', 'replying', 'voicing', 'ready', 'nothing', 'failed']),
  waitedCells: number,
  heldCells: number,
  text,
  better: z.strictObject({ requestId: text, text }).nullable(),
  reply: replySchema.nullable(),
  utterance: utteranceSchema.nullable(),
});

const aheadSchema = z.strictObject({
  text,
  requestId: text.nullable(),
  stage: z.enum(['replying', 'voicing', 'ready', 'nothing']),
  reply: replySchema.nullable(),
  utterance: utteranceSchema.nullable(),
});

const ownVoiceSchema = z.strictObject({
  utterance: utteranceSchema,
  lineId: text,
  sinceSample: number,
  insists: flag,
  aside: flag,
  state: z.enum(['playing', 'stopping']),
  duckedSample: number.nullable(),
  pausedSample: number.nullable(),
  over: overVoiceSchema.nullable(),
  silentCells: number,
});

const lineSchema = z.strictObject({
  id: text,
  who: z.enum(['user', 'beside']),
  via: z.enum(['voice', 'typed', 'cue']),
  atMs: number,
  text,
  heardChars: number.nullable(),
  state: z.enum(['final', 'waiting', 'speaking', 'cut-off', 'shown']),
  notSaid: z.strictObject({ why: vetoSchema, dueMs: number }).exactOptional(),
});

const stateSchema = z.strictObject({
  cell: number,
  wallMs: number,
  nextId: number,
  /** The policy's own affair. */
  policy: z.unknown(),
  microphone: z.strictObject({ open: flag, echoCancelled: flag }),
  abilities: z.strictObject({ hearFast: flag, hearFinal: flag, speak: flag }),
  couldHear: flag,
  deafCells: number,
  voice: z.strictObject({
    voiced: flag,
    streak: number,
    run: z.strictObject({ fromSample: number, lastVoicedSample: number, voicedSamples: number }).nullable(),
    nowSample: number,
    sinceSample: number,
  }),
  words: wordStreamSchema.nullable(),
  spoken: z.strictObject({ text, untilSample: number, over: overVoiceSchema.nullable() }).nullable(),
  late: z.strictObject({ lineId: text, lead: text, words: wordStreamSchema }).nullable(),
  half: z.strictObject({ lineId: text, answerId: text, toSample: number }).nullable(),
  rest: text.nullable(),
  typed: z.array(z.strictObject({ id: text, text })).readonly(),
  draft: draftSchema.nullable(),
  ahead: aheadSchema.nullable(),
  own: ownVoiceSchema.nullable(),
  book: z.strictObject({
    cues: cuesSchema,
    lastCueId: text.nullable(),
    stopwatchMs: number.nullable(),
    personAtMs: number,
    zoneMs: number,
  }),
  cue: z
    .strictObject({
      ids: texts,
      dueMs: number,
      sentences: z.array(sentenceSchema).readonly(),
      utterance: utteranceSchema,
      stage: z.enum(['voicing', 'ready']),
      /** In a session from before it was kept, the time that it is due counts. */
      askedMs: number.default(0),
    })
    .nullable(),
  lines: z.array(lineSchema).readonly(),
  stop: z.enum(['stop-pressed', 'output-gone']).nullable(),
  manners: mannersSchema,
  hush: hushSchema,
  unaskedAtMs: number.nullable(),
  nod: z.strictObject({ runFrom: number, voicedSamples: number, untilSample: number }).nullable(),
  decision: decisionSchema,
  network: z.strictObject({ cell: number, act: numbers, user: numbers }).exactOptional(),
});

export const checkpointSchema = z.strictObject({
  cell: number,
  events: number,
  atMs: number,
  state: stateSchema,
}) satisfies z.ZodType<Checkpoint<unknown>>;
agrees<Checkpoint<unknown>, typeof checkpointSchema>(
  (all) => all,
  (known) => known,
);
