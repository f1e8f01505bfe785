import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importPacks } from '../../../../../electron/inference/packs/import-packs.ts';
import { inspectPacks } from '../../../../../electron/inference/packs/inspect.ts';
import { packageTarball } from './support/registry.ts';
import { content, fileOf, filesBelow, manifestOf, npmSource, temporaryFolder } from './support/workspace.ts';

async function setup() {
  const home = await temporaryFolder();
  const [packsDir, folder] = [join(home, 'packs'), join(home, 'from')];
  const [small, large, voice] = [content(3000), content(9000), content(2000)];
  const manifest = manifestOf({
    small: [fileOf('encoder.onnx', small, npmSource('m', 'dist/small/encoder.onnx'))],
    large: [fileOf('encoder.onnx', large, npmSource('m', 'dist/large/encoder.onnx'))],
    voice: [fileOf('renamed.wasm', voice, npmSource('v', 'voice.wasm'))],
  });
  const put = async (path: string, bytes: Buffer) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  };
  const controller = new AbortController();
  const run = (from = folder) => importPacks({ packsDir, manifest, folder: from, signal: controller.signal });
  const states = async () => (await inspectPacks(packsDir, manifest)).map((pack) => pack.state);
  return { packsDir, folder, manifest, small, large, voice, put, run, states, controller };
}

describe('importing packs from a folder', () => {
  it('finds files by name, size and content, whatever the layout', async () => {
    const { put, run, states, small, large, voice, packsDir } = await setup();
    await put('node_modules/m/dist/small/encoder.onnx', small);
    await put('elsewhere/encoder.onnx', large);
    await put('voice.wasm', voice);
    expect(await run()).toEqual({ outcome: 'ready', faults: [] });
    expect(await states()).toEqual(['ready', 'ready', 'ready']);
    expect((await filesBelow(packsDir)).filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('reads the packages themselves', async () => {
    const { put, run, small, large, voice } = await setup();
    const files = { 'dist/small/encoder.onnx': small, 'dist/large/encoder.onnx': large };
    await put('m-1.0.0.tgz', await packageTarball('m', '1.0.0', files));
    await put('deep/v-1.0.0.tgz', await packageTarball('v', '1.0.0', { 'voice.wasm': voice }));
    expect((await run()).outcome).toBe('ready');
  });

  it('asks only for what a first start needs and for what the folder seems to hold', async () => {
    const { packsDir, folder, put, small, voice, controller } = await setup();
    const [big, bigger] = [content(5000), content(6000)];
    const manifest = {
      ...manifestOf({
        small: [fileOf('encoder.onnx', small, npmSource('m', 'dist/small/encoder.onnx'))],
        one: [fileOf('one.onnx', big, npmSource('k', 'one')), fileOf('v.bin', voice, npmSource('k', 'v'))],
        two: [fileOf('two.onnx', bigger, npmSource('k', 'two')), fileOf('v.bin', voice, npmSource('k', 'v'))],
      }),
      starter: ['small'],
    };
    const run = () => importPacks({ packsDir, manifest, folder, signal: controller.signal });
    await put('encoder.onnx', small);
    await put('one.onnx', big);
    expect(await run()).toMatchObject({ outcome: 'failed', faults: [{ packId: 'one' }] });
    await put('v.bin', voice);
    expect(await run()).toEqual({ outcome: 'ready', faults: [] });
  });

  it('takes the packs folder of another computer', async () => {
    const { put, run, small, large, voice, packsDir, manifest } = await setup();
    await put('small/encoder.onnx', small);
    await put('large/encoder.onnx', large);
    await put('voice/renamed.wasm', voice);
    await run();
    const other = await setup();
    const result = await importPacks({
      packsDir: other.packsDir,
      manifest,
      folder: packsDir,
      signal: other.controller.signal,
    });
    expect(result).toEqual({ outcome: 'ready', faults: [] });
  });

  it('says which files were not found and keeps the ones that were', async () => {
    const { put, run, states, small } = await setup();
    await put('encoder.onnx', small);
    const { outcome, faults } = await run();
    expect(outcome).toBe('failed');
    expect(faults.map((fault) => [fault.packId, fault.kind])).toEqual([
      ['large', 'bad-import-folder'],
      ['voice', 'bad-import-folder'],
    ]);
    expect(faults[1]?.message).toContain('renamed.wasm');
    expect(await states()).toEqual(['ready', 'missing', 'missing']);
  });

  it('tells a truncated and a changed file', async () => {
    const { put, run, voice, large } = await setup();
    await put('renamed.wasm', voice.subarray(0, 500));
    await put('encoder.onnx', content(large.byteLength));
    const faults = (await run()).faults;
    expect(faults.find((fault) => fault.packId === 'voice')?.kind).toBe('truncated');
    expect(faults.find((fault) => fault.packId === 'large')?.kind).toBe('wrong-hash');
  });

  it('goes on past a damaged archive and a wrong file of the same name', async () => {
    const { put, run, small, large, voice } = await setup();
    await put('a/m.tgz', content(4000));
    await put('b/cut.tgz', (await packageTarball('v', '1.0.0', { 'voice.wasm': voice })).subarray(0, 900));
    await put('c/encoder.onnx', content(small.byteLength));
    await put('d/encoder.onnx', small);
    await put('e/encoder.onnx', large);
    await put('f/voice.wasm', voice);
    expect(await run()).toEqual({ outcome: 'ready', faults: [] });
  });

  it('refuses a folder that is none, is empty or holds something else', async () => {
    const { put, run, folder } = await setup();
    expect((await run()).faults[0]?.message).toContain('does not exist');
    await put('notes.txt', Buffer.from('x'));
    expect((await run(join(folder, 'notes.txt'))).faults[0]?.message).toContain('is not a folder');
    expect((await run()).faults).toMatchObject([{ kind: 'bad-import-folder', packId: null }]);
  });

  it('is cancelled without a trace', async () => {
    const { put, run, controller, packsDir, small } = await setup();
    await put('encoder.onnx', small);
    controller.abort();
    expect(await run()).toEqual({ outcome: 'cancelled', faults: [] });
    expect(await filesBelow(packsDir)).toEqual([]);
  });
});
