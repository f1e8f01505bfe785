import { createHash, randomBytes, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PackFile } from '../../../shared/packs.ts';
import { sha256OfFile } from './hashing.ts';
import { PackError } from './pack-error.ts';

/**
 * A pack file on its way: written under a name of its own, hashed meanwhile, and put in its place in one
 * step only when size and hash are right. Several runs may work on the same file.
 */
export class PartFile {
  readonly #destination: string;
  readonly #temporary: string;
  readonly #expected: PackFile;
  readonly #handle: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  /** Where the next byte goes unless it is said. */
  #bytes = 0;
  /** Bytes from the start that `#hash` has seen; what is written elsewhere is hashed from the disk at the end. */
  #hashed = 0;
  #inOrder = true;
  #closed = false;

  private constructor(destination: string, temporary: string, expected: PackFile, handle: FileHandle) {
    this.#destination = destination;
    this.#temporary = temporary;
    this.#expected = expected;
    this.#handle = handle;
  }

  /** Starts a part file next to `destination`. @throws the file system's error. */
  static async open(destination: string, expected: PackFile): Promise<PartFile> {
    const folder = dirname(destination);
    const temporary = `${destination}.${randomBytes(6).toString('hex')}.part`;
    try {
      await mkdir(folder, { recursive: true });
      return new PartFile(destination, temporary, expected, await open(temporary, 'wx'));
    } catch (error) {
      // On a read-only disk Node says that the folder it should make does not exist.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new PackError('no-permission', { folder });
      throw error;
    }
  }

  /**
   * Writes at the end, or at byte `at`.
   * @throws the file system's error, or PackError `wrong-hash` as soon as more arrives than expected.
   */
  async write(chunk: Uint8Array, at = this.#bytes): Promise<void> {
    const end = at + chunk.byteLength;
    this.#bytes = Math.max(this.#bytes, end);
    if (end > this.#expected.bytes) throw this.#mismatch('wrong-hash');
    this.#take(chunk, at);
    let offset = 0;
    while (offset < chunk.byteLength) {
      const left = chunk.byteLength - offset;
      offset += (await this.#handle.write(chunk, offset, left, at + offset)).bytesWritten;
    }
  }

  /** Checks and puts the file in its place. @throws PackError `truncated` or `wrong-hash`, or the file system's error. */
  async commit(): Promise<void> {
    if (this.#bytes < this.#expected.bytes) throw this.#mismatch('truncated');
    if ((await this.#sha256()) !== this.#expected.sha256) throw this.#mismatch('wrong-hash');
    await this.#handle.sync();
    await this.#close();
    await rename(this.#temporary, this.#destination);
  }

  /** Removes what was written. Safe at any time; after a commit it does nothing. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await rm(this.#temporary, { force: true });
  }

  #take(chunk: Uint8Array, at: number): void {
    this.#inOrder &&= at === this.#hashed;
    if (!this.#inOrder) return;
    this.#hash.update(chunk);
    this.#hashed += chunk.byteLength;
  }

  async #sha256(): Promise<string> {
    return this.#inOrder ? this.#hash.digest('hex') : sha256OfFile(this.#temporary);
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }

  #mismatch(kind: 'truncated' | 'wrong-hash'): PackError {
    const { path, bytes } = this.#expected;
    return new PackError(kind, { file: path, expectedBytes: bytes, actualBytes: this.#bytes });
  }
}
