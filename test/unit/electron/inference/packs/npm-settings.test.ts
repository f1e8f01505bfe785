import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPacks } from '../../../../../electron/inference/packs/fetch-packs.ts';
import { parseIntegrity } from '../../../../../electron/inference/packs/integrity.ts';
import { loadNpmSettings } from '../../../../../electron/inference/packs/npm-settings.ts';
import { packumentAddress, tarballAddress } from '../../../../../electron/inference/packs/npm-source.ts';
import {
  content,
  fetchSetup,
  fileOf,
  manifestOf,
  npmSource,
  startRegistry,
  temporaryFolder,
} from './support/workspace.ts';

async function scopedPackage() {
  const registry = await startRegistry();
  const bytes = content(1000);
  await registry.publish('@maker/m', '1.0.0', { 'x.bin': bytes });
  const setup = await fetchSetup(
    manifestOf({ p: [fileOf('x.bin', bytes, npmSource('@maker/m', 'x.bin'))] }),
    registry,
  );
  const host = new URL(registry.address).host;
  const bareEnv = { HOME: setup.home, PATH: '', npm_config_globalconfig: join(setup.home, 'none') };
  const fetchWith = (env: Record<string, string>, cwd = setup.home) =>
    fetchPacks({ ...setup.options, npmSettings: () => loadNpmSettings({ env, cwd }) });
  return { registry, host, bareEnv, fetchWith, ...setup };
}

describe("the person's npm configuration", () => {
  it('gives a scope its registry and sign-in, from the user file, without an npm on this computer', async () => {
    const { registry, host, home, bareEnv, fetchWith } = await scopedPackage();
    const userFile = `@maker:registry=http://${host}/\n//${host}/:_authToken=s3cret\nregistry=http://127.0.0.1:9/\n`;
    await writeFile(join(home, '.npmrc'), userFile);
    const signIns: unknown[] = [];
    registry.misbehave = ({ request }) => (signIns.push(request.headers.authorization), false);
    expect((await fetchWith(bareEnv)).outcome).toBe('ready');
    expect(signIns).toEqual(['Bearer s3cret', 'Bearer s3cret']);
  });

  it('counts the file of the project, with variables filled in', async () => {
    const { host, home, bareEnv, fetchWith } = await scopedPackage();
    const project = join(home, 'project');
    await mkdir(join(project, 'node_modules'), { recursive: true });
    await writeFile(join(project, 'package.json'), '{}');
    await writeFile(join(project, '.npmrc'), 'registry=http://${MIRROR}/\n');
    expect((await fetchWith({ ...bareEnv, MIRROR: host }, project)).outcome).toBe('ready');
  });

  it('counts the proxy', async () => {
    const { registry, bareEnv, fetchWith } = await scopedPackage();
    const env = {
      ...bareEnv,
      npm_config_registry: 'http://mirror.invalid/',
      npm_config_proxy: registry.address,
    };
    registry.misbehave = ({ response }) => (response.writeHead(407).end(), true);
    expect((await fetchWith(env)).faults[0]?.message).toContain('proxy wants a sign-in');
    expect(registry.asked[0]).toContain('mirror.invalid');
  });

  it('never shows a sign-in in a fault', async () => {
    const { registry, host, bareEnv, fetchWith } = await scopedPackage();
    registry.misbehave = ({ response }) => (response.writeHead(403).end('{}'), true);
    const env = { ...bareEnv, npm_config_registry: `http://me:s3cret@${host}/` };
    const { faults } = await fetchWith(env);
    expect(faults[0]?.message).toContain(host);
    expect(JSON.stringify(faults)).not.toContain('s3cret');
  });

  it('is respected when npm is set to work offline', async () => {
    const { registry, bareEnv, fetchWith } = await scopedPackage();
    const env = { ...bareEnv, npm_config_registry: `${registry.address}/`, npm_config_offline: 'true' };
    expect((await fetchWith(env)).faults[0]?.message).toContain('work offline');
    expect(registry.asked).toEqual([]);
  });

  it('leaves the environment of this process as it was', async () => {
    const home = await temporaryFolder();
    const before = { ...process.env };
    await loadNpmSettings({ env: process.env, cwd: home });
    expect(process.env).toEqual(before);
  });
});

describe('addresses in a registry', () => {
  it('asks for a scoped package under the registry, with or without its slash', () => {
    expect(packumentAddress('https://r.example/npm/', '@a/b')).toBe('https://r.example/npm/@a%2fb');
    expect(packumentAddress('https://r.example', 'b')).toBe('https://r.example/b');
  });

  it("turns npm's own tarball addresses to the mirror, and others only when asked to", () => {
    const turn = (tarball: string, rule?: string): string =>
      tarballAddress(tarball, 'https://mirror.example/api/npm/', rule, 'npm.example');
    const path = '/a/-/a-1.0.0.tgz';
    const mirrored = `https://mirror.example/api/npm${path}`;
    expect(turn(`https://npm.example${path}`)).toBe(mirrored);
    expect(turn(`https://npm.example${path}`, 'never')).toBe(`https://npm.example${path}`);
    expect(turn(`https://files.example${path}`)).toBe(`https://files.example${path}`);
    expect(turn(`https://files.example${path}`, 'files.example')).toBe(mirrored);
    expect(turn(`https://files.example/api/npm${path}`, 'always')).toBe(mirrored);
    expect(turn(`https://mirror.example/else${path}`, 'always')).toBe(`https://mirror.example/else${path}`);
  });

  it('takes the strongest of the hashes that a registry promises', () => {
    expect(parseIntegrity('sha1-AAAA sha512-BBBB sha512-CCCC?x', undefined)).toEqual({
      algorithm: 'sha512',
      digests: ['BBBB', 'CCCC'],
    });
    expect(parseIntegrity(undefined, 'ff'.repeat(20))?.algorithm).toBe('sha1');
    expect(parseIntegrity('md5-AAAA', 'nonsense')).toBeNull();
  });
});
