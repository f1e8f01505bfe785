import path from 'node:path';

/** The project's root folder; every script works from here, whatever the current folder is. */
export const root = path.resolve(import.meta.dirname, '..');
export const inRoot = (...parts: string[]): string => path.join(root, ...parts);

export const outFolder = inRoot('out');
export const distFolder = inRoot('dist');
/** Outside node_modules, which `npm ci` wipes; ignored by git. */
export const cacheFolder = inRoot('.cache');

/** Where the tests keep the model packs, shared by runs. */
export const testPacksFolder = (): string =>
  process.env['BESIDE_PACKS_DIR'] ?? path.join(cacheFolder, 'packs');
