import { z } from 'zod';
import type { Cell } from '../interaction/timeline/cell.ts';
import type { Checkpoint } from '../interaction/timeline/log.ts';
import { cellSchema } from './event-schemas.ts';
import { fromExactJson, toExactJson } from './exact-json.ts';
import { checkpointSchema } from './state-schema.ts';
import { withoutWords } from './without-words.ts';

/**
 * A session as a file: one line of JSON that says what it is, one with the state that it begins with, then a line a cell.
 */

const FORMAT = 'beside-session';
/** Counts up whenever a file of before could not be read any more. */
const VERSION = 1;

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Beside's own version. */
  beside: z.string(),
  policy: z.string(),
  /** False: every text is blanked out. */
  words: z.boolean(),
  savedAtMs: z.number(),
  /** What it ran on; no names of people or computers. */
  machine: z.strictObject({
    platform: z.string(),
    arch: z.string(),
    cpu: z.string(),
    /** Null: it ran without Electron. */
    electron: z.string().nullable(),
    node: z.string(),
  }),
});
export type SessionHeader = z.infer<typeof headerSchema>;
export type AboutSession = Omit<SessionHeader, 'format' | 'version'>;

/** What is on the timeline, to be written. */
export interface Recording {
  readonly start: Checkpoint<unknown>;
  readonly cells: readonly Cell[];
}

/** The file's lines, each made when it is asked for: an hour of them takes a second. */
export function* sessionLines(about: AboutSession, { start, cells }: Recording): Generator<string, void> {
  const bare = about.words ? <T>(value: T): T => value : withoutWords;
  const header: SessionHeader = { format: FORMAT, version: VERSION, ...about };
  yield `${toExactJson(header)}\n`;
  yield `${toExactJson(bare(start))}\n`;
  for (const cell of cells) yield `${toExactJson(bare(cell))}\n`;
}

/** Why a file is no session: what is wrong, on which line, and what to do. Holds no word of the session's. */
export class SessionFault extends Error {}

export interface Session {
  readonly header: SessionHeader;
  readonly start: Checkpoint<unknown>;
  /** Read one by one while they are asked for; throws a `SessionFault` at the first that cannot be. */
  readonly cells: Iterable<Cell>;
}

/** Throws a `SessionFault`. */
export function readSession(content: string): Session {
  const lines = content.split('\n');
  // A whole file ends with a line feed.
  if (lines.at(-1) === '') lines.pop();
  const [first = '', second] = lines;
  const header = readHeader(first);
  if (second === undefined) throw new SessionFault(`line 2: ${CUT_OFF}`);
  const start = parsed(checkpointSchema, second, 2, lines.length);
  return { header, start, cells: { [Symbol.iterator]: () => cellsIn(lines) } };
}

function* cellsIn(lines: readonly string[]): Generator<Cell> {
  for (const [i, line] of lines.entries()) if (i >= 2) yield parsed(cellSchema, line, i + 1, lines.length);
}

const CUT_OFF = 'the file breaks off here: it was not saved or copied whole. Save it again.';
const NO_SESSION =
  'line 1: this is no session of Beside’s. Choose a file that was made with “Save what happened…”.';

/** Looked at before anything else: a file of a newer format is to be told so, not that a field is unknown. */
const looseHeader = z.object({ format: z.literal(FORMAT), version: z.int() });

function readHeader(line: string): SessionHeader {
  const json = jsonOf(line);
  const about = looseHeader.safeParse(json);
  if (!about.success) throw new SessionFault(NO_SESSION);
  if (about.data.version > VERSION)
    throw new SessionFault(
      `line 1: the file is of format ${about.data.version}, which a newer Beside has made; this one reads format ${VERSION}. Replay it with the newer one.`,
    );
  return fitting(headerSchema, json, 1);
}

function parsed<S extends z.ZodType>(schema: S, line: string, at: number, of: number): z.infer<S> {
  const json = jsonOf(line);
  if (json === undefined)
    throw new SessionFault(
      `line ${at}: ${at === of ? CUT_OFF : 'this is no JSON: the file is damaged. Take another copy of it.'}`,
    );
  return fitting(schema, json, at);
}

function fitting<S extends z.ZodType>(schema: S, json: unknown, at: number): z.infer<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new SessionFault(
    `line ${at}${where}: ${issue?.message ?? 'not as expected'}. The file was changed, or made by another Beside than this: replay it with the one that made it.`,
  );
}

/** Undefined: it is none. */
function jsonOf(line: string): unknown {
  try {
    return fromExactJson(line);
  } catch {
    return undefined;
  }
}
