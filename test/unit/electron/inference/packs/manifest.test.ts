import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFilePath } from '../../../../../electron/inference/packs/folder.ts';
import {
  checkManifest,
  isAllowedAddress,
  loadManifest,
  parseManifest,
  selectPacks,
} from '../../../../../electron/inference/packs/manifest.ts';
import { PackError } from '../../../../../electron/inference/packs/pack-error.ts';
import { packFileSchema, type PackManifest } from '../../../../../shared/packs.ts';
import { content, fileOf, manifestOf, npmSource } from './support/workspace.ts';

const REAL = join(process.cwd(), 'resources/packs.json');
const source = npmSource('x', 'x');
const file = fileOf('a.bin', content(10), source);

function problemOf(manifest: unknown): string {
  try {
    checkManifest(manifest);
  } catch (error) {
    if (error instanceof PackError && error.kind === 'bad-manifest') return error.facts.note ?? '';
    throw error;
  }
  return 'none';
}

describe('the manifest that is shipped', () => {
  it('is good, and its starter is every pack but the natural voice, which is asked for by itself', async () => {
    const manifest = await loadManifest(REAL);
    const asked = manifest.packs.map((pack) => pack.id).filter((id) => !manifest.starter.includes(id));
    expect(asked).toEqual(['kokoro-fp32']);
  });

  it('names no registry, and a licence for each file', async () => {
    expect(await readFile(REAL, 'utf8')).not.toMatch(/https?:|registry/);
    const files = (await loadManifest(REAL)).packs.flatMap((pack) => pack.files);
    expect(files.every((each) => each.licence.length > 2)).toBe(true);
  });
});

describe('a bad manifest', () => {
  it('is refused when it is absent, no JSON or of another shape', async () => {
    await expect(loadManifest(join(REAL, 'nowhere'))).rejects.toMatchObject({ kind: 'bad-manifest' });
    expect(() => parseManifest('{')).toThrow(PackError);
    expect(problemOf({ version: 2 })).toContain('version');
    expect(problemOf({ ...manifestOf({ a: [file] }), extra: 1 })).not.toBe('none');
  });

  it('is refused when ids or paths repeat, also in another case, or nest', () => {
    const good = manifestOf({ a: [file] });
    expect(problemOf(good)).toBe('none');
    expect(problemOf({ ...good, packs: [...good.packs, ...good.packs] })).toContain('twice');
    expect(problemOf({ ...good, starter: ['b'] })).toContain('"b"');
    expect(problemOf(manifestOf({ a: [file, { ...file, path: 'A.BIN' }] }))).toContain('twice');
    expect(problemOf(manifestOf({ a: [file, { ...file, path: 'a.bin/b' }] }))).toContain('as a folder');
  });

  it('is refused when an address is neither https nor on this computer', () => {
    const at = (url: string): PackManifest =>
      manifestOf({ a: [{ ...file, sources: [{ kind: 'url', url }] }] });
    expect(problemOf(at('http://example.org/x'))).toContain('not https');
    expect(problemOf(at('https://example.org/x'))).toBe('none');
    expect(problemOf(at('http://127.0.0.1:1/x'))).toBe('none');
  });

  it('is refused when parts do not make the file by size', () => {
    const part = { package: 'x', version: '1.0.0', path: 'p', bytes: 5 };
    const of = (...parts: (typeof part)[]): PackManifest =>
      manifestOf({ a: [{ ...file, sources: [{ kind: 'npm-parts', parts }] }] });
    expect(problemOf(of(part))).toContain('parts that do not make "a.bin"');
    expect(problemOf(of(part, part))).toBe('none');
  });

  it('has no unknown pack to select', () => {
    expect(() => selectPacks(manifestOf({ a: [file] }), ['b'])).toThrow(PackError);
  });
});

describe('addresses', () => {
  it.each([
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'x',
  ])('refuses %s', (address) => expect(isAllowedAddress(address)).toBe(false));

  it('refuses one that carries a sign-in', () => {
    expect(isAllowedAddress('https://me:secret@example.org/x')).toBe(false);
  });
});

describe('the path of a pack file', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', '/', '\\', 'C:', 'a', 'b.bin', '%2e%2e', '\0'),
    fc.string(),
  );
  const anyPath = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'));

  it('never leaves the folder of its pack', () => {
    const accepts = packFileSchema.shape.path;
    const root = join(sep, 'packs', 'one');
    fc.assert(
      fc.property(anyPath, (path) => {
        if (!accepts.safeParse(path).success) return;
        expect(packFilePath(join(sep, 'packs'), 'one', path).startsWith(root + sep)).toBe(true);
        expect(path).not.toMatch(/\\|:|\0/);
      }),
      { numRuns: 2000 },
    );
  });

  it('may be an ordinary one, and never one that begins with a dot', () => {
    const accepts = (path: string): boolean => packFileSchema.shape.path.safeParse(path).success;
    expect(['a.onnx', 'dist/model-1_b.bin', 'a..b'].map(accepts)).toEqual([true, true, true]);
    expect(['.verified.json', '../x', 'a/../b', 'a/..', '/a', 'a/./b', ''].some(accepts)).toBe(false);
  });
});
