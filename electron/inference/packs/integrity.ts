import { createHash, type Hash } from 'node:crypto';
import type { Bytes } from './byte-stream.ts';

const STRENGTH = ['sha512', 'sha384', 'sha256', 'sha1'] as const;
type Algorithm = (typeof STRENGTH)[number];

/** The digests that a registry promises for a tarball, by its strongest algorithm. */
export interface Integrity {
  algorithm: Algorithm;
  /** Base64; any one of them may match. */
  digests: readonly string[];
}

/** Reads a subresource-integrity string, else the old hex `shasum`. Null when neither is usable. */
export function parseIntegrity(integrity: string | undefined, shasum: string | undefined): Integrity | null {
  const parts = (integrity ?? '').split(/\s+/).map((part) => /^([a-z0-9]+)-([A-Za-z0-9+/=]+)/.exec(part));
  for (const algorithm of STRENGTH) {
    const digests = parts.flatMap((part) =>
      part?.[1] === algorithm && part[2] !== undefined ? [part[2]] : [],
    );
    if (digests.length > 0) return { algorithm, digests };
  }
  if (shasum === undefined || !/^[0-9a-f]{40}$/i.test(shasum)) return null;
  return { algorithm: 'sha1', digests: [Buffer.from(shasum, 'hex').toString('base64')] };
}

/** Hashes a tarball as it passes. */
export class IntegrityCheck {
  readonly #integrity: Integrity | null;
  readonly #hash: Hash | null;

  constructor(integrity: Integrity | null) {
    this.#integrity = integrity;
    this.#hash = integrity === null ? null : createHash(integrity.algorithm);
  }

  /** The same bytes, hashed as they pass. */
  async *passing(bytes: Bytes): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#hash?.update(chunk);
      yield chunk;
    }
  }

  /** Whether the bytes so far are what was promised; true when nothing was. Call once. */
  holds(): boolean {
    if (this.#integrity === null || this.#hash === null) return true;
    return this.#integrity.digests.includes(this.#hash.digest('base64'));
  }
}
