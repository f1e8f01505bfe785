import { z } from 'zod';
import type { Cell, Ruling } from '../interaction/timeline/cell.ts';
import type { Effect, Perception } from '../interaction/timeline/events.ts';
import type { Provenance } from '../interaction/timeline/provenance.ts';
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
  situationSchema,
  text,
  texts,
  vetoSchema,
  viewSchema,
} from './part-schemas.ts';

/** Schemas of what can be on the timeline, as `timeline/events.ts` and `timeline/cell.ts` have it. */

const abilities = { hearFast: flag, hearFinal: flag, speak: flag };

const perceptionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('voice-activity'),
    endSample: number,
    probability: number,
    levelDbfs: number,
  }),
  z.strictObject({ type: z.literal('microphone'), open: flag, echoCancelled: flag, atSample: number }),
  z.strictObject({ type: z.literal('abilities'), ...abilities }),
  z.strictObject({ type: z.literal('sound-refed'), fromSample: number }),
  z.strictObject({ type: z.literal('sound-interrupted'), atSample: number }),
  z.strictObject({
    type: z.literal('recognised'),
    requestId: text,
    text,
    costMs: number,
    toSample: number,
    endOfTurn: number.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('policy-output'),
    cell: number,
    act: numbers,
    user: numbers,
    voice: numbers,
  }),
  z.strictObject({ type: z.literal('recognition-failed'), requestId: text }),
  z.strictObject({ type: z.literal('reply-failed'), requestId: text }),
  z.strictObject({ type: z.literal('typed'), text }),
  z.strictObject({ type: z.literal('reply'), requestId: text, reply: replySchema }),
  z.strictObject({
    type: z.literal('synthesised'),
    utteranceId: text,
    sentence: number,
    samples: number,
    sentenceEnd: flag,
    last: flag,
  }),
  z.strictObject({ type: z.literal('synthesis-failed'), utteranceId: text }),
  z.strictObject({ type: z.literal('audible'), utteranceId: text, samples: number }),
  z.strictObject({
    type: z.literal('playback-ended'),
    utteranceId: text,
    samples: number,
    cause: z.enum(['finished', 'stopped', 'lost']),
  }),
  z.strictObject({ type: z.literal('stop-pressed') }),
  z.strictObject({ type: z.literal('manners'), manners: mannersSchema }),
  z.strictObject({ type: z.literal('hushed'), hush: hushSchema }),
  z.strictObject({ type: z.literal('cues-kept'), cues: cuesSchema, wallMs: number }),
  z.strictObject({ type: z.literal('cue-ended'), id: text }),
  z.strictObject({ type: z.literal('output-gone') }),
]) satisfies z.ZodType<Perception>;
agrees<Perception, typeof perceptionSchema>(
  (all) => all,
  (known) => known,
);

const effectSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('recognise'),
    requestId: text,
    lane: z.enum(['hear-fast', 'hear-final']),
    voiceActive: flag,
    fromSample: number,
    toSample: number,
    cutFromSample: number.nullable(),
  }),
  z.strictObject({
    type: z.literal('reply'),
    requestId: text,
    text,
    via: z.enum(['voice', 'typed']),
    situation: situationSchema,
  }),
  z.strictObject({
    type: z.literal('synthesise'),
    utteranceId: text,
    sentences: texts,
    pace: number.nullable(),
  }),
  z.strictObject({ type: z.literal('cancel'), id: text }),
  z.strictObject({ type: z.literal('keep-cues'), cues: cuesSchema }),
  z.strictObject({ type: z.literal('keep-hush'), hush: hushSchema }),
  z.strictObject({ type: z.literal('change-volume'), by: number }),
  z.strictObject({ type: z.literal('set-pace'), pace: number }),
  z.strictObject({ type: z.literal('play'), utteranceId: text }),
  z.strictObject({ type: z.literal('stop'), utteranceId: text, fadeMs: number }),
  z.strictObject({ type: z.literal('duck'), utteranceId: text, on: flag }),
  z.strictObject({ type: z.literal('pause'), utteranceId: text, on: flag }),
  z.strictObject({ type: z.literal('nod'), audible: flag }),
]) satisfies z.ZodType<Effect>;
agrees<Effect, typeof effectSchema>(
  (all) => all,
  (known) => known,
);

const rulingSchema = z.strictObject({
  view: viewSchema,
  output: decisionSchema,
  by: z.enum(['policy', 'scheduler', 'person']),
  decision: decisionSchema,
  veto: vetoSchema.nullable(),
}) satisfies z.ZodType<Ruling>;
agrees<Ruling, typeof rulingSchema>(
  (all) => all,
  (known) => known,
);

const provenanceSchema = z.enum([
  'user-speech',
  'user-typing',
  'self',
  'device',
  'inference',
  'reply-port',
  'bystander',
  'screen',
  'camera',
  'tool',
  'background',
]) satisfies z.ZodType<Provenance>;
agrees<Provenance, typeof provenanceSchema>(
  (all) => all,
  (known) => known,
);

const where = { id: number, atMs: number, provenance: provenanceSchema, cause: number.nullable() };

export const cellSchema = z.strictObject({
  index: number,
  atMs: number,
  wallMs: number,
  zoneMs: number,
  events: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('perceived'), what: perceptionSchema, ...where }),
        z.strictObject({ kind: z.literal('decided'), ruling: rulingSchema, ...where }),
        z.strictObject({ kind: z.literal('act'), effect: effectSchema, ...where }),
      ]),
    )
    .readonly(),
}) satisfies z.ZodType<Cell>;
agrees<Cell, typeof cellSchema>(
  (all) => all,
  (known) => known,
);
