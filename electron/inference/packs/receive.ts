import { packFilePath } from './folder.ts';
import type { Bytes } from './byte-stream.ts';
import type { DownloadContext } from './download.ts';
import type { NpmSettings } from './npm-settings.ts';
import { PartFile } from './part-file.ts';
import type { WantedFile } from './plan.ts';
import { recordVerified } from './stamps.ts';

/** Called with the bytes that were written, and with the same amount negative when they were thrown away. */
export type OnWritten = (bytes: number) => void;

/** What a job needs from its run. */
export interface JobContext extends DownloadContext {
  packsDir: string;
  settings: NpmSettings;
  onWritten: OnWritten;
  /** Pauses (ms) before each further try of one of several packages that make a file. */
  retryDelaysMs: readonly number[];
}

/**
 * Writes one wanted file from its bytes, verified and stamped. On any failure nothing of it stays.
 * @throws PackError, the file system's error, or what the bytes throw.
 */
export async function receiveFile(
  packsDir: string,
  wanted: WantedFile,
  bytes: Bytes,
  onWritten: OnWritten,
): Promise<void> {
  const { packId, file } = wanted;
  const part = await PartFile.open(packFilePath(packsDir, packId, file.path), file);
  let written = 0;
  try {
    for await (const chunk of bytes) {
      await part.write(chunk);
      written += chunk.byteLength;
      onWritten(chunk.byteLength);
    }
    await part.commit();
  } catch (error) {
    await part.discard();
    onWritten(-written);
    throw error;
  }
  await recordVerified(packsDir, packId, file.path, file.sha256);
}
