import type { portChannels } from '../../shared/ipc.ts';

type PortChannels = typeof portChannels;
export type PortName = keyof PortChannels;

/** Spelled out again, checked by type, so that the page does not carry the contract's schemas. */
const channels = {
  microphone: 'port.microphone',
  playback: 'port.playback',
  pictures: 'port.pictures',
  systemSound: 'port.system-sound',
} as const satisfies PortChannels;

/** Calls `take` with each port that main sends; they come again when main has reloaded. */
export function onPort(take: (name: PortName, port: MessagePort) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window || event.origin !== window.location.origin) return;
    const name = portNameOf(event.data);
    const port = event.ports[0];
    if (name !== null && port !== undefined) take(name, port);
  });
}

function portNameOf(message: unknown): PortName | null {
  if (typeof message !== 'object' || message === null || !('channel' in message)) return null;
  const { channel } = message;
  return (Object.keys(channels) as PortName[]).find((name) => channels[name] === channel) ?? null;
}
