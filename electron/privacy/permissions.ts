import type { WindowRole } from '../../shared/ipc.ts';
import type { InvitedStream } from '../../shared/streams.ts';

/** A permission as Chromium names it, with what it is asked for. */
export interface PermissionRequest {
  readonly permission: string;
  readonly mediaTypes: readonly string[];
}

/** Which streams the person has opened to Beside. */
export type OpenGates = Readonly<Record<'microphone' | InvitedStream, boolean>>;

/**
 * Everything is denied but what the capture window needs for a stream whose gate the person has opened. Electron's own
 * default approves everything.
 */
export function permits(
  role: WindowRole | null,
  { permission, mediaTypes }: PermissionRequest,
  gates: OpenGates,
): boolean {
  if (role !== 'capture') return false;
  // The screen, and with it what other programs play: asked as `media` of no type (seen in Electron 33) or under a name of
  // its own. Which screen it gets is not the page's to say (`screen-choice.ts`).
  if (permission === 'display-capture' || (permission === 'media' && mediaTypes.length === 0))
    return gates.screen || gates['system-sound'];
  if (permission !== 'media') return false;
  return mediaTypes.every(
    (type) => (type === 'audio' && gates.microphone) || (type === 'video' && gates.camera),
  );
}
