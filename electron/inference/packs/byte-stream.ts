import { PackError } from './pack-error.ts';

export type Bytes = AsyncIterable<Uint8Array>;

export interface WatchOptions {
  signal: AbortSignal;
  /** How long (ms) a source may stay silent before it counts as lost. */
  idleMs: number;
}

/**
 * The same bytes, but ending at once when the signal aborts or nothing arrives for `idleMs`.
 * @throws the signal's reason, or PackError `connection-lost`.
 */
export async function* watchBytes(source: Bytes, options: WatchOptions): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  while (true) {
    const next = await nextOrInterrupt(iterator, options.signal, options.idleMs);
    if (next.done === true) return;
    yield next.value;
  }
}

/** Reads a whole body, at most `limitBytes`. @throws PackError `internal` beyond that. */
export async function readAll(source: Bytes, limitBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw new PackError('internal', { note: 'an answer is too long' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function nextOrInterrupt(
  iterator: AsyncIterator<Uint8Array>,
  signal: AbortSignal,
  idleMs: number,
): Promise<IteratorResult<Uint8Array>> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(abortError(signal));
    const timer = setTimeout(() => reject(new PackError('connection-lost')), idleMs);
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
  });
  const next = iterator.next();
  // When the interruption wins, the abandoned read may still fail later, unheard.
  next.catch(() => undefined);
  try {
    return await Promise.race([next, interrupted]);
  } finally {
    stop();
  }
}

function abortError(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('cancelled');
}
