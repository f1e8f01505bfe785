/**
 * When the host may end itself to give memory back. Arenas of onnxruntime grow with every length of sound they see and
 * never shrink; a fresh process is up again within two or three seconds, which in silence nobody notices.
 */

/** The starter pack's lanes settle at 560 to 640 MB (`npm run bench:soak`); beyond this something has piled up. */
const LIMIT_BYTES = 900 * 1024 * 1024;
/** Nobody is about to say something: the pauses of a conversation are shorter. */
const SILENT_MS = 20_000;
/** Where the models alone need more than the limit, starting anew must not become a habit. */
const MIN_UP_MS = 10 * 60_000;

export interface RecycleView {
  readonly residentBytes: number;
  /** Since the process started. */
  readonly upMs: number;
  /** Since the last voiced window. */
  readonly silentMs: number;
  readonly openRequests: number;
}

export const mayRecycle = ({ residentBytes, upMs, silentMs, openRequests }: RecycleView): boolean =>
  residentBytes > LIMIT_BYTES && upMs >= MIN_UP_MS && silentMs >= SILENT_MS && openRequests === 0;
