import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { INPUT_SIZE } from '../../../electron/interaction/policy/learned/layout.ts';
import type { Scene } from '../../../test/panel/scene.ts';
import { LABEL_SIZE } from './labels.ts';

/** The files that the network learns from: a session's cells, inputs and labels, and what it was. */

/** A cell as stored, float32. */
const ROW_SIZE = INPUT_SIZE + LABEL_SIZE;
const FLOAT_BYTES = 4;

const storedSchema = z.strictObject({
  id: z.string(),
  split: z.enum(['train', 'tune']),
  speakers: z.array(z.string()),
  human: z.boolean(),
  cells: z.number().int(),
  marks: z.array(z.looseObject({ kind: z.string() })),
  /** How it was made. */
  source: z.strictObject({
    seed: z.number().int(),
    kind: z.string(),
    behaviour: z.string(),
    durationMs: z.number(),
    echoDb: z.number().nullable(),
    snrDb: z.number().nullable(),
  }),
});
export type Stored = z.infer<typeof storedSchema>;

export const storedOf = (
  { id, speakers, human, marks, durationMs, echoDb, snrDb }: Scene,
  rest: Pick<Stored, 'split' | 'cells'> & Pick<Stored['source'], 'seed' | 'kind' | 'behaviour'>,
): Stored => ({
  id,
  split: rest.split,
  speakers: [...speakers],
  human,
  cells: rest.cells,
  marks: marks.map((mark) => ({ ...mark })),
  source: { seed: rest.seed, kind: rest.kind, behaviour: rest.behaviour, durationMs, echoDb, snrDb },
});

const files = (folder: string, id: string): { readonly bin: string; readonly json: string } => ({
  bin: path.join(folder, `${id}.bin`),
  json: path.join(folder, `${id}.json`),
});

/** The JSON is written last: where it is, the session is whole. */
export const isStored = (folder: string, id: string): boolean => fs.existsSync(files(folder, id).json);

export function store(
  folder: string,
  about: Stored,
  inputs: readonly Float32Array[],
  labels: readonly Float32Array[],
): void {
  const rows = new Float32Array(inputs.length * ROW_SIZE);
  for (const [cell, input] of inputs.entries()) {
    const label = labels[cell];
    if (input.length !== INPUT_SIZE || label?.length !== LABEL_SIZE)
      throw new Error(`cell ${cell} of ${about.id} has ${input.length} inputs and ${label?.length} labels`);
    rows.set(input, cell * ROW_SIZE);
    rows.set(label, cell * ROW_SIZE + INPUT_SIZE);
  }
  fs.mkdirSync(folder, { recursive: true });
  const { bin, json } = files(folder, about.id);
  written(bin, new Uint8Array(rows.buffer));
  written(json, `${JSON.stringify(about)}\n`);
}

/** Under its name only when it is whole; whoever else makes the same session has a part of its own. */
function written(file: string, content: Uint8Array | string): void {
  const part = `${file}.${process.pid}.part`;
  fs.writeFileSync(part, content);
  fs.renameSync(part, file);
}

export interface Read {
  readonly about: Stored;
  readonly labels: readonly Float32Array[];
}

/** What is stored of a session, without its inputs. */
export function read(folder: string, id: string): Read {
  const { bin, json } = files(folder, id);
  const about = storedSchema.parse(JSON.parse(fs.readFileSync(json, 'utf8')));
  const bytes = fs.readFileSync(bin);
  if (bytes.length !== about.cells * ROW_SIZE * FLOAT_BYTES)
    throw new Error(`${bin} has ${bytes.length} bytes, which are not ${about.cells} cells`);
  const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / FLOAT_BYTES);
  const labels = Array.from({ length: about.cells }, (_, cell) =>
    rows.slice(cell * ROW_SIZE + INPUT_SIZE, (cell + 1) * ROW_SIZE),
  );
  return { about, labels };
}
