import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Flite } from '../../../../../electron/inference/models/flite.ts';

/** Model files are data from elsewhere. What they can name, they cannot reach; no guard stands here but what runs them. */

let folder: string;
let connections: number;
let server: net.Server;
let port: number;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-model-'));
  connections = 0;
  server = net.createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  await new Promise((done) => server.close(done));
});

const text = (name: string): number[] => [name.length, ...Buffer.from(name)];
const section = (id: number, content: readonly number[]): number[] => [id, content.length, ...content];

/** A WASI command that does nothing but call one import with five zeroes. */
function wasmCalling(module: string, name: string): string {
  const zeroes = [0x41, 0, 0x41, 0, 0x41, 0, 0x41, 0, 0x41, 0];
  const body = [0x00, ...zeroes, 0x10, 0x00, 0x1a, 0x0b];
  const bytes = [
    ...Buffer.from('\0asm\u0001\0\0\0'),
    ...section(1, [2, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0]),
    ...section(2, [1, ...text(module), ...text(name), 0, 0]),
    ...section(3, [1, 1]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('_start'), 0, 1]),
    ...section(10, [1, body.length, ...body]),
  ];
  const file = path.join(folder, 'voice.wasm');
  fs.writeFileSync(file, Buffer.from(bytes));
  return file;
}

const ending = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it ran',
    (error: unknown) => String(error),
  );

test('a voice that asks its WASI world for a socket gets none', async () => {
  const voice = await Flite.open(wasmCalling('wasi_snapshot_preview1', 'sock_send'));
  expect(await ending(voice.speak('hello', 'rms'))).toBe('sockets not supported');
});

test('a voice that asks for more than WASI does not even start', async () => {
  const voice = await Flite.open(wasmCalling('env', 'fetch'));
  expect(await ending(voice.speak('hello', 'rms'))).toMatch(/LinkError|TypeError/);
});

/** Protocol buffers: a field with content, and one with a small number. */
const field = (id: number, content: readonly number[]): number[] => [
  (id << 3) | 2,
  content.length,
  ...content,
];
const words = (id: number, value: string): number[] => field(id, [...Buffer.from(value)]);
const number = (id: number, value: number): number[] => [id << 3, value];
/** Longer than a byte of length can say. */
const long = (id: number, content: readonly number[]): number[] => [
  (id << 3) | 2,
  (content.length & 0x7f) | 0x80,
  content.length >> 7,
  ...content,
];

/** ONNX: y = x + w, with w elsewhere. */
function modelWithWeightsAt(location: string): Uint8Array {
  const shape = field(2, field(1, number(1, 1)));
  const value = (name: string): number[] => [
    ...words(1, name),
    ...field(2, field(1, [...number(1, 1), ...shape])),
  ];
  const weights = [
    ...number(1, 1),
    ...number(2, 1),
    ...words(8, 'w'),
    ...field(13, [...words(1, 'location'), ...words(2, location)]),
    ...number(14, 1),
  ];
  const graph = [
    ...field(1, [...words(1, 'x'), ...words(1, 'w'), ...words(2, 'y'), ...words(4, 'Add')]),
    ...words(2, 'g'),
    ...field(5, weights),
    ...field(11, value('x')),
    ...field(12, value('y')),
  ];
  return Uint8Array.from([...number(1, 8), ...long(7, graph), ...field(8, number(2, 13))]);
}

test('a model whose weights lie at an address is not loaded, and nobody is asked', async () => {
  const file = path.join(folder, 'model.onnx');
  fs.writeFileSync(file, modelWithWeightsAt(`http://127.0.0.1:${port}/w`));
  const outcome = await ending(InferenceSession.create(file));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(connections).toBe(0);
  expect(outcome).toMatch(/127\.0\.0\.1/);
});

test('the same model with its weights beside it is loaded: it is the address that is refused', async () => {
  fs.writeFileSync(path.join(folder, 'w'), Buffer.from(Float32Array.of(2).buffer));
  const file = path.join(folder, 'model.onnx');
  fs.writeFileSync(file, modelWithWeightsAt('w'));
  expect(await ending(InferenceSession.create(file))).toBe('it ran');
});
