import registryFetch from 'npm-registry-fetch';
import type { PackSource } from '../../../shared/packs.ts';
import { hostOfAddress } from '../../privacy/egress.ts';
import type { NpmSettings } from './npm-settings.ts';
import type { WantedFile } from './plan.ts';

const PROXIES = new Set(['https_proxy', 'http_proxy', 'proxy']);

/**
 * The hosts that these files may come from: the registries of the person's npm configuration, the manifest's
 * addresses, and the proxies on the way to them. Nothing that a server says is in it.
 */
export function sourceHosts(
  wanted: readonly WantedFile[],
  settings: NpmSettings,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const sources = wanted
    .flatMap(({ file }) => file.sources)
    .flatMap((source) => addressesOf(source, settings));
  const proxies = Object.keys(env).filter((name) => PROXIES.has(name.toLowerCase()));
  const addresses: unknown[] = [
    ...sources,
    settings['httpsProxy'],
    settings['proxy'],
    ...proxies.map((name) => env[name]),
  ];
  const hosts = addresses.map((address) => (typeof address === 'string' ? hostOfAddress(address) : null));
  return [...new Set(hosts.filter((host) => host !== null))];
}

function addressesOf(source: PackSource, settings: NpmSettings): string[] {
  switch (source.kind) {
    case 'npm':
      return [registryFetch.pickRegistry(source.package, settings)];
    case 'npm-parts':
      return source.parts.map((part) => registryFetch.pickRegistry(part.package, settings));
    case 'url':
      return [source.url];
  }
}
