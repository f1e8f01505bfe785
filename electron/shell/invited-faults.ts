import type { InvitedStream, StreamFault } from '../../shared/streams.ts';

const NAMES: Readonly<Record<InvitedStream, string>> = {
  camera: 'The camera',
  screen: 'The screen',
  'system-sound': 'The sound of your computer',
};

/** What went wrong and what to do; null where the person did it themselves. */
export function invitedFault(stream: InvitedStream, fault: StreamFault, platform: string): string | null {
  const name = NAMES[stream];
  switch (fault) {
    case 'cancelled':
      return null;
    case 'no-device':
      return stream === 'camera'
        ? 'No camera was found. Connect one, then turn it on again.'
        : `${name} could not be found. Connect it, then turn it on again.`;
    case 'permission-denied':
      return platform === 'darwin' && stream !== 'camera'
        ? `${name} is closed to Beside. Allow it under System Settings, Privacy & Security, Screen & System Audio Recording, then turn it on again.`
        : `Your system does not let Beside have ${lower(name)}. Allow it in the system's privacy settings, then turn it on again.`;
    case 'device-busy':
      return `${name} is in use by another program. Close that program, then turn it on again.`;
    case 'ended':
      return `${name} was interrupted, and Beside no longer has it. Turn it on again if you like.`;
    case 'unsupported':
      return 'This system does not let a program hear what others play. The microphone works all the same.';
    case 'unknown':
      return `${name} could not be opened. Check that it works in another program, then turn it on again.`;
  }
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
