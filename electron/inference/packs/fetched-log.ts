import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { egressEntrySchema, type EgressEntry } from '../../../shared/egress.ts';

/**
 * What the packs command fetched from whom, a line each, beside the packs: the command runs without Beside, and Beside
 * shows it all the same.
 */
const NAME = 'fetched.jsonl';

export async function appendFetched(packsDir: string, entries: readonly EgressEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await mkdir(packsDir, { recursive: true });
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`);
  await appendFile(join(packsDir, NAME), lines.join(''));
}

export async function readFetched(packsDir: string): Promise<EgressEntry[]> {
  return parseFetched(await readFile(join(packsDir, NAME), 'utf8').catch(() => ''));
}

/** Once, at the start, as Beside's other files are read. */
export function readFetchedNow(packsDir: string): EgressEntry[] {
  try {
    return parseFetched(readFileSync(join(packsDir, NAME), 'utf8'));
  } catch {
    return [];
  }
}

/** A line that was cut off or is of another kind is left out: the others still tell. */
function parseFetched(text: string): EgressEntry[] {
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = egressEntrySchema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
