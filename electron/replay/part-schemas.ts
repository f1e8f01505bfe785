import { z } from 'zod';
import { keptCuesSchema } from '../../shared/cues.ts';
import type { Cue, CueOrder } from '../interaction/cues/cue.ts';
import type { Situation } from '../interaction/cues/situation.ts';
import type { Manners } from '../interaction/policy/licence.ts';
import type { PolicyView } from '../interaction/policy/policy.ts';
import type { Decision, Order, Reply } from '../interaction/timeline/events.ts';
import type { Utterance } from '../interaction/voice/utterance.ts';
import { covers, type Known, type Whole } from './agreement.ts';

/** Schemas of what stands both in events and in the engine's state. */

/** Infinity and the like included: the file's own notation of them is read before (`exact-json.ts`). */
export const number = z.custom<number>((value) => typeof value === 'number', 'expected a number');
export const text = z.string();
export const flag = z.boolean();
/** A code whose list is the engine's: one that has gone since is a difference for the replay to show, not a file to refuse. */
const code = <T extends string>() => z.custom<T>((value) => typeof value === 'string', 'expected a code');
export const texts = z.array(text).readonly();

export const cueSchema = keptCuesSchema.shape.cues.element satisfies z.ZodType<Cue>;
covers((all: Whole<Cue>): Known<typeof cueSchema> => all);
export const cuesSchema = z.array(cueSchema).readonly();

const cueOrderSchemas = [
  z.strictObject({ type: z.literal('set-cue'), cue: cueSchema.omit({ id: true, setAtMs: true }) }),
  z.strictObject({ type: z.literal('cancel-cues'), ids: texts }),
  z.strictObject({ type: z.literal('move-cue'), id: text, timing: cueSchema.shape.timing }),
  z.strictObject({ type: z.literal('start-stopwatch'), atMs: number }),
] as const;
covers((all: Whole<CueOrder>): Known<(typeof cueOrderSchemas)[number]> => all);

const orderSchema = z.discriminatedUnion('type', [
  ...cueOrderSchemas,
  z.strictObject({ type: z.literal('change-volume'), by: number }),
  z.strictObject({ type: z.literal('set-pace'), pace: number }),
]) satisfies z.ZodType<Order>;
covers((all: Whole<Order>): Known<typeof orderSchema> => all);

export const sentenceSchema = z.strictObject({ shown: text, spoken: text });

export const replySchema = z.strictObject({
  sentences: z.array(sentenceSchema).readonly(),
  reason: code<Reply['reason']>(),
  orders: z.array(orderSchema).readonly().exactOptional(),
  continues: z.literal(true).exactOptional(),
  aside: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Reply>;
covers((all: Whole<Reply>): Known<typeof replySchema> => all);

export const situationSchema = z.strictObject({
  wallMs: number,
  zoneMs: number,
  cues: cuesSchema,
  lastCueId: text.nullable(),
  stopwatchMs: number.nullable(),
  unfinished: text.nullable(),
  heardBefore: z.strictObject({ text, atMs: number }).nullable(),
  saidBefore: z.strictObject({ text, rest: text }).nullable(),
}) satisfies z.ZodType<Situation>;
covers((all: Whole<Situation>): Known<typeof situationSchema> => all);

export const utteranceSchema = z.strictObject({
  id: text,
  reason: code<Utterance['reason']>(),
  sentences: z.array(z.strictObject({ shown: text, samples: number.nullable(), whole: flag })).readonly(),
  complete: flag,
  heardSamples: number,
}) satisfies z.ZodType<Utterance>;
covers((all: Whole<Utterance>): Known<typeof utteranceSchema> => all);

export const decisionSchema = z.strictObject({
  act: z.enum(['silent', 'backchannel', 'speak', 'interject', 'hold', 'yield']),
  userState: z.enum([
    'silent',
    'speaking',
    'hesitating',
    'finished',
    'backchannel',
    'to-someone-else',
    'noise',
  ]),
  confidence: number,
  reason: code<Decision['reason']>(),
}) satisfies z.ZodType<Decision>;
covers((all: Whole<Decision>): Known<typeof decisionSchema> => all);

export const viewSchema = z.strictObject({
  microphoneOpen: flag,
  utteranceOpen: flag,
  silentMs: number,
  voicedMs: number,
  unsignedMs: number,
  forwardness: z.enum(['reserved', 'balanced', 'forward']),
  typedWaiting: flag,
  ownVoice: z.enum(['silent', 'speaking']),
  overMs: number,
  ownWords: flag,
  askedToStop: flag,
  goesOn: flag,
  askedOfVoice: flag,
}) satisfies z.ZodType<PolicyView>;
covers((all: Whole<PolicyView>): Known<typeof viewSchema> => all);

export const mannersSchema = z.strictObject({
  forwardness: z.enum(['reserved', 'balanced', 'forward']),
  quietHours: z.strictObject({ fromMinute: number, toMinute: number }).nullable(),
  audibleNods: flag,
}) satisfies z.ZodType<Manners>;
covers((all: Whole<Manners>): Known<typeof mannersSchema> => all);
