import type { Snapshot } from '../../shared/snapshot.ts';
import { invitedStreams, pictureStreams } from '../../shared/streams.ts';
import type { IconName } from '../ui/icon.tsx';
import { phrases } from './phrases.ts';

/** Who has the floor, and whether Beside can hear, as icon and words. */

const floorIcons = {
  idle: 'off',
  listening: 'ear',
  hearing: 'voice',
  thinking: 'thinking',
  holding: 'hold',
  speaking: 'speaker',
} as const satisfies Record<Snapshot['floor'], IconName>;

export function floorIcon(snapshot: Snapshot): IconName {
  if (isPaused(snapshot)) return 'pause';
  if (isWatching(snapshot)) return sees(snapshot) ? 'eye' : 'note';
  return isNotHearing(snapshot) ? 'microphone-off' : floorIcons[snapshot.floor];
}

export function floorWord(snapshot: Snapshot): string {
  if (isPaused(snapshot)) return phrases.floor.paused;
  if (isWatching(snapshot)) return sees(snapshot) ? phrases.floor.watching : phrases.floor.listeningIn;
  return isNotHearing(snapshot) ? phrases.floor.notHearing : phrases.floor[snapshot.floor].word;
}

export function floorHint(snapshot: Snapshot): string {
  const { floor, microphone, abilities, duplex } = snapshot;
  if (microphone.state === 'paused' && floor !== 'speaking') return pausedUntil(microphone.untilMs);
  if (microphone.state === 'recovering' && floor === 'listening') return phrases.floor.waitingForMic;
  if (microphone.state === 'muted' && floor === 'listening') return phrases.floor.mutedHint;
  if (floor === 'speaking' && (microphone.state === 'recovering' || microphone.state === 'muted'))
    return phrases.floor.speakingMicOff;
  if (floor === 'speaking' && duplex.mode === 'half') return phrases.floor.takesTurns;
  if (isWatching(snapshot)) return phrases.floor.micOffHint;
  if (floor === 'idle' && microphone.state === 'failed') return phrases.floor.micFailedHint;
  const micOff = microphone.state === 'off' || microphone.state === 'failed' || microphone.state === 'paused';
  if (floor === 'idle' && micOff && !abilities.hear) return phrases.floor.typingOnly;
  if (floor === 'speaking' && micOff) return phrases.floor.speakingMicOff;
  if (floor === 'listening' && micOff) return phrases.floor.micOffHint;
  return phrases.floor[floor].hint;
}

function pausedUntil(ms: number): string {
  return phrases.pause.until(
    new Date(ms).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }),
  );
}

/** The gate is open and nothing comes through it. */
const isNotHearing = ({ floor, microphone }: Snapshot): boolean =>
  floor === 'listening' && (microphone.state === 'recovering' || microphone.state === 'muted');

/** Nothing else goes on meanwhile. */
const isPaused = ({ floor, microphone }: Snapshot): boolean =>
  microphone.state === 'paused' && floor === 'idle';

/** The microphone is closed, and something else is not. */
const isWatching = ({ floor, invited }: Snapshot): boolean =>
  floor === 'idle' && invitedStreams.some((stream) => invited[stream].state === 'on');

const sees = ({ invited }: Snapshot): boolean =>
  pictureStreams.some((stream) => invited[stream].state === 'on');

/** What keeps Beside from hearing well, in words. */
export function hearingTrouble({ microphone, abilities }: Snapshot): string | null {
  if ('message' in microphone) return microphone.message;
  return microphone.state === 'on' && !abilities.hear ? phrases.microphone.deaf : null;
}

export function troubleIcon({ microphone }: Snapshot): IconName {
  if (microphone.state === 'failed') return 'error';
  if (microphone.state === 'recovering')
    return microphone.reason === 'no-device' ? 'microphone-off' : 'retry';
  return microphone.state === 'muted' ? 'microphone-off' : 'warning';
}
