import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { providerNames, type ProviderName } from '../../../shared/inference.ts';

/** `providers.json`: the start-up benchmark's choices, valid for one onnxruntime on one computer. */
const chosenSchema = z.strictObject({
  version: z.literal(1),
  /** What the choices hold for; anything else and they are measured again. */
  validFor: z.string(),
  models: z.record(z.string(), z.enum(providerNames)),
});

export type ChosenProviders = Readonly<Record<string, ProviderName>>;

/** The saved choices, empty when there are none or the file is damaged: CPU then, which always works. */
export async function readChosenProviders(path: string, validFor?: string): Promise<ChosenProviders> {
  try {
    const parsed = chosenSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return validFor === undefined || parsed.validFor === validFor ? parsed.models : {};
  } catch {
    return {};
  }
}

export async function writeChosenProviders(
  path: string,
  validFor: string,
  models: ChosenProviders,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const next = `${path}.next`;
  await writeFile(
    next,
    JSON.stringify({ version: 1, validFor, models } satisfies z.input<typeof chosenSchema>),
  );
  await rename(next, path);
}
