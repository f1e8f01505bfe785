import registryFetch, { type RegistryResponse } from 'npm-registry-fetch';
import { z } from 'zod';
import { readAll, watchBytes } from './byte-stream.ts';
import { sourceError, type Download, type DownloadContext } from './download.ts';
import { parseIntegrity, type Integrity } from './integrity.ts';
import { defaultRegistryHost, type NpmSettings } from './npm-settings.ts';
import { PackError } from './pack-error.ts';

/** A packument is some 100 kB; this only keeps a wrong server from filling the memory. */
const PACKUMENT_LIMIT_BYTES = 64e6;

const distSchema = z.object({
  tarball: z.url(),
  integrity: z.string().optional(),
  shasum: z.string().optional(),
});
const packumentSchema = z.object({ versions: z.record(z.string(), z.object({ dist: distSchema })) });

/** A package's tarball as it arrives, and the hash that the registry promises for it. */
export interface PackageDownload extends Download {
  integrity: Integrity | null;
}

/**
 * Asks the configured registry for a package and starts its tarball.
 * @throws PackError or the network's error; nothing stays open then.
 */
export async function openPackage(
  settings: NpmSettings,
  name: string,
  version: string,
  context: DownloadContext,
): Promise<PackageDownload> {
  const registry = registryFetch.pickRegistry(name, settings);
  const packageName = `${name}@${version}`;
  const packument = await openAddress(settings, packumentAddress(registry, name), packageName, context, {
    accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*',
  });
  let dist: z.infer<typeof distSchema>;
  try {
    dist = distOf(
      await readAll(packument.bytes, PACKUMENT_LIMIT_BYTES),
      version,
      packageName,
      packument.host,
    );
  } finally {
    packument.close();
  }
  const address = tarballAddress(
    dist.tarball,
    registry,
    settings['replaceRegistryHost'],
    defaultRegistryHost(),
  );
  const download = await openAddress(settings, address, packageName, context, {});
  return { ...download, integrity: parseIntegrity(dist.integrity, dist.shasum) };
}

/** Where a registry answers for a package. */
export function packumentAddress(registry: string, name: string): string {
  return `${registry.replace(/\/+$/, '')}/${name.replace('/', '%2f')}`;
}

/**
 * The address a tarball is fetched from. Mirrors often repeat npm's own addresses; npm's setting
 * `replace-registry-host` (`npmjs`, `always`, `never` or a host) says whose are turned to the mirror.
 */
export function tarballAddress(
  tarball: string,
  registry: string,
  replaceHost: unknown,
  npmHost: string | null,
): string {
  const from = new URL(tarball);
  const to = new URL(registry);
  const rule = typeof replaceHost === 'string' ? replaceHost : 'npmjs';
  const replaced = rule === 'always' || from.host === (rule === 'npmjs' ? npmHost : rule);
  if (rule === 'never' || !replaced || from.host === to.host) return tarball;
  const prefix = to.pathname.replace(/\/+$/, '');
  const path = from.pathname.startsWith(`${prefix}/`) ? from.pathname : `${prefix}${from.pathname}`;
  return `${to.origin}${path}${from.search}`;
}

function distOf(
  text: Buffer,
  version: string,
  packageName: string,
  host: string,
): z.infer<typeof distSchema> {
  let json: unknown = null;
  try {
    json = JSON.parse(text.toString('utf8'));
  } catch {
    // Not JSON is not a packument, which is said below: a sign-in page of the network, for example.
  }
  const packument = packumentSchema.safeParse(json);
  if (!packument.success) {
    const facts = { package: packageName, host, note: 'its answer is not that of an npm registry' };
    throw new PackError('unreachable', facts);
  }
  const found = packument.data.versions[version];
  if (found === undefined) throw new PackError('not-found', { package: packageName, host });
  return found.dist;
}

async function openAddress(
  settings: NpmSettings,
  address: string,
  packageName: string,
  context: DownloadContext,
  headers: Record<string, string>,
): Promise<Download> {
  const controller = new AbortController();
  const signal = AbortSignal.any([context.signal, controller.signal]);
  const asked = new URL(address).host;
  context.requireNamed(address);
  let response: RegistryResponse;
  try {
    if (settings['offline'] === true) {
      throw new PackError('unreachable', { note: 'npm is set to work offline' });
    }
    response = await registryFetch(address, {
      ...settings,
      headers,
      signal,
      // The tarball is wanted once: a copy in npm's cache would take the disk twice.
      cache: null,
      preferOffline: false,
      retry: { retries: 0 },
      timeout: context.idleMs,
    });
  } catch (error) {
    context.signal.throwIfAborted();
    throw sourceError(error, { package: packageName, host: asked });
  }
  const download = toDownload(response, asked, packageName, controller, context);
  try {
    // Behind a proxy no connection shows that the registry has led on to another host.
    if (response.url !== '') context.requireNamed(response.url);
  } catch (error) {
    download.close();
    throw error;
  }
  return download;
}

function toDownload(
  response: RegistryResponse,
  asked: string,
  packageName: string,
  controller: AbortController,
  context: DownloadContext,
): Download {
  const host = response.url === '' ? asked : new URL(response.url).host;
  // Ending the connection makes the body fail, which nobody waits for any more.
  (response.body as unknown as NodeJS.EventEmitter).on('error', () => undefined);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* watchBytes(response.body, context);
    } catch (error) {
      context.signal.throwIfAborted();
      throw sourceError(error, { package: packageName, host });
    }
  }
  const close = (): void => controller.abort();
  return { host, bytes: bytes(), close };
}
