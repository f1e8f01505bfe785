import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectPacks } from '../../../../../electron/inference/packs/inspect.ts';
import { locatePackFile } from '../../../../../electron/inference/packs/locate.ts';
import { content, fileOf, manifestOf, npmSource, temporaryFolder } from './support/workspace.ts';

async function packOfTwo() {
  const packsDir = await temporaryFolder();
  const [a, b] = [content(5000), content(4000)];
  const source = npmSource('x', 'x');
  const manifest = manifestOf({ pack: [fileOf('a.bin', a, source), fileOf('sub/b.bin', b, source)] });
  const put = async (path: string, bytes: Buffer) => {
    const full = join(packsDir, 'pack', path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, bytes);
    return full;
  };
  const inspect = async (full = false) => (await inspectPacks(packsDir, manifest, { full }))[0];
  const locate = (path = 'a.bin') => locatePackFile(packsDir, manifest, 'pack', path);
  return { packsDir, manifest, a, b, put, inspect, locate };
}

/** Changes one bit and keeps size and time: what no stamp can notice. */
async function rotSilently(path: string, bytes: Buffer) {
  const rotten = Buffer.from(bytes);
  rotten.writeUInt8(rotten.readUInt8(0) ^ 1, 0);
  await writeFile(path, rotten);
}

describe('the state of a pack', () => {
  it('is missing, then partial, then ready', async () => {
    const { a, b, put, inspect, locate } = await packOfTwo();
    expect(await inspect()).toMatchObject({ state: 'missing', fault: null, bytes: 9000, licences: ['MIT'] });
    await put('a.bin', a);
    expect((await inspect())?.state).toBe('partial');
    expect(locate()).toBeNull();
    await put('sub/b.bin', b);
    expect((await inspect())?.state).toBe('ready');
    expect(locate('sub/b.bin')).toMatchObject({ path: expect.stringContaining('b.bin') as string });
  });

  it('is broken when a file is too short, too long or has another content', async () => {
    const { a, b, put, inspect, locate } = await packOfTwo();
    await put('sub/b.bin', b);
    for (const [bytes, kind] of [
      [a.subarray(1), 'truncated'],
      [Buffer.concat([a, a]), 'wrong-hash'],
      [content(5000), 'wrong-hash'],
    ] as const) {
      await put('a.bin', bytes);
      expect(await inspect()).toMatchObject({ state: 'broken', fault: { kind, packId: 'pack' } });
      expect(locate('sub/b.bin')).toBeNull();
    }
  });

  it('does not hash again what a stamp vouches for, unless asked to', async () => {
    const { a, b, put, inspect, locate } = await packOfTwo();
    const path = await put('a.bin', a);
    await put('sub/b.bin', b);
    await utimes(path, 1000, 1000);
    expect((await inspect())?.state).toBe('ready');
    await rotSilently(path, a);
    await utimes(path, 1000, 1000);
    expect((await inspect())?.state).toBe('ready');
    expect((await inspect(true))?.state).toBe('broken');
    expect(locate()).toBeNull();
    expect((await inspect())?.state).toBe('broken');
  });

  it('hashes anew when a file was touched, or the stamps are gone or nonsense', async () => {
    const { a, b, put, inspect, locate, packsDir } = await packOfTwo();
    const path = await put('a.bin', a);
    await put('sub/b.bin', b);
    await inspect();
    const stamps = join(packsDir, 'pack/.verified.json');
    await rotSilently(path, a);
    await utimes(path, 2000, 2000);
    expect((await inspect())?.state).toBe('broken');
    await writeFile(path, a);
    await writeFile(stamps, 'nonsense');
    expect(locate()).not.toBeNull();
    expect((await inspect())?.state).toBe('ready');
    expect(await readFile(stamps, 'utf8')).toContain('a.bin');
    await rm(stamps);
    expect(locate()).not.toBeNull();
  });

  it('is broken when a folder lies in the place of a file', async () => {
    const { packsDir, inspect } = await packOfTwo();
    await mkdir(join(packsDir, 'pack/a.bin'), { recursive: true });
    expect((await inspect())?.state).toBe('broken');
  });

  it('has no files that the manifest does not name', async () => {
    const { a, b, put, inspect, locate, packsDir, manifest } = await packOfTwo();
    await put('a.bin', a);
    await put('sub/b.bin', b);
    await put('c.bin', b);
    await inspect();
    expect(locate('c.bin')).toBeNull();
    expect(locatePackFile(packsDir, manifest, 'other', 'a.bin')).toBeNull();
  });
});
