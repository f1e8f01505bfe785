import fs from 'node:fs';
import { inRoot } from '../../../.ci/paths.ts';
import type { PolicyFiles } from '../../../shared/inference.ts';

/** The network that Beside ships with; null: none yet. */
export function shippedPolicy(): PolicyFiles | null {
  const network = inRoot('resources/interaction-model/policy.onnx');
  const card = inRoot('resources/interaction-model/policy.json');
  return fs.existsSync(network) && fs.existsSync(card) ? { network, card } : null;
}
