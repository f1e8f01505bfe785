import type { InvitedStream, StreamFault } from '../../shared/streams.ts';

const faults: Readonly<Record<string, StreamFault>> = {
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotReadableError: 'device-busy',
  NotSupportedError: 'unsupported',
};

/** What a refused stream means for a person. Sound that a system cannot give is refused in several ways. */
export function streamFaultOf(error: unknown, stream: InvitedStream): StreamFault {
  const name = error instanceof Error ? error.name : '';
  // The system's own picker was closed.
  if (name === 'AbortError') return stream === 'camera' ? 'device-busy' : 'cancelled';
  const fault = faults[name] ?? 'unknown';
  return stream === 'system-sound' && (fault === 'device-busy' || fault === 'no-device')
    ? 'unsupported'
    : fault;
}
