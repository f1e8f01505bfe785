import { join, posix, win32 } from 'node:path';

/** Where a pack's file lies. `path` comes from a checked manifest, so it stays inside the folder. */
export function packFilePath(packsDir: string, packId: string, path: string): string {
  return join(packsDir, packId, ...path.split('/'));
}

/**
 * Where packs live unless told otherwise: `BESIDE_PACKS_DIR`, else `packs` in the app's data folder,
 * the same folder that Electron calls userData.
 */
export function defaultPacksDir(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const chosen = env['BESIDE_PACKS_DIR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Beside', 'packs');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Beside', 'packs');
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'Beside', 'packs');
}
