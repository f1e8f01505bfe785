import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Mono sound. */
export interface Sound {
  readonly rateHz: number;
  readonly samples: Int16Array;
}

const HEADER_BYTES = 44;
const PCM = 1;
const EXTENSIBLE = 0xfffe;

interface Format {
  readonly encoding: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bits: number;
}

const readFormat = (bytes: Buffer, at: number): Format => ({
  encoding: bytes.readUInt16LE(at),
  channels: bytes.readUInt16LE(at + 2),
  rateHz: bytes.readUInt32LE(at + 4),
  bits: bytes.readUInt16LE(at + 14),
});

/** RIFF chunks: four letters, a length, the body, padded to an even length. */
function* chunks(bytes: Buffer): Generator<{ id: string; at: number; length: number }> {
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    yield { id: bytes.toString('latin1', at, at + 4), at: at + 8, length };
    at += 8 + length + (length % 2);
  }
}

function firstChannel(bytes: Buffer, at: number, length: number, channels: number): Int16Array {
  const frames = Math.floor(Math.min(length, bytes.length - at) / 2 / channels);
  return Int16Array.from({ length: frames }, (_, frame) => bytes.readInt16LE(at + 2 * frame * channels));
}

export function parseWav(bytes: Buffer): Sound {
  let format: Format | null = null;
  for (const { id, at, length } of chunks(bytes)) {
    if (id === 'fmt ') format = readFormat(bytes, at);
    if (id !== 'data' || !format) continue;
    if (format.bits !== 16 || (format.encoding !== PCM && format.encoding !== EXTENSIBLE)) {
      throw new Error(
        `The WAV file holds ${format.bits}-bit samples of encoding ${format.encoding}; convert it to 16-bit PCM.`,
      );
    }
    return { rateHz: format.rateHz, samples: firstChannel(bytes, at, length, format.channels) };
  }
  throw new Error('The file is not a WAV file with a fmt and a data chunk.');
}

export function wavBytes(sound: Sound): Buffer {
  const dataBytes = sound.samples.length * 2;
  const bytes = Buffer.alloc(HEADER_BYTES + dataBytes);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(PCM, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sound.rateHz, 24);
  bytes.writeUInt32LE(sound.rateHz * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(dataBytes, 40);
  sound.samples.forEach((sample, index) => bytes.writeInt16LE(sample, HEADER_BYTES + 2 * index));
  return bytes;
}

export const readWav = (file: string): Sound => parseWav(fs.readFileSync(file));

/** Needs the `flac` command, which the tests' system packages include. */
export const readFlac = (file: string): Sound =>
  parseWav(
    execFileSync('flac', ['--silent', '--decode', '--stdout', file], { maxBuffer: 512 * 1024 * 1024 }),
  );

export const readSound = (file: string): Sound => (file.endsWith('.flac') ? readFlac(file) : readWav(file));
