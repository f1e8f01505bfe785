import fs from 'node:fs/promises';
import { z } from 'zod';

const values = z.array(z.number()).min(1);

const examples = z.strictObject({ turnEnds: z.int(), pauses: z.int() });
const judged = z.strictObject({ examples, accuracy: z.number(), auc: z.number() });

/**
 * A logistic head on what the recogniser's encoder made of a window: `resources/interaction-model/end-of-turn-head.json`,
 * made by `npm run panel:train-eot`.
 */
export const endOfTurnHeadSchema = z
  .strictObject({
    /** The recogniser that it was trained on; of another one's encoder it knows nothing. */
    model: z.string(),
    /** What the vector is brought to mean 0 and deviation 1 with. */
    mean: values,
    scale: z.array(z.number().positive()).min(1),
    weights: values,
    bias: z.number(),
    trained: z.strictObject({
      date: z.string(),
      command: z.string(),
      /** What it was trained on: the split and where its sound came from. */
      split: z.string(),
      examples,
      l2: z.number(),
      /** On examples of another split, which settled `l2` and nothing else; nothing in the training is random. */
      tune: judged,
      /** On those of them that are recordings of people, and no synthetic voices. */
      tunePeople: judged,
    }),
  })
  .refine(({ mean, scale, weights }) => mean.length === weights.length && scale.length === weights.length, {
    error: 'mean, scale and weights differ in length',
  });
export type EndOfTurnHead = z.infer<typeof endOfTurnHeadSchema>;

/** What the probability is made with. */
export type Linear = Pick<EndOfTurnHead, 'mean' | 'scale' | 'weights' | 'bias'>;

/** How likely it is that the person has finished, 0…1. Throws on a vector of another length. */
export function endOfTurnProbability({ mean, scale, weights, bias }: Linear, vector: Float32Array): number {
  if (vector.length !== weights.length)
    throw new Error(`end of turn: the head takes ${weights.length} values, and these are ${vector.length}`);
  let sum = bias;
  for (const [i, weight] of weights.entries())
    sum += (weight * ((vector[i] ?? 0) - (mean[i] ?? 0))) / (scale[i] ?? 1);
  return 1 / (1 + Math.exp(-sum));
}

/** Reads a head; throws in words what is wrong with the file. */
export async function readEndOfTurnHead(file: string, model: string): Promise<EndOfTurnHead> {
  const parsed = endOfTurnHeadSchema.safeParse(jsonOf(await fs.readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`end-of-turn head: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.model !== model)
    throw new Error(`end-of-turn head: it was trained on ${parsed.data.model}, and ${model} is to use it`);
  return parsed.data;
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error('end-of-turn head: no JSON');
  }
}
