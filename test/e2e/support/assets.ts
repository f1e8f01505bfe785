import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** Recordings that are too large for the repository. */
const assetsFolder = (): string => path.resolve(root, process.env['BESIDE_ASSETS'] ?? '../shared/assets');

/** The file, or null when the recordings are not on this machine. */
export function asset(name: string): string | null {
  const file = path.join(assetsFolder(), name);
  return fs.existsSync(file) ? file : null;
}

/** For `test.skip(condition, reason)`: null when every file is there. */
export function missingAssets(...names: readonly string[]): string | null {
  const missing = names.filter((name) => asset(name) === null);
  if (missing.length === 0) return null;
  return `recordings missing: ${missing.join(', ')}; point BESIDE_ASSETS to the folder that holds them`;
}
