import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { HEARING_RATE_HZ } from '../../../shared/audio.ts';
import type { LaneName } from '../../../shared/inference.ts';

/** A straight line: `fixedMs` and `perUnitMs` for each second of sound, or each character of text. */
const lineSchema = z.strictObject({ fixedMs: z.number().min(0), perUnitMs: z.number().min(0) });

/**
 * What work costs in virtual time: lines through the p90 of what was measured, so that the panel is rather too slow than
 * too quick. Made by `npm run panel:costs` and stored with its date and machine.
 */
const costModelSchema = z.strictObject({
  date: z.string(),
  machine: z.string(),
  command: z.string(),
  'hear-fast': lineSchema,
  'hear-final': lineSchema,
  speak: lineSchema,
  /** One 32 ms window of voice activity, from its last sample to main, ms. */
  floorMs: z.number().min(0),
  /** What the interaction policy's network takes for a cell, its sound included, ms. */
  decideMs: z.number().min(0),
});
export type CostModel = z.infer<typeof costModelSchema>;

const file = path.resolve(import.meta.dirname, 'costs.json');

export const readCosts = (): CostModel => costModelSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));

export function writeCosts(model: CostModel): void {
  fs.writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
}

/** What a lane takes for a hearing, ms. */
export function hearingMs(
  model: CostModel,
  lane: LaneName,
  { samples }: { readonly samples: { readonly length: number } },
): number {
  const { fixedMs, perUnitMs } = model[lane === 'hear-final' ? 'hear-final' : 'hear-fast'];
  return fixedMs + perUnitMs * (samples.length / HEARING_RATE_HZ);
}

/** What the voice takes for a sentence, ms. */
export const sentenceMs = ({ speak }: CostModel, sentence: string): number =>
  speak.fixedMs + speak.perUnitMs * sentence.length;
