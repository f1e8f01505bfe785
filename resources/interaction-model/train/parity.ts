import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { z } from 'zod';
import { main, say } from '../../../.ci/commands.ts';
import { inRoot } from '../../../.ci/paths.ts';
import { openSession } from '../../../electron/inference/session.ts';

/**
 * `npm run policy:parity [-- --run FOLDER --model FOLDER]`: the app's runtime makes of the exported network, cell by cell,
 * what torch made of the whole sequence in training. Ends with 1 when it does not.
 */

const { values: flags } = parseArgs({
  options: {
    run: { type: 'string', default: inRoot('.cache/interaction-model/runs/full') },
    model: { type: 'string', default: inRoot('resources/interaction-model') },
  },
});

/** Sums in another order differ in their last digits, and over a session these add up. */
const TOLERANCE = 1e-4;

const outputNames = ['act', 'user', 'voice'] as const;

const savedSchema = z.strictObject({
  cells: z.number().int(),
  inputs: z.number().int(),
  outputs: z.number().int(),
  state: z.number().int(),
});
type Saved = z.infer<typeof savedSchema>;

interface Pair {
  readonly cells: readonly Float32Array[];
  readonly wanted: readonly Float32Array[];
  readonly lastState: Float32Array;
  readonly stateSize: number;
}

function readPair(folder: string): Pair {
  const about: Saved = savedSchema.parse(
    JSON.parse(fs.readFileSync(path.join(folder, 'parity.json'), 'utf8')),
  );
  const bytes = fs.readFileSync(path.join(folder, 'parity.bin'));
  const all = new Float32Array(new Uint8Array(bytes).buffer);
  const size = about.cells * (about.inputs + about.outputs) + about.state;
  if (all.length !== size) throw new Error(`parity.bin has ${all.length} numbers, not ${size}`);
  const rows = (offset: number, width: number): readonly Float32Array[] =>
    Array.from({ length: about.cells }, (_, i) => all.slice(offset + i * width, offset + (i + 1) * width));
  return {
    cells: rows(0, about.inputs),
    wanted: rows(about.cells * about.inputs, about.outputs),
    lastState: all.slice(size - about.state),
    stateSize: about.state,
  };
}

const floats = (results: InferenceSession.OnnxValueMapType, name: string): Float32Array => {
  const data = results[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`${name} is no float32`);
  return data;
};

/** NaN counts as far apart: every comparison with it is false. */
const apart = (one: Float32Array, other: Float32Array): number =>
  one.length === other.length
    ? one.reduce((most, value, i) => {
        const difference = Math.abs(value - (other[i] ?? Number.NaN));
        return difference <= most ? most : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
      }, 0)
    : Number.POSITIVE_INFINITY;

interface Compared {
  readonly outputs: number;
  readonly state: number;
  readonly stepsMs: readonly number[];
}

async function compare(session: InferenceSession, pair: Pair): Promise<Compared> {
  let state: Float32Array = new Float32Array(pair.stateSize);
  let outputs = 0;
  const stepsMs: number[] = [];
  for (const [i, cell] of pair.cells.entries()) {
    const startMs = performance.now();
    const results = await session.run({
      cell: new Tensor('float32', cell, [1, cell.length]),
      state: new Tensor('float32', state, [1, pair.stateSize]),
    });
    stepsMs.push(performance.now() - startMs);
    const told = Float32Array.from(outputNames.flatMap((name) => [...floats(results, name)]));
    outputs = Math.max(outputs, apart(told, pair.wanted[i] ?? new Float32Array()));
    state = floats(results, 'next').slice();
  }
  return { outputs, state: apart(state, pair.lastState), stepsMs };
}

function checkHash(folder: string): void {
  const about = z
    .looseObject({ sha256: z.string() })
    .parse(JSON.parse(fs.readFileSync(path.join(folder, 'policy.json'), 'utf8')));
  const sha256 = createHash('sha256')
    .update(fs.readFileSync(path.join(folder, 'policy.onnx')))
    .digest('hex');
  if (sha256 !== about.sha256) throw new Error('policy.json is of another policy.onnx');
}

await main(async () => {
  checkHash(flags.model);
  const pair = readPair(flags.run);
  const session = await openSession(path.join(flags.model, 'policy.onnx'), 'cpu');
  const { outputs, state, stepsMs } = await compare(session, pair);
  const sorted = stepsMs.toSorted((a, b) => a - b);
  const [median, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN);
  say(
    `${pair.cells.length} cells: outputs ${outputs.toExponential(1)} apart at most, last state ${state.toExponential(1)}; ${median?.toFixed(2)} ms a cell, p99 ${p99?.toFixed(2)} ms`,
  );
  if (Math.max(outputs, state) > TOLERANCE)
    throw new Error(`torch and onnxruntime are more than ${TOLERANCE} apart`);
});
