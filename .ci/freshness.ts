import fs from 'node:fs';
import path from 'node:path';
import { inRoot, outFolder } from './paths.ts';

const stamp = path.join(outFolder, '.complete');
const sources = [
  'electron',
  'renderer',
  'shared',
  '.ci/build.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Folders count too: a deleted file changes its folder's time. */
function newestMs(file: string): number {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...fs.readdirSync(file).map((name) => newestMs(path.join(file, name))));
}

/** Only a build of everything may call this: single entries leave the rest as it was. */
export const markBuilt = (): void => fs.writeFileSync(stamp, '');

export function buildIsFresh(): boolean {
  const builtMs = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  return builtMs !== undefined && sources.every((source) => newestMs(inRoot(source)) < builtMs);
}
