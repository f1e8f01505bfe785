import { z } from 'zod';
import { EGRESS_HOST, EGRESS_MARK, isEgressMessage, MOST_ASKED_HOSTS, MOST_NOTES } from './egress-wire.ts';

/**
 * What leaves the computer, and who may let it: grants, the ledger, and the messages by which a process tells main of
 * both. Never a path, a query or content: a host is a name and a port and nothing else.
 */

/** `example.org:443`, `[::1]:8080`, and without a port for a name that was only looked up. */
export const egressHostSchema = z.string().regex(EGRESS_HOST);

const amount = z.int().nonnegative();

/** Leave to reach some hosts, for one purpose, for a while, for one process. Wall clock, ms. */
export interface EgressGrant {
  readonly id: string;
  readonly purpose: string;
  readonly process: string;
  readonly hosts: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A line of the ledger. Repeats of the same are one line that grows. */
export const egressEntrySchema = z.strictObject({
  /** Which part of Beside, as it follows "The": "voice engine". */
  process: z.string(),
  host: egressHostSchema,
  /** Null for what nobody granted. */
  purpose: z.string().nullable(),
  firstMs: z.number(),
  lastMs: z.number(),
  attempts: amount,
  bytesSent: amount,
  bytesReceived: amount,
  refused: z.boolean(),
});
export type EgressEntry = z.infer<typeof egressEntrySchema>;

/** Sums that outlive the lines they were made of. */
export const egressTotalsSchema = z.strictObject({
  bytesSent: amount,
  bytesReceived: amount,
  /** Attempts that were refused. */
  refused: amount,
});
export type EgressTotals = z.infer<typeof egressTotalsSchema>;

/** `egress.json`. Newest last. */
export const keptEgressSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(egressEntrySchema),
  /** What stood on the lines that had to go. */
  dropped: egressTotalsSchema,
});

/** What the overlay shows: the newest lines first, and the sums of all there ever were. */
export const egressViewSchema = egressTotalsSchema.extend({ entries: z.array(egressEntrySchema) });
export type EgressView = z.infer<typeof egressViewSchema>;

/** What a guard has seen since it last told. Main knows which process it comes from and asks nobody. */
export const egressNoteSchema = egressEntrySchema.omit({ process: true });
export type EgressNote = z.infer<typeof egressNoteSchema>;

const mark = z.literal(EGRESS_MARK);

/** Guard → main, or a worker thread's guard → that of its process. */
const egressTellSchema = z.discriminatedUnion('type', [
  z.strictObject({ mark, type: z.literal('noted'), notes: z.array(egressNoteSchema).max(MOST_NOTES) }),
  /** The hosts that this process is set up with, before it connects to any. */
  z.strictObject({
    mark,
    type: z.literal('ask'),
    hosts: z.array(egressHostSchema).min(1).max(MOST_ASKED_HOSTS),
  }),
]);
export type EgressTell = z.infer<typeof egressTellSchema>;

/** Main → guard: over a private port, with the type as its contract, as to every process of main's. */
export type EgressAnswer =
  | { readonly mark: typeof EGRESS_MARK; readonly type: 'granted'; readonly grant: EgressGrant }
  | { readonly mark: typeof EGRESS_MARK; readonly type: 'denied' };

/** Null for what a process says of itself: sound, fifty times a second, so that only a marked message is looked into. */
export function parseEgressTell(message: unknown): EgressTell | null {
  return isEgressMessage(message) ? (egressTellSchema.safeParse(message).data ?? null) : null;
}
