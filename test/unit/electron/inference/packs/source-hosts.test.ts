import { expect, test } from 'vitest';
import type { WantedFile } from '../../../../../electron/inference/packs/plan.ts';
import { sourceHosts } from '../../../../../electron/inference/packs/source-hosts.ts';
import type { PackSource } from '../../../../../shared/packs.ts';
import { content, fileOf } from './support/workspace.ts';

const npm = (name: string): PackSource => ({ kind: 'npm', package: name, version: '1.0.0', path: 'x' });
const wanted = (...sources: PackSource[]): WantedFile[] => [
  { packId: 'p', title: 'P', file: fileOf('x.bin', content(), ...sources) },
];
const settings = {
  registry: 'https://mirror.example/npm/',
  '@maker:registry': 'https://maker.example:8443/',
};

test('the registry is that of the person, and that of the scope where there is one', () => {
  expect(sourceHosts(wanted(npm('one'), npm('@maker/two')), settings, {})).toEqual([
    'mirror.example:443',
    'maker.example:8443',
  ]);
});

test('parts and addresses count too, each host once', () => {
  const parts: PackSource = {
    kind: 'npm-parts',
    parts: [{ package: '@maker/two', version: '1.0.0', path: 'x', bytes: 1 }],
  };
  const url: PackSource = { kind: 'url', url: 'https://files.example/a/b?c' };
  expect(sourceHosts(wanted(parts, url, url), settings, {})).toEqual([
    'maker.example:8443',
    'files.example:443',
  ]);
});

test('so do the proxies on the way, of npm and of the environment, and nothing else of it', () => {
  const all = { ...settings, proxy: 'http://me:secret@proxy.example:3128', httpsProxy: null };
  const env = { HTTPS_PROXY: 'socks5://socks.example', http_proxy: '', HOME: 'https://no.example' };
  expect(sourceHosts(wanted(npm('one')), all, env)).toEqual([
    'mirror.example:443',
    'proxy.example:3128',
    'socks.example:1080',
  ]);
});
