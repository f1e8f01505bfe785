import type { WebContents } from 'electron';
import { portChannels } from '../../../shared/ipc.ts';
import type { FakePort } from './electron.ts';

/** A capture window comes up: what `targets` send it, as it gets it. */
export function captureWindow(...targets: readonly { connect(contents: WebContents): void }[]): {
  readonly microphone: FakePort;
  readonly playback: FakePort;
} {
  const ports = new Map<string, FakePort>();
  const contents = {
    postMessage: (channel: string, _message: unknown, [port]: [FakePort]) => void ports.set(channel, port),
  } as unknown as WebContents;
  for (const target of targets) target.connect(contents);
  const [microphone, playback] = [ports.get(portChannels.microphone), ports.get(portChannels.playback)];
  if (!microphone || !playback) throw new Error('the capture window got no ports');
  return { microphone, playback };
}
