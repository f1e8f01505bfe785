import type { Bytes } from './byte-stream.ts';
import { classifyError } from './faults.ts';
import { PackError, type PackErrorFacts } from './pack-error.ts';

/** What every request of a run shares. */
export interface DownloadContext {
  signal: AbortSignal;
  /** Longest silence (ms) of a source. */
  idleMs: number;
  /** Packs come from hosts that the person or the manifest names, and no other. @throws PackError */
  requireNamed: (address: string) => void;
}

/** A body that is arriving. `close` ends the connection and must be called. */
export interface Download {
  host: string;
  bytes: Bytes;
  close: () => void;
}

/** Adds which source a network error is about. One that nobody knows counts as a source out of reach. */
export function sourceError(error: unknown, source: PackErrorFacts): PackError {
  const { kind, retry, facts } = classifyError(error);
  return new PackError(kind === 'internal' ? 'unreachable' : kind, { ...facts, retry, ...source });
}

/** Adds which package an error is about, keeping what is known of it. */
export function withSource(error: unknown, facts: { package: string; host: string }): PackError {
  const classified = classifyError(error);
  return new PackError(classified.kind, { ...facts, ...classified.facts, retry: classified.retry });
}
