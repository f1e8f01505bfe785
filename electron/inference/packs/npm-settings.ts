import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import Config from '@npmcli/config';
import parts from '@npmcli/config/lib/definitions/index.js';

/** npm's own settings, resolved: registry, scopes, proxies, certificates, sign-ins. Never show or log them. */
export type NpmSettings = Readonly<Record<string, unknown>>;

export interface NpmSettingsOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Where npm would look for a project's `.npmrc`, upwards. */
  cwd: string;
}

/**
 * Reads the person's npm configuration as npm does: environment, project, user and global files.
 * Without an npm on this computer, its defaults and the same files count.
 */
export async function loadNpmSettings(options: NpmSettingsOptions): Promise<NpmSettings> {
  const { npmPath, execPath } = findNpm(options.env);
  const config = new Config({
    definitions: parts.definitions,
    shorthands: parts.shorthands,
    flatten: parts.flatten,
    nerfDarts: parts.nerfDarts,
    npmPath,
    execPath,
    cwd: options.cwd,
    argv: [],
    // Loading sets variables for npm's scripts; they must not leak into our own processes.
    env: { ...options.env },
  });
  await config.load();
  return config.flat;
}

/** The host that npm asks when nothing is configured. */
export function defaultRegistryHost(): string | null {
  const address = parts.defaults['registry'];
  return typeof address === 'string' ? new URL(address).host : null;
}

interface NpmPlace {
  /** npm's package folder, whose `npmrc` is the builtin configuration. */
  npmPath: string;
  /** The Node beside npm, from which npm derives where its global configuration lies. */
  execPath: string;
}

function findNpm(env: NpmSettingsOptions['env']): NpmPlace {
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const place = folder === '' ? null : npmIn(folder);
    if (place !== null) return place;
  }
  return { npmPath: dirname(process.execPath), execPath: process.execPath };
}

function npmIn(folder: string): NpmPlace | null {
  try {
    if (process.platform === 'win32') {
      const npmPath = join(folder, 'node_modules', 'npm');
      return existsSync(join(npmPath, 'package.json'))
        ? { npmPath, execPath: join(folder, 'node.exe') }
        : null;
    }
    const npmPath = dirname(dirname(realpathSync(join(folder, 'npm'))));
    return existsSync(join(npmPath, 'package.json')) ? { npmPath, execPath: join(folder, 'node') } : null;
  } catch {
    return null;
  }
}
