import type { OpenMicrophone } from './microphone-driver.ts';
import type { InputDevice } from './microphone-life.ts';
import type { MicrophoneOrder } from './worklet-protocol.ts';

const constraints: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
};

/** Asks the system for the microphone; its sound goes to `worklet` once connected. */
export async function openMicrophone(
  context: AudioContext,
  worklet: AudioWorkletNode,
): Promise<OpenMicrophone> {
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DOMException('a stream without sound', 'NotFoundError');
  const source = context.createMediaStreamSource(stream);
  const order = (message: MicrophoneOrder): void => worklet.port.postMessage(message);
  return {
    label: track.label,
    echoCancellation: isOn(track.getSettings().echoCancellation),
    // As it is when it is asked for: the devices are listed in between.
    get muted() {
      return track.muted;
    },
    on: (listener) => {
      track.addEventListener('ended', () => listener('ended'), { once: true });
      track.addEventListener('mute', () => listener('muted'));
      track.addEventListener('unmute', () => listener('unmuted'));
    },
    connect: () => {
      order({ type: 'open' });
      source.connect(worklet);
    },
    close: () => {
      order({ type: 'close' });
      source.disconnect();
      track.stop();
    },
  };
}

export const inputsOf = (devices: readonly MediaDeviceInfo[]): readonly InputDevice[] =>
  devices
    .filter(({ kind }) => kind === 'audioinput')
    .map(({ deviceId, groupId, label }) => ({ id: deviceId, group: groupId, label }));

/** Newer Chromium may name what is cancelled ('all', 'remote-only') instead of saying true. */
const isOn = (setting: unknown): boolean =>
  setting === true || (typeof setting === 'string' && setting !== '');
