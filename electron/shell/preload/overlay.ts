import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge.ts';
import { tellStopped } from './stopped-requests.ts';
import { overlayChannels } from './role-channels.ts';

const bridge = createBridge(ipcRenderer, overlayChannels);
contextBridge.exposeInMainWorld('beside', bridge);
tellStopped(bridge);
