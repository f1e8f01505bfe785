import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { getAgent } from '@npmcli/agent';
import { watchBytes } from './byte-stream.ts';
import { sourceError, type Download, type DownloadContext } from './download.ts';
import { classifyStatus } from './faults.ts';
import { isAllowedAddress } from './manifest.ts';
import type { NpmSettings } from './npm-settings.ts';
import { PackError } from './pack-error.ts';

const MOST_REDIRECTS = 5;

/**
 * Starts a public address. Redirects are followed a few times, to hosts that were
 * named before, and never leave https (or this computer, for http). Proxies and certificates are those of npm's configuration;
 * sign-ins are not sent. @throws PackError or the network's error; nothing stays open then.
 */
export async function openUrl(
  settings: NpmSettings,
  address: string,
  context: DownloadContext,
): Promise<Download> {
  let url = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const host = hostOf(url);
    const response = await ask(settings, url, host, context);
    const location = redirectOf(response, url);
    if (location === null) return toDownload(response, host, context);
    response.destroy();
    url = location;
  }
  throw new PackError('unreachable', { host: hostOf(address), note: 'it redirects without end' });
}

async function ask(
  settings: NpmSettings,
  url: string,
  host: string,
  context: DownloadContext,
): Promise<IncomingMessage> {
  if (!isAllowedAddress(url)) {
    throw new PackError('unreachable', { host, note: 'it leads to an address that is not https' });
  }
  context.requireNamed(url);
  try {
    return await send(url, agentOptions(settings), context);
  } catch (error) {
    context.signal.throwIfAborted();
    throw sourceError(error, { host });
  }
}

function send(
  url: string,
  options: Record<string, unknown>,
  context: DownloadContext,
): Promise<IncomingMessage> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent: getAgent(url, options), headers: { 'accept-encoding': 'identity' }, signal: context.signal },
      resolve,
    );
    asked.setTimeout(context.idleMs, () => asked.destroy(new PackError('connection-lost')));
    asked.on('error', reject);
    asked.end();
  });
}

function agentOptions(settings: NpmSettings): Record<string, unknown> {
  return {
    proxy: settings['httpsProxy'] ?? settings['proxy'],
    noProxy: settings['noProxy'],
    ca: settings['ca'],
    rejectUnauthorized: settings['strictSSL'] !== false,
    localAddress: settings['localAddress'],
    keepAlive: false,
  };
}

function redirectOf(response: IncomingMessage, from: string): string | null {
  const status = response.statusCode ?? 0;
  const location = response.headers.location;
  if (status < 300 || status > 399 || location === undefined) return null;
  try {
    return new URL(location, from).href;
  } catch {
    response.destroy();
    throw new PackError('unreachable', { host: hostOf(from), note: 'it redirects to nowhere' });
  }
}

function toDownload(response: IncomingMessage, host: string, context: DownloadContext): Download {
  const status = response.statusCode ?? 0;
  const close = (): void => void response.destroy();
  response.on('error', () => undefined);
  if (status !== 200) {
    close();
    const { kind, retry, facts } = classifyStatus(Math.max(status, 400), { host });
    throw new PackError(kind, { ...facts, retry });
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* watchBytes(response, context);
    } catch (error) {
      context.signal.throwIfAborted();
      throw sourceError(error, { host });
    }
  }
  return { host, bytes: bytes(), close };
}

function hostOf(address: string): string {
  return new URL(address).host;
}
