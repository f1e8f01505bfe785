/**
 * When the host may end itself to give memory back. Arenas of onnxruntime grow with every length of sound they see and
 * never shrink; a fresh process is up again within two or three seconds, which in silence nobody notices.
 */

/** The starter pack's lanes settle at 560 to 640 MB (`npm run bench:soak`); beyond this something has piled up. */
const LIMIT_BYTES = 900 * 1024 * 1024;
/** Kokoro's weights are 328 MB, and its arena grows to as much again and more for long clauses. */
const NATURAL_VOICE_BYTES = 800 * 1024 * 1024;
/** Nobody is about to say something: the pauses of a conversation are shorter. */
const SILENT_MS = 20_000;
/** Where the models alone need more than the limit, starting anew must not become a habit. */
const MIN_UP_MS = 10 * 60_000;

export interface RecycleView {
  readonly residentBytes: number;
  /** Since the process started. */
  readonly upMs: number;
  /** Since the last voiced window, and since Beside's own voice can last have been playing. */
  readonly silentMs: number;
  readonly naturalVoice: boolean;
  readonly openRequests: number;
}

export function mayRecycle(view: RecycleView): boolean {
  const limitBytes = LIMIT_BYTES + (view.naturalVoice ? NATURAL_VOICE_BYTES : 0);
  const quiet = view.silentMs >= SILENT_MS && view.openRequests === 0;
  return view.residentBytes > limitBytes && view.upMs >= MIN_UP_MS && quiet;
}
