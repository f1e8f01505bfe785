import fs from 'node:fs';
import path from 'node:path';
import { sha256OfFileSync } from '../../../electron/inference/packs/hashing.ts';

/** A model's file that a person puts into the packs' folder: Beside itself neither needs nor fetches it. */
export interface Weights {
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In words: whose it is, of which state and under which licence. */
  readonly origin: string;
}

export const smartTurnWeights = {
  folder: 'smart-turn',
  file: 'smart-turn-v3.2-cpu.onnx',
  bytes: 8_679_182,
  sha256: '2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f',
  origin: 'pipecat-ai/smart-turn-v3 at revision f766f81d3cfdf7737ac64aad813d91bbfd56bf93, BSD-2-Clause',
} as const satisfies Weights;

const pathOf = (packsFolder: string, { folder, file }: Weights): string =>
  path.join(packsFolder, folder, file);

/** Where the file is; null: it isn't there. Throws in words where another file has its place. */
export function locateWeights(packsFolder: string, weights: Weights): string | null {
  const found = pathOf(packsFolder, weights);
  if (!fs.existsSync(found)) return null;
  const { size } = fs.statSync(found);
  const sha256 = size === weights.bytes ? sha256OfFileSync(found) : null;
  if (sha256 === weights.sha256) return found;
  const wrong =
    sha256 === null
      ? `it has ${size} bytes and not ${weights.bytes}`
      : `its sha256 is ${sha256} and not ${weights.sha256}`;
  throw new Error(`${found} is not the file of ${weights.origin}: ${wrong}. Replace it, or take it away.`);
}

/** What is missing and how to get it. */
export const howToGet = (packsFolder: string, weights: Weights): string =>
  `${weights.file} is not here. It is in ${weights.origin} (${weights.bytes} bytes); put it at ${pathOf(packsFolder, weights)}.`;
