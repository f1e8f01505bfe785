import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import { z } from 'zod';
import { inputs } from '../interaction/policy/learned/layout.ts';

/** Of the layout that a network was trained with. */
export const layoutHash = (): string =>
  crypto.createHash('sha256').update(JSON.stringify(inputs)).digest('hex');

const cardSchema = z.object({
  /** Of `policy.onnx`, hex. */
  sha256: z.string(),
  layout: z.string(),
  /** What the policy goes by, calibrated on scenes that training never saw. */
  thresholds: z.object({ speakAt: z.number().min(0).max(1), yieldAt: z.number().min(0).max(1) }),
});
export type PolicyCard = z.infer<typeof cardSchema>;

/** What stands beside the network, `policy.json`. Throws, in words, when it is none. */
export function policyCardOf(content: string): PolicyCard {
  const parsed = cardSchema.safeParse(JSON.parse(content));
  if (!parsed.success) throw new Error(`interaction policy: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Throws, in words, unless the network is the card's, and the card's layout is this one. */
export async function checkPolicyPack(networkFile: string, cardFile: string): Promise<void> {
  const { sha256, layout } = policyCardOf(await fs.readFile(cardFile, 'utf8'));
  if (layout !== layoutHash()) throw new Error('interaction policy: it was trained with another layout');
  const hash = crypto
    .createHash('sha256')
    .update(await fs.readFile(networkFile))
    .digest('hex');
  if (hash !== sha256) throw new Error('interaction policy: its network is not the one of its card');
}
