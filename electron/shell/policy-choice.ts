import fs from 'node:fs';
import { join } from 'node:path';
import type { PolicyFiles } from '../../shared/inference.ts';
import type { Settings } from '../../shared/settings.ts';
import { policyCardOf, type PolicyCard } from '../inference/policy-pack.ts';
import { defaultLearned, learned } from '../interaction/policy/learned/learned.ts';
import type { Policy } from '../interaction/policy/policy.ts';
import { defaultSilenceTimeout, silenceTimeout } from '../interaction/policy/silence-timeout.ts';

export interface ChosenPolicy {
  readonly policy: Policy<null>;
  /** Null: it has no network. */
  readonly files: PolicyFiles | null;
  /** The learned policy was asked for, and its network is not there. */
  readonly missing: boolean;
}

/** The policy that the person wants, or the one that stands in for it where its network is not in `folder`. */
export function choosePolicy(
  { policy: wanted, silenceTimeoutMs: timeoutMs }: Settings['turnTaking'],
  folder: string,
): ChosenPolicy {
  const timed = { policy: silenceTimeout({ ...defaultSilenceTimeout, timeoutMs }), files: null };
  if (wanted === 'silence-timeout') return { ...timed, missing: false };
  const files = { network: join(folder, 'policy.onnx'), card: join(folder, 'policy.json') };
  const card = readCard(files);
  if (!card) return { ...timed, missing: true };
  return { policy: learned({ ...defaultLearned, ...card.thresholds }), files, missing: false };
}

/** Before the first cell: the policy's thresholds cannot come later. Some hundred bytes. */
function readCard({ network, card }: PolicyFiles): PolicyCard | null {
  try {
    fs.accessSync(network);
    return policyCardOf(fs.readFileSync(card, 'utf8'));
  } catch {
    return null;
  }
}
