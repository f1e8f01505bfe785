import { z } from 'zod';
import { keptCuesSchema } from '../../shared/cues.ts';
import { vetoes, type Manners } from '../../shared/manners.ts';
import type { Cue, CueOrder } from '../interaction/cues/cue.ts';
import type { Situation } from '../interaction/cues/situation.ts';
import type { PolicyView } from '../interaction/policy/policy.ts';
import type { Decision, Order, Reply } from '../interaction/timeline/events.ts';
import type { Utterance } from '../interaction/voice/utterance.ts';
import { agrees } from './agreement.ts';

/** Schemas of what stands both in events and in the engine's state. */

/** Infinity and the like included: the file's own notation of them is read before (`exact-json.ts`). */
export const number = z.custom<number>((value) => typeof value === 'number', 'expected a number');
export const text = z.string();
export const flag = z.boolean();
/** A code whose list is the engine's: one that has gone since is a difference for the replay to show, not a file to refuse. */
const code = <T extends string>() => z.custom<T>((value) => typeof value === 'string', 'expected a code');
export const texts = z.array(text).readonly();
export const numbers = z.array(number).readonly();

export const cueSchema = keptCuesSchema.shape.cues.element satisfies z.ZodType<Cue>;
agrees<Cue, typeof cueSchema>(
  (all) => all,
  (known) => known,
);
export const cuesSchema = z.array(cueSchema).readonly();

const cueOrderSchemas = [
  z.strictObject({ type: z.literal('set-cue'), cue: cueSchema.omit({ id: true, setAtMs: true }) }),
  z.strictObject({ type: z.literal('cancel-cues'), ids: texts }),
  z.strictObject({ type: z.literal('move-cue'), id: text, timing: cueSchema.shape.timing }),
  z.strictObject({ type: z.literal('start-stopwatch'), atMs: number }),
] as const;
agrees<CueOrder, (typeof cueOrderSchemas)[number]>(
  (all) => all,
  (known) => known,
);

const orderSchema = z.discriminatedUnion('type', [
  ...cueOrderSchemas,
  z.strictObject({ type: z.literal('change-volume'), by: number }),
  z.strictObject({ type: z.literal('set-pace'), pace: number }),
  z.strictObject({ type: z.literal('hush'), untilMs: number }),
  z.strictObject({ type: z.literal('unhush') }),
]) satisfies z.ZodType<Order>;
agrees<Order, typeof orderSchema>(
  (all) => all,
  (known) => known,
);

export const sentenceSchema = z.strictObject({ shown: text, spoken: text });

export const replySchema = z.strictObject({
  sentences: z.array(sentenceSchema).readonly(),
  reason: code<Reply['reason']>(),
  orders: z.array(orderSchema).readonly().exactOptional(),
  continues: z.literal(true).exactOptional(),
  aside: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Reply>;
agrees<Reply, typeof replySchema>(
  (all) => all,
  (known) => known,
);

/** "Not now"; a session from before there was such a thing had none. */
export const hushSchema = z.strictObject({ fromMs: number, untilMs: number }).nullable().default(null);

export const vetoSchema = z.enum(vetoes);

export const situationSchema = z.strictObject({
  wallMs: number,
  zoneMs: number,
  cues: cuesSchema,
  lastCueId: text.nullable(),
  stopwatchMs: number.nullable(),
  hush: hushSchema,
  unfinished: text.nullable(),
  heardBefore: z.strictObject({ text, atMs: number }).nullable(),
  saidBefore: z.strictObject({ text, rest: text }).nullable(),
}) satisfies z.ZodType<Situation>;
agrees<Situation, typeof situationSchema>(
  (all) => all,
  (known) => known,
);

export const utteranceSchema = z.strictObject({
  id: text,
  reason: code<Utterance['reason']>(),
  sentences: z.array(z.strictObject({ shown: text, samples: number.nullable(), whole: flag })).readonly(),
  complete: flag,
  heardSamples: number,
}) satisfies z.ZodType<Utterance>;
agrees<Utterance, typeof utteranceSchema>(
  (all) => all,
  (known) => known,
);

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
agrees<Decision, typeof decisionSchema>(
  (all) => all,
  (known) => known,
);

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
  endOfTurn: number.exactOptional(),
  learned: z.strictObject({ act: numbers, user: numbers, ageMs: number }).exactOptional(),
}) satisfies z.ZodType<PolicyView>;
agrees<PolicyView, typeof viewSchema>(
  (all) => all,
  (known) => known,
);

export const mannersSchema = z.strictObject({
  forwardness: z.enum(['reserved', 'balanced', 'forward']),
  quietHours: z.strictObject({ fromMinute: number, toMinute: number }).nullable(),
  audibleNods: flag,
}) satisfies z.ZodType<Manners>;
agrees<Manners, typeof mannersSchema>(
  (all) => all,
  (known) => known,
);
