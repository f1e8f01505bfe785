import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly mode: number;
  readonly offset: number;
}

// Record layouts and signatures: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const CENTRAL_SIGNATURE = 0x02014b50;
const END_RECORD_MAX_BYTES = 65_557;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const STORED = 0;

function readAt(fd: number, offset: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  fs.readSync(fd, buffer, 0, bytes, offset);
  return buffer;
}

function* zipEntries(fd: number): Generator<ZipEntry> {
  const size = fs.fstatSync(fd).size;
  const tailBytes = Math.min(size, END_RECORD_MAX_BYTES);
  const tail = readAt(fd, size - tailBytes, tailBytes);
  const end = tail.lastIndexOf(END_SIGNATURE);
  if (end < 0) throw new Error('the archive is not a zip file');
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  let at = 0;
  while (at + CENTRAL_HEADER_BYTES <= directory.length && directory.readUInt32LE(at) === CENTRAL_SIGNATURE) {
    const nameBytes = directory.readUInt16LE(at + 28);
    const nameAt = at + CENTRAL_HEADER_BYTES;
    yield {
      name: directory.toString('utf8', nameAt, nameAt + nameBytes),
      method: directory.readUInt16LE(at + 10),
      compressedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    };
    at = nameAt + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

function entryBody(fd: number, entry: ZipEntry): Buffer {
  const header = readAt(fd, entry.offset, LOCAL_HEADER_BYTES);
  const bodyAt = entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const body = readAt(fd, bodyAt, entry.compressedBytes);
  return entry.method === STORED ? body : zlib.inflateRawSync(body);
}

/** Unpacks the files for which `target` names a place below `folder`; null leaves the file out. */
export function unpackZip(archive: string, folder: string, target: (name: string) => string | null): void {
  const fd = fs.openSync(archive, 'r');
  try {
    for (const entry of zipEntries(fd)) {
      const name = entry.name.endsWith('/') ? null : target(entry.name);
      if (name === null) continue;
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, entryBody(fd, entry), { mode: entry.mode & 0o755 || 0o644 });
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** Writes an asar archive (Chromium pickle header, then the files) of a few small flat files. */
export function writeAsar(file: string, contents: Readonly<Record<string, string>>): void {
  const bodies = Object.values(contents).map((text) => Buffer.from(text));
  let offset = 0;
  const files = Object.fromEntries(
    Object.keys(contents).map((name, index) => {
      const size = bodies[index]?.length ?? 0;
      const place = { size, offset: String(offset) };
      offset += size;
      return [name, place];
    }),
  );
  const header = Buffer.from(JSON.stringify({ files }));
  const padding = (4 - (header.length % 4)) % 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(8 + header.length + padding, 4);
  sizes.writeUInt32LE(4 + header.length + padding, 8);
  sizes.writeUInt32LE(header.length, 12);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, Buffer.concat([sizes, header, Buffer.alloc(padding), ...bodies]));
}
