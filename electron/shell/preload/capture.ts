import { contextBridge, ipcRenderer } from 'electron';
import type { portChannels } from '../../../shared/ipc.ts';
import { createBridge } from './bridge.ts';
import { tellStopped } from './stopped-requests.ts';
import { captureChannels } from './role-channels.ts';

const bridge = createBridge(ipcRenderer, captureChannels);
contextBridge.exposeInMainWorld('beside', bridge);
tellStopped(bridge);

const ports = {
  microphone: 'port.microphone',
  playback: 'port.playback',
  pictures: 'port.pictures',
  systemSound: 'port.system-sound',
} as const satisfies typeof portChannels;

// Ports cannot cross the context bridge; a window message carries them into the page.
for (const channel of Object.values(ports)) {
  ipcRenderer.on(channel, (event) =>
    window.postMessage({ channel }, window.location.origin, [...event.ports]),
  );
}
