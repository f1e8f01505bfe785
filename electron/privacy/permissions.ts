import type { WindowRole } from '../../shared/ipc.ts';

/** A permission as Chromium names it, with what it is asked for. */
export interface PermissionRequest {
  readonly permission: string;
  readonly mediaTypes: readonly string[];
}

/**
 * Everything is denied but one thing: sound from the microphone for the capture window, and only while the
 * person's gate for it is open. Electron's own default approves everything.
 */
export function permits(
  role: WindowRole | null,
  request: PermissionRequest,
  gates: { microphone: boolean },
): boolean {
  if (role !== 'capture' || request.permission !== 'media' || !gates.microphone) return false;
  return request.mediaTypes.length > 0 && request.mediaTypes.every((type) => type === 'audio');
}
