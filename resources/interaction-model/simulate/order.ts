import { z } from 'zod';
import { inRoot } from '../../../.ci/paths.ts';

/** What the processes that make sessions say to one another. */

/** `train`: the session of a number; `tune`: one of the panel's tune scenes, by its place among them. */
export const orderSchema = z.strictObject({
  split: z.enum(['train', 'tune']),
  seed: z.number().int(),
  index: z.number().int().min(0),
});
export type Order = z.infer<typeof orderSchema>;
export type DataSplit = Order['split'];

/** What was written, for the progress. */
export interface Made {
  readonly id: string;
  readonly cells: number;
  readonly tookMs: number;
}

const folder = (name: string): string => inRoot('.cache/interaction-model', name);
export const folderOf = (split: DataSplit): string => folder(split);
/** Hearings, so that a later layout of the inputs costs no second hearing. */
export const heardFolder = (): string => folder('heard');
