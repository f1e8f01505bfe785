import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testPacksFolder } from '../../../.ci/paths.ts';

/**
 * A folder with the test packs and nothing else: the shared one also holds the list of what the command line fetched
 * into it, which Beside rightly shows as its own past. The caller removes it.
 */
export function linkedPacks(without: readonly string[] = []): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-packs-'));
  const packs = fs.readdirSync(testPacksFolder(), { withFileTypes: true });
  for (const { name } of packs.filter((entry) => entry.isDirectory() && !without.includes(entry.name)))
    fs.symlinkSync(path.join(testPacksFolder(), name), path.join(folder, name));
  return folder;
}
