import type { Snapshot } from '../../shared/snapshot.ts';
import { invitedStreams, type InvitedStream } from '../../shared/streams.ts';
import type { IconName } from '../ui/icon.tsx';

export type StreamName = 'microphone' | InvitedStream;
export const streamNames = ['microphone', ...invitedStreams] as const satisfies readonly StreamName[];

/** How a stream looks to a person: open, closed, on the way to either, or in trouble. */
export type StreamLook = 'open' | 'closed' | 'waiting' | 'trouble';

const looks: Readonly<Record<Snapshot['microphone']['state'], StreamLook>> = {
  off: 'closed',
  paused: 'closed',
  starting: 'waiting',
  recovering: 'waiting',
  on: 'open',
  muted: 'trouble',
  failed: 'trouble',
};

/** A stream's state, by the one word that both kinds have. */
export const stateOf = (snapshot: Snapshot, name: StreamName): Snapshot['microphone']['state'] =>
  name === 'microphone' ? snapshot.microphone.state : snapshot.invited[name].state;

export const lookOf = (state: Snapshot['microphone']['state']): StreamLook => looks[state];

/** The person has opened it, whatever keeps it from delivering. */
export const isOpened = (state: Snapshot['microphone']['state']): boolean =>
  state !== 'off' && state !== 'failed' && state !== 'paused';

export const streamIcons = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'display',
  'system-sound': 'note',
} as const satisfies Record<StreamName, IconName>;
